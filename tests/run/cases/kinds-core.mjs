/**
 * The same library as in `kinds-exports`, built to a core module: its component metadata says what its functions mean.
 *
 * @module
 */
export { default } from "./kinds-exports.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { kinds: { guest: "wasm32-unknown-unknown/kinds" } };
