/** `load`: a component at run time, in one call. */
import { importText, open } from "./platform.js";
import type { WasiOptions } from "@weft-wasm/wasi";
import { core as starting } from "./engine.js";
import { type Input, read } from "./input.js";
import { compile } from "./policy.js";
import { encoded } from "./transpile.js";

/** What the caller of `load` may choose. */
export interface LoadOptions {
  /**
   * What the component reaches of the world through WASI: arguments, environment, streams, directories, as `createContext` of `@weft-wasm/wasi` takes
   * them. Left out, it is as little as that gives by default; `false` leaves WASI to `imports`.
   */
  wasi?: WasiOptions | false;
  /** Exports that return promises although their type is synchronous. */
  asyncExports?: readonly string[];
  /** The component's name in messages and stack traces. */
  name?: string;
}

/** The part of a generated module that is used. */
interface Generated {
  instantiate(imports: object, options: object): Promise<object>;
}

/**
 * Transpiles a component in memory and instantiates it. A module of this kind stays in memory as long as the page or process, so what is
 * loaded again and again is better transpiled once.
 *
 * In a page, a Content-Security-Policy has to allow `script-src 'wasm-unsafe-eval' blob:`; where it does not, the error says so.
 *
 * @param input - the component's address, which may be relative to the page or to the folder in which the process works, its bytes or a `Response`; text (WAT) and core modules are taken as by `transpile`
 * @param imports - what the component imports, by interface, as the function `instantiate` of generated code takes it; an interface of WASI that is given goes before Weft's
 * @returns what the component exports
 * @throws {TranspileError} with `diagnostics`, for bad input
 * @throws {PolicyError} where the page's Content-Security-Policy forbids WebAssembly or modules from memory
 */
export async function load<Exports extends object = Record<string, unknown>>(
  input: Input | string | URL,
  imports: object = {},
  { wasi = {}, asyncExports = [], name = "component" }: LoadOptions = {},
): Promise<Exports> {
  const source = typeof input === "string" || input instanceof URL ? open(input) : input;
  const core = starting();
  const { component } = await encoded(await read(source, core), await core);
  const options = { name, mode: "instantiate", noWasi: wasi === false, asyncExports: [...asyncExports] };
  const { files, main, report } = component.transpile(options, undefined, true);
  const isOfWasi = report.imports.some((interfaceName) => interfaceName.startsWith("wasi:"));
  const [generated, wasiModule, modules] = await Promise.all([
    importText(named(files[main] ?? new Uint8Array(), main)) as Promise<Generated>,
    wasi !== false && isOfWasi ? import("@weft-wasm/wasi/p2") : undefined,
    modulesOf(files),
  ]);
  const getCoreModule = (file: string): WebAssembly.Module | undefined => modules.get(file);
  return (await generated.instantiate(imports, { getCoreModule, wasi, wasiModule })) as Exports;
}

/** A module's text with a name for stack traces and debuggers, which would show its long URL. */
const named = (text: Uint8Array<ArrayBuffer>, file: string): Uint8Array<ArrayBuffer> => {
  const name = new TextEncoder().encode(`\n//# sourceURL=weft:///${encodeURIComponent(file)}\n`);
  const whole = new Uint8Array(text.length + name.length);
  whole.set(text);
  whole.set(name, text.length);
  return whole;
};

/** The core modules of `files`, compiled. */
const modulesOf = async (files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): Promise<Map<string, WebAssembly.Module>> => {
  const binary = Object.entries(files).filter(([name]) => name.endsWith(".wasm"));
  return new Map(await Promise.all(binary.map(async ([name, bytes]) => [name, await compile(bytes)] as const)));
};
