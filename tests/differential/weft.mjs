/**
 * What Weft's generated code makes of the cases of a batch.
 *
 * @module
 */
import { answer, settle } from "../run/round-trip/outcome.mjs";
import { toJs } from "../run/round-trip/values.mjs";
import { ofJs } from "./trees.mjs";

/** @typedef {import("./cases.mjs").Batch} Batch */
/** @typedef {import("./cases.mjs").Case} Case */
/**
 * What came of a case: what the host's function was given, if it was called, and what the caller got: a value, or why there is none.
 * @typedef {{ seen: string | null, got: string }} Outcome values are trees as JSON
 */

/** Kinds of traps by what Weft says; the texts are the reference suite's. @type {[RegExp, string][]} */
const traps = [
  [/^unaligned pointer$/, "unaligned"],
  [/^pointer out of bounds of memory$/, "pointer"],
  [/^string (pointer\/length out of bounds of memory|content out-of-bounds)$/, "string"],
  [/^list content out-of-bounds$/, "list"],
  [/^invalid variant discriminant$/, "discriminant"],
  [/^invalid `char` bit pattern$/, "char"],
  [/^(invalid utf-8|incomplete utf-8 byte sequence)/, "utf-8"],
  [/^invalid utf-16/, "utf-16"],
  [/^realloc return: /, "realloc"],
  [/^(wasm trap: )?unreachable( executed)?$/, "unreachable"],
];

const interfaceName = "weft:random/host";

/**
 * The outcomes of these cases. An instance that a trap locked down is replaced.
 * @param {any} module the generated one @param {Batch} batch @param {Case[]} cases
 * @returns {Promise<Outcome[]>}
 */
export async function run(module, { funcs, images, spoil, resets }, cases) {
  /** @type {Case | undefined} */
  let current;
  /** @type {string | null} */
  let seen = null;
  /** @type {Record<string, (...args: any[]) => unknown>} */
  const host = {};
  funcs.forEach(({ params, result }, i) => host[`f${i}`] = (...args) => {
    seen = JSON.stringify(params.map((type, i) => ofJs(type, args[i])));
    return result === null ? undefined : answer(result, current?.result);
  });
  const instantiate = () => module.instantiate({ [interfaceName]: host });

  /** @type {any} */
  let instance;
  const outcomes = [];
  for (const next of cases) {
    const { params, result } = funcs[next.func] ?? { params: [], result: null };
    current = next;
    seen = null;
    let got;
    instance ??= await instantiate();
    try {
      for (const reset of resets) instance[camel(reset)]();
      if (next.spoil !== undefined) instance[camel(spoil)](...next.spoil);
      if (next.image !== undefined && images !== null) instance[camel(images[next.way === "c" ? 0 : 1])](next.image);
      const args = next.way === "f" ? params.map((type, i) => toJs(type, next.params[i])) : [];
      const outcome = settle(() => instance[`${next.way}${next.func}`](...args), result);
      got = JSON.stringify(result === null ? null : ofJs(result, outcome));
    } catch (/** @type {any} */ error) {
      got = kind(error);
      instance = undefined;
    }
    outcomes.push({ seen, got });
  }
  return outcomes;
}

/** @param {any} error */
function kind(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return `not a trap: ${error?.stack}`;
  return `trap: ${traps.find(([text]) => text.test(error.message))?.[1] ?? error.message}`;
}

/** @param {string} name */
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
