/** `@weft-wasm/wasi/p2` in a browser: all that generated glue imports, in one module, because each module more costs whoever does not bundle. */
import type { WasiOptions } from "../../context.js";
import { WasiOn } from "../../p2.js";
import { createContext, defaultContext } from "./context.js";

export * from "../../p2.js";
export { clock } from "./clock.js";
export { webCrypto as entropy } from "../entropy.js";
export { createContext, defaultContext };

/** WASI 0.2 for one component instance, for use by hand. */
export class Wasi extends WasiOn {
  /** @param options - as for `createContext` */
  constructor(options: WasiOptions = {}) {
    super(createContext(options));
  }
}
