// What wasm-bindgen makes of the crate `../../cli`; the build puts it here.
import type { Command } from "../wasm.js";

declare const init: Command["default"];
export default init;
export const initSync: Command["initSync"];
export const __wbg_reset_state: Command["__wbg_reset_state"];
export const main: Command["main"];
export const call: Command["call"];
