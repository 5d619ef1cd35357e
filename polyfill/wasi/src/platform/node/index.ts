/** `@weft-wasm/wasi` in Node, Deno and Bun. */
export * from "../../public.js";
export { createContext } from "./context.js";
