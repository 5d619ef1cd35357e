// What wasm-bindgen makes of the crate `../../core`; the build puts it here.
import type { Core } from "../wasm.js";

declare const init: Core["default"];
export default init;
export const initSync: Core["initSync"];
export const __wbg_reset_state: Core["__wbg_reset_state"];
export const transpile: Core["transpile"];
export const types: Core["types"];
export const inspect: Core["inspect"];
export const plan: Core["plan"];
export const needs_encoding: Core["needs_encoding"];
export const is_wat: Core["is_wat"];
export const functions: Core["functions"];
export const arriving: Core["arriving"];
export const check: Core["check"];
