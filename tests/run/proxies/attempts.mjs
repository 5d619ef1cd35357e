/**
 * What no component may give, and the trap that it is.
 *
 * @module
 */

export const PAGES = 2 * 65536;
export const TAG = 0x80000000;
export const outside = "string pointer/length out of bounds of memory";
export const unaligned = "unaligned pointer";
export const lists = "list content out-of-bounds";
const discriminant = "invalid variant discriminant";
export const pointer = "pointer out of bounds of memory";
export const misallocated = "realloc return: result not aligned";
export const beyond = "realloc return: beyond end of memory";

/**
 * What is done, and the trap: words are written at 1024 first.
 * @typedef {[words: number[], call: (exports: any) => unknown, trap: string]} Attempt
 */

/** @type {Attempt[]} */
export const everywhere = [
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

/** @type {Record<import("./component.mjs").Encoding, Attempt[]>} */
export const special = {
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

