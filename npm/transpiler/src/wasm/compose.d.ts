// What wasm-bindgen makes of the crate `../../compose`; the build puts it here.
import type { Composer } from "../wasm.js";

declare const init: Composer["default"];
export default init;
export const initSync: Composer["initSync"];
export const __wbg_reset_state: Composer["__wbg_reset_state"];
export const plug: Composer["plug"];
export const references: Composer["references"];
export const compose: Composer["compose"];
