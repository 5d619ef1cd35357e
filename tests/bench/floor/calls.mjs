/**
 * The floor of starting the component `calls`: the core modules that `weft` takes out of it, instantiated with what they ask for and no
 * more, and one function of it. The host's functions come from the module that the others are given too, because to find and fetch that
 * is nobody's overhead.
 *
 * @module
 */
import * as host from "../host.mjs";
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
  "weft:calls/host": { noop: host.noop, place: late(0), text: late(1) },
});
const memory = /** @type {WebAssembly.Memory} */ (exports["memory"]);
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** @type {(x: number, y: number, out: number) => void} */
const place = (x, y, out) => {
  const point = host.place({ x, y });
  const view = new DataView(memory.buffer);
  view.setFloat64(out, point.x, true);
  view.setFloat64(out + 8, point.y, true);
};
/** @type {(start: number, length: number) => number} */
const text = (start, length) => host.text(decoder.decode(new Uint8Array(memory.buffer, start, length)));
await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (fixups), {
  shim: { $imports: /** @type {WebAssembly.Table} */ (table["$imports"]) },
  actual: { 0: place, 1: text, 2: /** @type {WebAssembly.ExportValue} */ (exports["weft:calls/calls#[dtor]counter"]) },
});
const add = /** @type {(a: number, b: number) => number} */ (exports["weft:calls/calls#add"]);

/** What `calls` exports, as far as it is asked for. */
export const calls = { add: (/** @type {number} */ a, /** @type {number} */ b) => add(a, b) >>> 0 };
