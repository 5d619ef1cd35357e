/** Uses of the case `wasi`: an `esm` module, and Weft's WASI as what its imports are declared to be. */
import { createContext } from "@weft-wasm/wasi";
import { importsOf } from "@weft-wasm/wasi/p2";
import { run, type WasiCliEnvironment, type WasiIoPoll, "wasi:cli/run@0.2.6" as full } from "../cases/wasi/wasi.js";

const wasi = importsOf(createContext());
export const environment: WasiCliEnvironment = wasi["wasi:cli/environment"];
export const poll: WasiIoPoll = wasi["wasi:io/poll"];
export const outcome: Promise<void> = run.run();
await full.run({ signal: AbortSignal.timeout(1000) });

// @ts-expect-error: a promise is no outcome
export const done: void = run.run();
// @ts-expect-error: a signal stands in an object
export const aborted: Promise<void> = run.run(AbortSignal.abort());
// @ts-expect-error: another interface
export const other: WasiIoPoll = wasi["wasi:cli/environment"];
// @ts-expect-error: the namespaces hold types only
WasiIoPoll.Pollable;
