/**
 * How a function's result passes between Weft and its host: a `result` is returned or thrown, all else is returned.
 *
 * @module
 */
import * as assert from "../assert.mjs";
import { toJs } from "./values.mjs";

/** @typedef {import("./reference.mjs").Type} Type */

/** What a host throws for the `err` case of its result. */
class HostError extends Error {
  /** @param {unknown} payload */
  constructor(payload) {
    super("the random outcome is an error");
    this.payload = payload;
    Object.defineProperty(this, Symbol.for("weft.component-error.v1"), { value: true });
  }
}

/**
 * Ends a function of the host with this result, as the specification has it.
 * @param {Type} result @param {any} v @param {import("./random.mjs").Random} [vary]
 */
export function answer(result, v, vary) {
  if (result.kind !== "result") return toJs(result, v, vary);
  const { label, value } = v;
  const payload = result[label === "ok" ? "ok" : "err"];
  const outcome = payload === null ? undefined : toJs(payload, value, vary);
  if (label === "ok") return outcome;
  throw new HostError(outcome);
}

/** The outcome of a call as one value; of a result, return and throw are its cases. @param {() => unknown} run @param {Type | null} result */
export function settle(run, result) {
  if (result?.kind !== "result") return run();
  /** @param {string} tag @param {Type | null} type @param {unknown} val */
  const outcome = (tag, type, val) => {
    if (type !== null) return { tag, val };
    assert.equal(val, undefined, "a case without payload");
    return { tag };
  };
  let val;
  try {
    val = run();
  } catch (/** @type {any} */ error) {
    if (error?.[Symbol.for("weft.component-error.v1")] !== true) throw error;
    return outcome("err", result.err, error.payload);
  }
  return outcome("ok", result.ok, val);
}
