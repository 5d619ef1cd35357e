/**
 * What no component may give: each is a trap with the text that the specification's suite has for it, and locks the component down.
 *
 * @module
 */
import { everywhere, special, PAGES, TAG } from "../proxies/attempts.mjs";
import { encodings } from "../proxies/component.mjs";
import { hostile } from "../proxies/hostile.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = Object.fromEntries(encodings.map((encoding) => [encoding.replace("+", "-"), { text: hostile(encoding) }]));

/** What the allocator is asked for: old size, alignment, size. @type {Record<import("../proxies/component.mjs").Encoding, [string, number[]][]>} */
const protocol = {
  "utf8": [["", [0, 1, 0]], ["abc", [0, 1, 3]], ["aé", [0, 1, 2, 2, 1, 6, 6, 1, 3]], ["日", [0, 1, 1, 1, 1, 3]]],
  "utf16": [["", [0, 2, 0]], ["aé", [0, 2, 4]], ["\u{1F600}", [0, 2, 4]]],
  "latin1+utf16": [["", [0, 2, 0]], ["aé", [0, 2, 2]], ["aéĀ", [0, 2, 3, 3, 2, 6]], ["\u{1F600}", [0, 2, 2, 2, 2, 4]]],
};

/** The bytes of "aé日", and its length. @type {Record<import("../proxies/component.mjs").Encoding, [number[], number]>} */
const bytes = {
  "utf8": [[0x61, 0xc3, 0xa9, 0xe6, 0x97, 0xa5], 6],
  "utf16": [[0x61, 0, 0xe9, 0, 0xe5, 0x65], 3],
  "latin1+utf16": [[0x61, 0, 0xe9, 0, 0xe5, 0x65], TAG + 3],
};

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  for (const encoding of encodings) {
    const { instantiate } = await component(encoding.replace("+", "-"));
    const host = {
      seeString() {}, seeNumbers() {}, seeChar() {}, seeColour() {}, seeShape() {}, seeOption() {}, seeMany() {},
      getPair: () => ({ a: 1, b: 2 }), getString: () => "ab", getStrings: () => ["ab"], getNumbers: () => [1], getRecords: () => [[1, 2]],
    };
    const fresh = async () => {
      const exports = await instantiate({ host });
      return { exports, write: (/** @type {number[]} */ words) => words.forEach((word, i) => exports.poke(1024 + 4 * i, word)) };
    };

    for (const [words, call, expected] of [...everywhere, ...special[encoding]]) {
      const { exports, write } = await fresh();
      write(words);
      const what = `${encoding} ${words} ${call}`;
      assert.traps(() => call(exports), expected, what);
      assert.throws(() => exports.peek(0), /^cannot enter component instance$/);
    }

    // What is allowed, though it looks odd.
    const { exports, write } = await fresh();
    assert.equal(exports.giveBool(0x100), true);
    assert.equal(exports.giveU8(0xfff01), 1);
    assert.deepEqual(exports.giveFlags(0xfffffff9), { a: true, b: false, c: false }, "other bits are dropped");
    assert.equal(exports.giveOutcome(0), undefined);
    for (const empty of [[PAGES, 0], [0, 0]]) {
      write(empty);
      assert.equal(exports.giveString(1024), "");
      assert.deepEqual(exports.giveNumbers(1024), new Uint32Array());
      assert.deepEqual(exports.giveRecords(1024), []);
      assert.deepEqual(exports.giveMap(1024), new Map());
    }
    write([1032, 3, 0x00070001, 0x00080002, 0x00090001]);
    assert.deepEqual(exports.giveMap(1024), new Map([[1, 9], [2, 8]]), "of two entries with one key the last counts");
    write([0x0102]);
    assert.deepEqual(exports.giveFixed(1024), ["blue", "green"]);

    // The caller's mistakes are none of the component's.
    for (const call of /** @type {((exports: any) => void)[]} */ ([
      (x) => x.takeMap({ a: 1 }), (x) => x.takeMap(["ab"]), (x) => x.takeMap([[1]]), (x) => x.takeMap(undefined), (x) => x.takeMap([[1, Symbol()]]),
      ...[null, undefined, 5, "text", Symbol("s")].map((wrong) => (/** @type {any} */ x) => x.takePairs([{ a: 1, b: 2 }, wrong])),
      (x) => x.takeRecords([[1]]), (x) => x.takeMany(Array(16).fill(0)), (x) => x.takeStrings("ab"),
    ])) {
      assert.ok(assert.throws(() => call(exports)) instanceof TypeError, `${call}`);
      assert.equal(exports.giveU8(7), 7);
    }

    for (const [text, expected] of protocol[encoding]) {
      const { exports } = await fresh();
      exports.takeString(text);
      assert.deepEqual([...exports.calls()], expected, `${encoding} ${assert.show(text)}: what realloc is asked`);
    }
    for (const [call, expected] of /** @type {[(exports: any) => void, number[]][]} */ ([
      [(x) => x.takeNumbers([]), [0, 4, 0]], [(x) => x.takeNumbers([1, 2]), [0, 4, 8]], [(x) => x.takeRecords([]), [0, 2, 0]],
      [(x) => x.takeRecords([[1, 2]]), [0, 2, 4]], [(x) => x.takePairs([{ a: 1, b: 2 }, Object.assign(Object.create(null), { a: 3, b: 4 })]), [0, 4, 16]],
      [(x) => x.takeMap([[1, 2], [1, 3]]), [0, 2, 8]], [(x) => x.takeStrings([]), [0, 4, 0]],
      [(x) => x.takeMany(Array(17).fill(1)), [0, 4, 68]], [(x) => x.getNumbers(1024), [0, 4, 4]],
    ])) {
      const { exports } = await fresh();
      call(exports);
      assert.deepEqual([...exports.calls()], expected, `${call}`);
    }

    exports.takeString("aé日");
    const [ptr, length] = exports.taken();
    assert.deepEqual([0, 1, 2, 3, 4, 5].map((i) => exports.peek(ptr + i)), bytes[encoding][0]);
    assert.equal(length, bytes[encoding][1]);

    // The memory may grow at any time: what looks at it looks again.
    exports.grow();
    assert.equal(exports.seeString(ptr, length), undefined);
    exports.grow();
    assert.equal(exports.seeNumbers(1024, 1), undefined);
  }
}
