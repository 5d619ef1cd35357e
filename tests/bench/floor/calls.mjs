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
});
await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (fixups), {
  shim: { $imports: /** @type {WebAssembly.Table} */ (table["$imports"]) },
  actual: { 0: noop, 1: noop, 2: noop },
});
const add = /** @type {(a: number, b: number) => number} */ (exports["weft:calls/calls#add"]);

/** What `calls` exports, as far as it is asked for. */
export const calls = { add: (/** @type {number} */ a, /** @type {number} */ b) => add(a, b) >>> 0 };
