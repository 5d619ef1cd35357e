/**
 * What counts as a trap, and which words of an engine mean the same as those of the suite.
 *
 * @module
 */

/**
 * The suite's words for the traps of core wasm → what V8, SpiderMonkey and JavaScriptCore say, in this order.
 * Some V8s do not tell a null function from one of another type.
 * @type {Record<string, RegExp[]>}
 */
const words = {
  "unreachable": [/^unreachable$/, /^unreachable executed$/, /^Unreachable code should not be executed/],
  "out of bounds memory access": [/^memory access out of bounds$/, /^index out of bounds$/, /^Out of bounds memory access/],
  "integer divide by zero": [/^divide by zero$/, /^integer divide by zero$/, /^Division by zero/],
  "integer overflow": [/^divide result unrepresentable$/, /^integer overflow$/, /^Integer overflow/],
  "uninitialized element": [/^null function$/, /^(null function or )?function signature mismatch$/, /^indirect call to null$/, /^call_indirect to a null table entry/],
  "undefined element": [/^table index is out of bounds$/, /^index out of bounds$/, /^Out of bounds call_indirect/],
  "indirect call type mismatch": [/^(null function or )?function signature mismatch$/, /^indirect call signature mismatch$/, /^call_indirect to a signature that does not match/],
};

/**
 * What is wrong with `error` as a trap with the text `expected`; nothing if it is one.
 *
 * Only a WebAssembly.RuntimeError is a trap: raised by wasm, or made by `trap` of the runtime. A TypeError, RangeError or SuspendError never is.
 *
 * @param {any} error
 * @param {string} expected
 * @returns {string | undefined}
 */
export function notTheTrap(error, expected) {
  if (!(error instanceof WebAssembly.RuntimeError)) return `no trap, but ${shown(error)}`;
  const { message } = error;
  const text = bare(expected);
  const same = words[text]?.some((engine) => engine.test(message));
  return message.includes(text) || same ? undefined : `the trap says ${JSON.stringify(message)}, expected ${JSON.stringify(text)}`;
}

/**
 * The text without what some scripts put around it, as the runner of one engine does.
 * @param {string} expected
 */
const bare = (expected) => expected.replace(/^wasm trap: /, "").replace(/^wasm `unreachable` instruction executed$/, "unreachable");

/**
 * @param {any} error
 * @returns {string} an error and what caused it, in one line
 */
export function shown(error) {
  if (!(error instanceof Error)) return `what is no Error: ${String(error)}`;
  const head = `${error.name}: ${error.message}`;
  return error.cause === undefined ? head : `${head}, caused by ${shown(error.cause)}`;
}
