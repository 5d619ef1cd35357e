/**
 * The same program as `hello`, built for WASI 0.1: the core module gets the adapter and behaves alike.
 *
 * @module
 */
export { default } from "./hello.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { hello: { guest: "wasm32-wasip1/hello" } };
