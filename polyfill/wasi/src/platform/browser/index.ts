/** `@weft-wasm/wasi` in a browser. */
export * from "../../public.js";
export { createContext } from "./context.js";
