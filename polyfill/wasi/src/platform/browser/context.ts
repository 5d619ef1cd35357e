import { type BaseContext, type Context, contextOn, defaultContextOn, type Parts, type WasiOptions } from "../../context.js";
import { conversions } from "../stdio.js";
import { browser, streams } from "./platform.js";

/**
 * Makes what one component instance can reach. Without options that is nothing but a clock, random bytes and an output.
 *
 * @param options - arguments, streams, directories and the rest, all optional
 */
export function createContext(options: WasiOptions = {}): Context {
  return contextOn(browser, conversions, options);
}

/**
 * `createContext()` in less text, for generated code that nobody can give options.
 *
 * @param parts - the platform's clock and entropy, as far as the component's interfaces take them
 */
export function defaultContext<Given extends Partial<Parts>>(parts: Given): BaseContext & Given {
  return defaultContextOn(streams, parts);
}
