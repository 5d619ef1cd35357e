/** `@weft-wasm/wasi/p2` in a browser: all that generated glue imports, in one module, because each module more costs whoever does not bundle. */
import type { Context, WasiOptions } from "../../context.js";
import { type Imports, importsOf } from "../../p2.js";
import { createContext, defaultContext } from "./context.js";

export * from "../../cli/p2.js";
export * from "../../clocks/p2.js";
export * from "../../filesystem/p2.js";
export * from "../../io/p2.js";
export * from "../../random/p2.js";
export { clock } from "./clock.js";
export { webCrypto as entropy } from "../entropy.js";
export { createContext, defaultContext, type Imports, importsOf };

/** WASI 0.2 for one component instance, for use by hand. */
export class Wasi {
  /** What the instance can reach. */
  readonly context: Context;

  /** @param options - as for `createContext` */
  constructor(options: WasiOptions = {}) {
    this.context = createContext(options);
  }

  /** The interfaces, keyed `wasi:cli/environment` and so on, without version. */
  imports(): Imports {
    return importsOf(this.context);
  }
}
