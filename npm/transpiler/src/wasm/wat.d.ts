// What wasm-bindgen makes of the crate `../../wat`; the build puts it here.
import type { Wat } from "../wasm.js";

declare const init: Wat["default"];
export default init;
export const initSync: Wat["initSync"];
export const __wbg_reset_state: Wat["__wbg_reset_state"];
export const compile: Wat["compile"];
