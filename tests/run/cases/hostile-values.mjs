/**
 * What no component may give: each is a trap with the text that the specification's suite has for it, and locks the component down.
 *
 * @module
 */
import { encodings } from "../proxies/component.mjs";
import { hostile } from "../proxies/hostile.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = Object.fromEntries(encodings.map((encoding) => [encoding.replace("+", "-"), { text: hostile(encoding) }]));

const PAGES = 2 * 65536;
const TAG = 0x80000000;
const outside = "string pointer/length out of bounds of memory";
const unaligned = "unaligned pointer";
const lists = "list content out-of-bounds";
const discriminant = "invalid variant discriminant";
const pointer = "pointer out of bounds of memory";
const misallocated = "realloc return: result not aligned";
const beyond = "realloc return: beyond end of memory";

/**
 * What is done, and the trap: words are written at 1024 first.
 * @typedef {[words: number[], call: (exports: any) => unknown, trap: string]} Attempt
 */

/** @type {Attempt[]} */
const everywhere = [
  [[], (x) => x.giveChar(0xd800), "invalid `char` bit pattern"],
  [[], (x) => x.giveChar(0xdfff), "invalid `char` bit pattern"],
  [[], (x) => x.giveChar(0x110000), "invalid `char` bit pattern"],
  [[], (x) => x.giveChar(0xffffffff), "invalid `char` bit pattern"],
  [[], (x) => x.seeChar(0xdbff), "invalid `char` bit pattern"],
  [[], (x) => x.giveColour(3), discriminant],
  [[], (x) => x.giveColour(0xffffffff), discriminant],
  [[], (x) => x.seeColour(3), discriminant],
  [[], (x) => x.giveOutcome(2), discriminant],
  [[], (x) => x.seeShape(2, 0), discriminant],
  [[], (x) => x.seeShape(0xffffffff, 0), discriminant],
  [[], (x) => x.seeOption(2, 0), discriminant],
  [[2, 0], (x) => x.giveShape(1024), discriminant],
  [[2, 0], (x) => x.giveOption(1024), discriminant],
  [[2, 0], (x) => x.giveResult(1024), discriminant],
  [[255, 0], (x) => x.giveNested(1024), discriminant],
  [[0x0300], (x) => x.giveFixed(1024), discriminant],
  // Results in memory.
  [[], (x) => x.givePair(1026), unaligned],
  [[], (x) => x.givePair(PAGES - 4), pointer],
  [[], (x) => x.givePair(0xfffffffc), pointer],
  [[], (x) => x.giveString(1025), unaligned],
  [[], (x) => x.giveString(PAGES), pointer],
  // Parameters in memory, and room for results.
  [[], (x) => x.seeMany(1025), unaligned],
  [[], (x) => x.seeMany(PAGES - 64), pointer],
  [[], (x) => x.getPair(1022), unaligned],
  [[], (x) => x.getPair(PAGES - 4), pointer],
  [[], (x) => x.getString(0xfffffff8), pointer],
  // Strings.
  [[PAGES, 2], (x) => x.giveString(1024), outside],
  [[PAGES - 2, 4], (x) => x.giveString(1024), outside],
  [[0xdeadbee0, 0], (x) => x.giveString(1024), outside],
  [[0, 0x10000000], (x) => x.giveString(1024), outside],
  [[], (x) => x.seeString(PAGES, 2), outside],
  [[], (x) => x.seeString(TAG, 1), outside],
  [[1032, 1, PAGES, 2], (x) => x.giveStrings(1024), outside],
  // Lists.
  [[1025, 0], (x) => x.giveNumbers(1024), unaligned],
  [[PAGES, 1], (x) => x.giveNumbers(1024), lists],
  [[PAGES - 8, 3], (x) => x.giveNumbers(1024), lists],
  [[0, 0x4000000], (x) => x.giveNumbers(1024), lists],
  [[1, 0x40000000], (x) => x.giveNumbers(1024), lists],
  [[0, 0x40000001], (x) => x.giveNumbers(1024), lists],
  [[1025, 0], (x) => x.giveRecords(1024), unaligned],
  [[PAGES, 1], (x) => x.giveRecords(1024), lists],
  [[0, 0xffffffff], (x) => x.giveRecords(1024), lists],
  [[1025, 1], (x) => x.giveMap(1024), unaligned],
  [[PAGES - 4, 2], (x) => x.giveMap(1024), lists],
  [[], (x) => x.seeNumbers(2, 0), unaligned],
  [[], (x) => x.seeNumbers(PAGES, 1), lists],
  // The allocator, on the way in and for what the host answers.
  [[], (x) => (x.answer(0xfffffffe), x.takeString("")), beyond],
  [[], (x) => (x.answer(PAGES), x.takeString("ab")), beyond],
  [[], (x) => (x.answer(0xfffffffc), x.takeNumbers([])), beyond],
  [[], (x) => (x.answer(0xffffffff), x.takeNumbers([1, 2])), misallocated],
  [[], (x) => (x.answer(2), x.takeNumbers([])), misallocated],
  [[], (x) => (x.answer(1), x.takeRecords([])), misallocated],
  [[], (x) => (x.answer(PAGES - 4), x.takeRecords([[1, 2], [3, 4]])), beyond],
  [[], (x) => (x.answer(1), x.takeMap(new Map())), misallocated],
  [[], (x) => (x.answer(2), x.takeMany(Array(17).fill(0))), misallocated],
  [[], (x) => (x.answer(PAGES - 64), x.takeMany(Array(17).fill(0))), beyond],
  [[], (x) => (x.answer(2), x.takeStrings([])), misallocated],
  [[], (x) => (x.answer(1024), x.answer(PAGES), x.takeStrings(["ab"])), beyond],
  [[], (x) => (x.answer(PAGES), x.getString(1024)), beyond],
  [[], (x) => (x.answer(3), x.getNumbers(1024)), misallocated],
  [[], (x) => (x.answer(PAGES), x.getRecords(1024)), beyond],
];

/** @type {Record<import("../proxies/component.mjs").Encoding, Attempt[]>} */
const special = {
  "utf8": [
    [[1032, 1, 0xff], (x) => x.giveString(1024), "invalid utf-8"],
    [[1032, 1, 0xc3], (x) => x.giveString(1024), "incomplete utf-8 byte sequence"],
    [[1032, 3, 0x80a0ed], (x) => x.giveString(1024), "invalid utf-8"],
    [[1032, 2, 0x82e2], (x) => x.seeString(1032, 2), "incomplete utf-8 byte sequence"],
    [[], (x) => (x.answer(1024), x.answer(PAGES - 2), x.takeString("é")), beyond],
    [[], (x) => (x.answer(1024), x.answer(1024), x.answer(PAGES), x.takeString("é")), beyond],
  ],
  "utf16": [
    [[1025, 0], (x) => x.giveString(1024), unaligned],
    [[1032, 1, 0xd800], (x) => x.giveString(1024), "invalid utf-16"],
    [[1032, 2, 0xd83dde00], (x) => x.giveString(1024), "invalid utf-16"],
    [[1032, 2, 0x0041dc00], (x) => x.seeString(1032, 2), "invalid utf-16"],
    [[], (x) => x.seeString(0, 0x8000000), outside],
    [[], (x) => x.seeString(1, 0), unaligned],
    [[], (x) => (x.answer(1025), x.takeString("")), misallocated],
    [[], (x) => (x.answer(PAGES - 2), x.takeString("ab")), beyond],
  ],
  "latin1+utf16": [
    [[1025, 0], (x) => x.giveString(1024), unaligned],
    [[1025, TAG], (x) => x.giveString(1024), unaligned],
    [[1032, TAG + 1, 0xdfff], (x) => x.giveString(1024), "invalid utf-16"],
    [[], (x) => x.seeString(0, TAG + 0x8000000), outside],
    [[], (x) => x.seeString(PAGES - 2, TAG + 2), outside],
    [[], (x) => (x.answer(1025), x.takeString("")), misallocated],
    [[], (x) => (x.answer(1024), x.answer(1025), x.takeString("Ā")), misallocated],
    [[], (x) => (x.answer(1024), x.answer(PAGES), x.takeString("Ā")), beyond],
  ],
};

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
      let error = /** @type {any} */ (undefined);
      try {
        call(exports);
      } catch (thrown) {
        error = thrown;
      }
      assert.ok(error instanceof WebAssembly.RuntimeError, `${what}: traps, and throws not ${error}`);
      assert.equal(error.message, expected, what);
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
      [(x) => x.takeRecords([[1, 2]]), [0, 2, 4]], [(x) => x.takeMap([[1, 2], [1, 3]]), [0, 2, 8]], [(x) => x.takeStrings([]), [0, 4, 0]],
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
