/**
 * The floor of starting the component `calls`: the core modules that `weft` takes out of it, instantiated with what they ask for and no
 * more, and one function of it.
 *
 * @module
 */
import { compile } from "../place.mjs";

const [shim, main, fixups] = await Promise.all(
  ["calls.core.wasm", "calls.core2.wasm", "calls.core3.wasm"].map((file) => compile(`target/bench/weft/calls/${file}`)),
);
const noop = () => {};
const { exports: table } = await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (shim));
const late = (/** @type {number} */ index) => /** @type {Function} */ (table[index]);
const { exports } = await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (main), {
  "[export]weft:calls/calls": {
    "[resource-new]counter": noop,
    "[resource-drop]counter": noop,
    "[resource-rep]counter": noop,
  },
  "weft:calls/host": { noop, place: late(0), text: late(1) },
  "wasi:io/error@0.2.0": { "[resource-drop]error": noop },
  "wasi:io/poll@0.2.0": { "[resource-drop]pollable": noop, "[method]pollable.block": noop },
  "wasi:io/streams@0.2.0": {
    "[resource-drop]input-stream": noop,
    "[resource-drop]output-stream": noop,
    "[method]output-stream.check-write": late(2),
    "[method]output-stream.write": late(3),
    "[method]output-stream.blocking-flush": late(4),
    "[method]output-stream.subscribe": noop,
  },
  "wasi:cli/terminal-input@0.2.0": { "[resource-drop]terminal-input": noop },
  "wasi:cli/terminal-output@0.2.0": { "[resource-drop]terminal-output": noop },
  "wasi:cli/environment@0.2.0": { "get-environment": late(5) },
  "wasi:cli/exit@0.2.0": { exit: noop },
  "wasi:cli/stdin@0.2.0": { "get-stdin": noop },
  "wasi:cli/stdout@0.2.0": { "get-stdout": noop },
  "wasi:cli/stderr@0.2.0": { "get-stderr": noop },
  "wasi:cli/terminal-stdin@0.2.0": { "get-terminal-stdin": late(6) },
  "wasi:cli/terminal-stdout@0.2.0": { "get-terminal-stdout": late(7) },
  "wasi:cli/terminal-stderr@0.2.0": { "get-terminal-stderr": late(8) },
});
await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (fixups), {
  "": { ...Array(10).fill(noop), $imports: /** @type {WebAssembly.Table} */ (table["$imports"]) },
});
const add = /** @type {(a: number, b: number) => number} */ (exports["weft:calls/calls#add"]);

/** What `calls` exports, as far as it is asked for. */
export const calls = { add: (/** @type {number} */ a, /** @type {number} */ b) => add(a, b) >>> 0 };
