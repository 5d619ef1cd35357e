/**
 * Every value kind, in every place, in every position, in every string encoding.
 *
 * A value is given to an exported function (export parameter), arrives at the host's function of the same type (import parameter),
 * which answers with another one (import result), which comes back (export result).
 *
 * @module
 */
import { encodings, proxy } from "../proxies/component.mjs";
import { pass, passedIn } from "../proxies/passed.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = Object.fromEntries(encodings.map((encoding) => [
  encoding.replace("+", "-"), { text: proxy(Object.values(passedIn(encoding)).flat(), encoding) },
]));

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, engine, major }) {
  /** @type {Record<string, Record<string, number>>} */
  const table = {};
  for (const encoding of encodings) {
    const { instantiate } = await component(encoding.replace("+", "-"));
    const counts = await pass(assert, instantiate, passedIn(encoding), encoding);
    for (const [kind, count] of Object.entries(counts)) (table[kind] ??= {})[encoding] = count;
  }
  // Each count is of values that were right as export parameter, import parameter, import result and export result.
  const total = Object.values(table).flatMap((counts) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
  console.log(`${engine} ${major}: ${total} values of ${Object.keys(table).length} kinds in ${encodings.length} encodings, each in 4 positions`);
  if (globalThis.process?.env["WEFT_FILTER"] !== "proxies") return;
  for (const [kind, counts] of Object.entries(table)) {
    console.log(`  ${kind.padEnd(18)}${encodings.map((encoding) => `${encoding} ${counts[encoding]}`).join("  ")}`);
  }
}
