#!/usr/bin/env node
/** The command `weft`: the native program as wasm; a component that is to run does so in this process. */
import { command } from "./command/host.js";
import { type Exports, perform, prepare, type Run } from "./command/program.js";
import { importText } from "./platform.js";
import { compile } from "./policy.js";

const { code, program } = command(process.argv.slice(2));
if (program === undefined) {
  process.exitCode = code;
} else {
  const files = new Map(program.files);
  const load = async (): Promise<() => Promise<void>> => {
    const [wasi, wasiModule, generated, modules] = await Promise.all([
      import("@weft-wasm/wasi/node"),
      import("@weft-wasm/wasi/p2"),
      importText(files.get("component.js") ?? new Uint8Array()),
      Promise.all(program.files.filter(([name]) => name.endsWith(".wasm")).map(async ([name, bytes]) => [name, await compile(bytes)] as const)),
    ]);
    const compiled = new Map(modules);
    const { instantiate } = generated as { instantiate(imports: object, options: object): Promise<Exports> };
    const getCoreModule = (name: string): WebAssembly.Module | undefined => compiled.get(name);
    return prepare(JSON.parse(program.run) as Run, wasi, (options) => instantiate({}, { wasi: options, wasiModule, getCoreModule }));
  };
  await perform(load, () => {});
}
