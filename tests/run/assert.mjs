/**
 * Assertions that read like `node:assert/strict` and run in every engine.
 *
 * @module
 */

/** A failed assertion. */
export class AssertionError extends Error {
  name = "AssertionError";
}

/** Thrown by `skip`: the case does not apply here, and why. */
export class Skip extends Error {
  name = "Skip";
}

/**
 * @param {unknown} value
 * @returns {string}
 */
export function show(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "function") return `[function ${value.name}]`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} [${/** @type {Uint8Array} */ (value).join(", ")}]`;
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (value instanceof Map) return `Map {${[...value].map(([k, v]) => `${show(k)} => ${show(v)}`).join(", ")}}`;
  if (value !== null && typeof value === "object") {
    return `{${Object.entries(value).map(([key, member]) => `${key}: ${show(member)}`).join(", ")}}`;
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

/**
 * @param {unknown} condition
 * @param {string} [message]
 */
export function ok(condition, message = `${show(condition)} is not truthy`) {
  if (!condition) throw new AssertionError(message);
}

/**
 * Same value (`Object.is`).
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} [message]
 */
export function equal(actual, expected, message) {
  if (Object.is(actual, expected)) return;
  throw new AssertionError(`${message ? `${message}\n` : ""}  actual: ${show(actual)}\nexpected: ${show(expected)}`);
}

/**
 * The same structure: plain objects, arrays, typed arrays and maps by content, the rest by `Object.is`.
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} [message]
 */
export function deepEqual(actual, expected, message) {
  if (same(actual, expected)) return;
  throw new AssertionError(`${message ? `${message}\n` : ""}  actual: ${show(actual)}\nexpected: ${show(expected)}`);
}

/**
 * @param {any} a
 * @param {any} b
 * @returns {boolean}
 */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Map) return a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key)));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
export function match(text, pattern) {
  if (!pattern.test(text)) throw new AssertionError(`${show(text)} does not match ${pattern}`);
}

/**
 * Runs `run`, which has to throw; returns what it threw.
 * @param {() => unknown} run
 * @param {RegExp} [pattern] of the error's message
 * @returns {any}
 */
export function throws(run, pattern) {
  try {
    run();
  } catch (error) {
    return matching(error, pattern);
  }
  throw new AssertionError("did not throw");
}

/**
 * Runs `run`, which has to trap: to throw what wasm and the runtime throw, and nothing else; returns it.
 * @param {() => unknown} run
 * @param {RegExp | string} [expected] the error's message, or a pattern of it
 * @param {string} [what] is run
 * @returns {WebAssembly.RuntimeError}
 */
export function traps(run, expected, what = "it") {
  const error = throws(run);
  ok(error instanceof WebAssembly.RuntimeError, `${what} traps, and throws not ${show(error)}`);
  if (typeof expected === "string") equal(error.message, expected, what);
  else matching(error, expected);
  return error;
}

/**
 * Awaits `promise`, which has to reject; returns what it rejected with.
 * @param {Promise<unknown>} promise
 * @param {RegExp} [pattern] of the error's message
 * @returns {Promise<any>}
 */
export async function rejects(promise, pattern) {
  try {
    await promise;
  } catch (error) {
    return matching(error, pattern);
  }
  throw new AssertionError("did not reject");
}

/**
 * @param {any} error
 * @param {RegExp} [pattern]
 */
function matching(error, pattern) {
  if (pattern !== undefined) match(String(error?.message), pattern);
  return error;
}

/**
 * Ends the case as skipped.
 * @param {string} reason
 * @returns {never}
 */
export function skip(reason) {
  throw new Skip(reason);
}
