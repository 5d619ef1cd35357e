/**
 * What no component may give to another: each is a trap, with the text of the specification's suite for calls between components, and locks both
 * down; and what the allocator of the one that is called is asked for.
 *
 * @module
 */
import { beyond, everywhere, lists, misallocated, outside, pointer, special, unaligned } from "../proxies/attempts.mjs";
import { encodings } from "../proxies/component.mjs";
import { hostileBetween } from "../proxies/hostile.mjs";

/** @typedef {import("../proxies/component.mjs").Encoding} Encoding */

/** The encoding of the hostile component and of the others. @type {[Encoding, Encoding][]} */
const pairs = encodings.flatMap((encoding) => encodings.map((around) => /** @type {[Encoding, Encoding]} */ ([encoding, around])));

/** @type {(pair: [Encoding, Encoding]) => string} */
const nameOf = (pair) => pair.map((encoding) => encoding.replace("+", "-")).join("-");

/** @type {import("../execute.mjs").Case["components"]} */
export const components = Object.fromEntries(pairs.map((pair) => [nameOf(pair), { text: hostileBetween(...pair) }]));

/** What is tested here is no JavaScript. */
export const variants = false;

const strings = "string content out-of-bounds";

/** The text between components. @param {string} text of the trap in a call of the host @param {string} call */
const between = (text, call) => {
  if (text === outside) return strings;
  if (text === misallocated) return unaligned;
  if (text !== beyond) return text;
  return call.includes("Many") ? pointer : call.includes("String") ? strings : lists;
};

/**
 * What the allocator of the second is asked for when the first gives it a string: old size, alignment, size of each call.
 * @type {Record<Encoding, Record<Encoding, [string, number[]][]>>}
 */
const protocol = {
  "utf8": {
    "utf8": [["", [0, 1, 0]], ["abc", [0, 1, 3]], ["aé", [0, 1, 3]], ["日", [0, 1, 3]]],
    "utf16": [["", [0, 2, 0]], ["ab", [0, 2, 4]], ["aé", [0, 2, 6, 6, 2, 4]], ["\u{1F600}", [0, 2, 8, 8, 2, 4]]],
    "latin1+utf16": [["", [0, 2, 0]], ["ab", [0, 2, 2]], ["aé", [0, 2, 3, 3, 2, 2]], ["aĀ", [0, 2, 3, 3, 2, 6, 6, 2, 4]]],
  },
  "utf16": {
    "utf8": [["", [0, 1, 0]], ["ab", [0, 1, 2]], ["aé", [0, 1, 2, 2, 1, 6, 6, 1, 3]], ["日", [0, 1, 1, 1, 1, 3]]],
    "utf16": [["", [0, 2, 0]], ["aé", [0, 2, 4]], ["\u{1F600}", [0, 2, 4]]],
    "latin1+utf16": [["", [0, 2, 0]], ["aé", [0, 2, 2]], ["aĀ", [0, 2, 2, 2, 2, 4]], ["\u{1F600}", [0, 2, 2, 2, 2, 4]]],
  },
  "latin1+utf16": {
    "utf8": [["", [0, 1, 0]], ["ab", [0, 1, 2]], ["aé", [0, 1, 2, 2, 1, 4, 4, 1, 3]], ["éé", [0, 1, 2, 2, 1, 4]], ["Ā", [0, 1, 1, 1, 1, 3, 3, 1, 2]]],
    "utf16": [["", [0, 2, 0]], ["aé", [0, 2, 4]], ["Ā", [0, 2, 2]]],
    "latin1+utf16": [["", [0, 2, 0]], ["aé", [0, 2, 2]], ["aĀ", [0, 2, 4]]],
  },
};

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  for (const pair of pairs) {
    const [encoding, around] = pair;
    const { instantiate } = await component(nameOf(pair));
    let seen = /** @type {string | undefined} */ (undefined);
    const host = {
      seeString(/** @type {string} */ text) { seen = text; }, seeNumbers() {}, seeChar() {}, seeColour() {}, seeShape() {}, seeOption() {}, seeMany() {},
      getPair: () => ({ a: 1, b: 2 }), getString: () => "ab", getStrings: () => ["ab"], getNumbers: () => [1], getRecords: () => [[1, 2]],
    };
    // How a string that is taken is stored differs from what the host does.
    const own = special[encoding].filter(([, call]) => !String(call).includes("take"));
    for (const [words, call, expected] of encoding === around ? [...everywhere, ...own] : own) {
      const exports = await instantiate({ host });
      words.forEach((word, i) => exports.poke(1024 + 4 * i, word));
      const what = `${encoding} and ${around}: ${words} ${call}`;
      assert.traps(() => call(exports), between(expected, String(call)), what);
      assert.throws(() => exports.peek(0), /^cannot enter component instance$/);
    }
    for (const [text, asked] of protocol[around][encoding]) {
      const exports = await instantiate({ host });
      exports.takeString(text);
      assert.deepEqual([...exports.calls()], asked, `${around} → ${encoding} ${text}`);
    }
    if (encoding !== "latin1+utf16") continue;
    // UTF-16 that could be Latin-1.
    const exports = await instantiate({ host });
    exports.poke(1024, 0x00e90061);
    exports.seeString(1024, 0x80000002);
    assert.equal(seen, "aé");
  }
}
