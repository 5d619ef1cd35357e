/**
 * Calls between components: every value kind, in every place and position, through two components that call each other in core wasm.
 *
 * @module
 */
import { chain, encodings } from "../proxies/component.mjs";
import { pass, passedIn } from "../proxies/passed.mjs";

/** @typedef {import("../proxies/component.mjs").Encoding} Encoding */

/** The encodings of the first component and the second. @type {[Encoding, Encoding][]} */
const pairs = encodings.flatMap((first) => encodings.map((second) => /** @type {[Encoding, Encoding]} */ ([first, second])));

/** @type {(pair: [Encoding, Encoding]) => string} */
const nameOf = (pair) => pair.map((encoding) => encoding.replace("+", "-")).join("-");

/** All functions, or those where the encoding makes a difference. @type {(pair: [Encoding, Encoding]) => ReturnType<typeof passedIn>} */
const passed = ([first, second]) => passedIn(first === second ? first : "utf16");

/** What is tested here is no JavaScript. */
export const variants = false;

/** @type {import("../execute.mjs").Case["components"]} */
export const components = Object.fromEntries(pairs.map((pair) => [nameOf(pair), { text: chain(Object.values(passed(pair)).flat(), ...pair) }]));

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, engine, major }) {
  let total = 0;
  for (const pair of pairs) {
    const { instantiate } = await component(nameOf(pair));
    const counts = await pass(assert, instantiate, passed(pair), pair.join(" → "));
    total += Object.values(counts).reduce((sum, count) => sum + count, 0);
  }
  console.log(`${engine} ${major}: ${total} values between components`);
}
