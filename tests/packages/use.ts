/** What the installed packages declare, used: compiled, never run. */
import { type Diagnostic, load, OPTIONS, PolicyError, provide, transpile, TranspileError, type Transpiled, types } from "@weft-wasm/transpiler";
import { requireAbi } from "@weft-wasm/runtime";
import { memoryDirectory, type WasiOptions } from "@weft-wasm/wasi";

const wasi: WasiOptions = { args: ["a"], preopens: { "/": memoryDirectory({ "a.txt": "a" }) } };
const loaded: { add(a: number, b: number): number } = await load("add.wasm", {}, { wasi, asyncExports: ["add"] });
const sum: number = loaded.add(1, 2);
const output: Transpiled = await transpile(fetch("add.wasm"), { mode: "instantiate", map: { "a:b/*": "./*.js" }, wit: { "a.wit": "" } });
const bytes: Uint8Array<ArrayBuffer> | undefined = output.files[output.main];
await types({ "world.wit": "package a:b;" }, { world: "w", features: ["*"] });
await types(new Uint8Array(), {});
provide({ core: WebAssembly.compileStreaming(fetch("core.wasm")) });
requireAbi(1);
// @ts-expect-error: there is no such mode
await transpile(new Uint8Array(), { mode: "cjs" });
// @ts-expect-error: an option of the command alone
await transpile(new Uint8Array(), { outDir: "." });
// @ts-expect-error: the text of a component is given as bytes
await transpile("(component)");

export const said = (error: unknown): readonly Diagnostic[] =>
  error instanceof TranspileError ? error.diagnostics : error instanceof PolicyError ? [] : [];
export const shown: [number, Uint8Array | undefined, string | undefined] = [sum, bytes, OPTIONS[0]?.property ?? undefined];
