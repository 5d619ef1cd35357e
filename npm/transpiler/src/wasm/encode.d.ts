// What wasm-bindgen makes of the crate `../../encode`; the build puts it here.
import type { Encoder } from "../wasm.js";

declare const init: Encoder["default"];
export default init;
export const initSync: Encoder["initSync"];
export const __wbg_reset_state: Encoder["__wbg_reset_state"];
export const component: Encoder["component"];
export const types_of: Encoder["types_of"];
export const package_of: Encoder["package_of"];
export const wit_package: Encoder["wit_package"];
export const world: Encoder["world"];
export const docs: Encoder["docs"];
export const print: Encoder["print"];
