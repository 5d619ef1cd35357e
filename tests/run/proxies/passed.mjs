/**
 * The functions that values are passed through, and the check of all values on all of them.
 *
 * @module
 */
import { kinds, places, texts } from "./kinds.mjs";
import { list, result, string, tuple, u8 } from "./types.mjs";

/** @typedef {import("./component.mjs").Func & { values: unknown[][], answers: unknown[], outcome?: boolean }} Passed */

/** Parameters that leave no room for others to be flat. */
const pad = { type: tuple(...Array(16).fill(u8)), value: Array.from({ length: 16 }, (_, i) => i) };

/** @type {Record<string, Passed[]>} by kind */
const passed = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => {
  /** @type {Passed[]} */
  const all = [];
  for (const [place, put] of Object.entries(places)) {
    if (kind.isLarge && place !== "alone" && place !== "in-list") continue;
    const there = put(kind, name);
    const { type, values, isResult } = there;
    if (isResult) continue;
    all.push({ name: `${name}-${place}`, params: [type], result: type, values: values.map((value) => [value]), answers: values });
  }
  const { type, values, isResult, isLarge } = kind;
  if (isLarge) return [name, all];
  const boxed = isResult ? { result: tuple(type), answers: values.map((value) => [value]) } : { result: type, answers: values };
  all.push({ name: `${name}-spilled`, params: [pad.type, type], values: values.map((value) => [pad.value, value]), ...boxed });
  all.push({ name: `${name}-last`, params: [string, type], values: values.map((value) => ["é日", value]), ...boxed });
  if (!isResult) {
    all.push({ name: `${name}-returned`, params: [u8], result: result(type, string), values: values.map(() => [1]), answers: values, outcome: true });
    all.push({ name: `${name}-thrown`, params: [u8], result: result(undefined, type), values: values.map(() => [1]), answers: values, outcome: true });
  }
  return [name, all];
}));
passed["string"]?.push(
  { name: "texts", params: [string], result: string, values: texts.map((text) => [text]), answers: texts },
  { name: "text-lists", params: [list(string)], result: list(string), values: [[texts], [[]]], answers: [texts, []] },
);

/**
 * The functions of the component with this encoding: all, or those where it makes a difference and the others in one place.
 * @type {(encoding: import("./component.mjs").Encoding) => Record<string, Passed[]>}
 */
export const passedIn = (encoding) => encoding === "utf8" ? passed : Object.fromEntries(
  Object.entries(passed).map(([kind, all]) => [kind, all.filter((func, i) => i === 0 || hasText(func))]),
);

/** @param {Passed} func whether there is a string somewhere */
const hasText = ({ params, result }) =>
  (result === undefined ? params : [...params, result]).some(({ text, named }) => [text, ...named.map(([, definition]) => definition)].some((part) => part.includes("string")));

/** @param {string} name */
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** What a host throws for the `err` case of its result. */
class HostError extends Error {
  /** @param {unknown} payload */
  constructor(payload) {
    super("refused");
    this.payload = payload;
    Object.defineProperty(this, Symbol.for("weft.component-error.v1"), { value: true });
  }
}

/**
 * Passes all values through the functions of a component: each arrives at the host, and what the host answers comes back.
 * @param {any} assert
 * @param {(imports: any) => Promise<any>} instantiate
 * @param {Record<string, Passed[]>} functions by kind
 * @param {string} label of what is tested
 * @returns {Promise<Record<string, number>>} how many values, by kind
 */
export async function pass(assert, instantiate, functions, label) {
  let got = /** @type {unknown[]} */ ([]), answer = /** @type {() => unknown} */ (() => undefined);
  const host = Object.fromEntries(Object.values(functions).flat().map(({ name }) => [camel(name), (/** @type {unknown[]} */ ...args) => {
    got = args;
    return answer();
  }]));
  const exports = await instantiate({ host });
  /** @type {Record<string, number>} */
  const counts = {};
  for (const [kind, all] of Object.entries(functions)) {
    let count = 0;
    for (const { name, values, answers, outcome } of all) {
      for (const [i, given] of values.entries()) {
        const expected = answers[(i + 1) % answers.length];
        const what = `${label} ${name} ${String(assert.show(given)).slice(0, 200)}`;
        if (outcome && name.endsWith("-thrown")) {
          answer = () => { throw new HostError(expected); };
          assert.deepEqual(assert.throws(() => exports[camel(name)](...given)).payload, expected, `${what}: the error`);
        } else {
          answer = () => expected;
          assert.deepEqual(exports[camel(name)](...given), expected, `${what}: export result`);
        }
        assert.deepEqual(got, given, `${what}: import parameter`);
        count++;
      }
    }
    counts[kind] = count;
  }
  return counts;
}
