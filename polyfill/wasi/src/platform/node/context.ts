import { type Context, contextOn, type WasiOptions } from "../../context.js";
import { node } from "./platform.js";

/**
 * Makes what one component instance can reach. Without options that is nothing but a clock, random bytes and the process's standard
 * output and error.
 *
 * @param options - arguments, streams, directories and the rest, all optional
 */
export function createContext(options: WasiOptions = {}): Context {
  return contextOn(node, options);
}
