/**
 * Values of each kind, as they go in, as they come back, and as the guest prints them: what `kinds-*` cases share.
 *
 * @module
 */

const alphabet = "The quick brown fox jumps over the lazy dog. ";
const long = alphabet.repeat(2000);

/** @param {number} length */
const ascii = (length) => alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);

const lengths = [1, 22, 23, 24, 25, 38, 39, 40, 41, 63, 64, 65, 255, 256, 65535, 65536, 65537];

/** Strings that survive as they are. */
export const texts = [
  "",
  "a",
  "é",
  "日本語",
  "\u{1F600}\u{10FFFF}",
  "\uFEFFfirst",
  "\uFEFF",
  "a\0b",
  "\u007F\u0080\u07FF\u0800\uFFFF\u{10000}",
  "mixed: aé日\u{1F600} and on",
  ...lengths.map(ascii),
  // One character that is not ASCII: first, last, and around the lengths where the ways to copy change.
  ...lengths.flatMap((length) => [`é${ascii(length)}`, `${ascii(length)}é`, `${ascii(length)}\u{1F600}`]),
  "é".repeat(39),
  "日".repeat(40),
  "\u{1F600}".repeat(20000),
  `${long}é${long}`,
];

/** Lone surrogates, and what arrives. */
export const broken = [
  ["\uD800", "\uFFFD"],
  ["\uDC00", "\uFFFD"],
  ["a\uD800b", "a\uFFFDb"],
  ["\uDC00\uD800", "\uFFFD\uFFFD"],
  ["\uD83D\uDE00\uD83D", "\u{1F600}\uFFFD"],
  [`${ascii(40)}\uD800`, `${ascii(40)}\uFFFD`],
  [`${ascii(64)}\uDFFF${ascii(64)}`, `${ascii(64)}\uFFFD${ascii(64)}`],
];

const ada = {
  name: "Ada",
  age: 36,
  home: { street: "St James's Square", number: 12 },
  tags: ["maths", "", "Zürich"],
};
const bob = { name: "", age: 0, home: { street: "", number: undefined }, tags: [] };
const mixed = { a: 255, b: 2n ** 64n - 1n, c: -32768, d: 1.5, e: true, f: -0.1, g: "\u{1F600}" };

/** @param {number} count @param {(index: number) => boolean} on */
const bits = (count, on) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`b${i}`, on(i)]));

const wides = [
  { tag: "double", val: -1.25e300 },
  { tag: "double", val: -0 },
  { tag: "double", val: NaN },
  { tag: "long", val: 2n ** 64n - 1n },
  { tag: "long", val: 0n },
  { tag: "text", val: "words" },
  { tag: "text", val: "" },
  { tag: "nothing" },
  { tag: "single", val: 0.5 },
  { tag: "single", val: -Infinity },
  { tag: "small", val: -128 },
  { tag: "small", val: 127 },
  { tag: "place", val: { x: -2147483648, y: 2147483647 } },
  { tag: "whom", val: ada },
  { tag: "whom", val: bob },
];

const pi32 = Math.fround(Math.PI);
const reals = [0, -0, 1.5, -1.5, Infinity, -Infinity, NaN];

/**
 * By the name of the function in JS: values that come back the same.
 * @type {Record<string, unknown[]>}
 */
export const samples = {
  echoBool: [true, false],
  echoS8: [0, 1, -1, 127, -128],
  echoU8: [0, 1, 127, 128, 255],
  echoS16: [0, -1, 32767, -32768],
  echoU16: [0, 32768, 65535],
  echoS32: [0, -1, 2147483647, -2147483648],
  echoU32: [0, 2147483648, 4294967295],
  echoS64: [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)],
  echoU64: [0n, 2n ** 63n, 2n ** 64n - 1n],
  echoF32: [...reals, pi32, 1.401298464324817e-45, 3.4028234663852886e38],
  echoF64: [...reals, Math.PI, 5e-324, Number.MAX_VALUE],
  echoChar: ["a", "\0", "é", "日", "\uD7FF", "\uE000", "\uFEFF", "\u{1F600}", "\u{10FFFF}"],
  echoString: texts,
  echoListU8: [new Uint8Array(), new Uint8Array([0, 128, 255]), new Uint8Array(70_000).map((_, i) => i)],
  echoListS8: [new Int8Array(), new Int8Array([0, -128, 127])],
  echoListU16: [new Uint16Array(), new Uint16Array([0, 65535, 256])],
  echoListS16: [new Int16Array(), new Int16Array([-32768, 32767])],
  echoListU32: [new Uint32Array(), new Uint32Array([0, 4294967295, 65536]), new Uint32Array(70_000).fill(3)],
  echoListS32: [new Int32Array(), new Int32Array([-2147483648, 2147483647])],
  echoListU64: [new BigUint64Array(), new BigUint64Array([0n, 2n ** 64n - 1n])],
  echoListS64: [new BigInt64Array(), new BigInt64Array([-(2n ** 63n), 2n ** 63n - 1n])],
  echoListF32: [new Float32Array(), new Float32Array([...reals, pi32])],
  echoListF64: [new Float64Array(), new Float64Array([...reals, Math.PI])],
  echoListBool: [[], [true, false, true]],
  echoListChar: [[], ["a", "\u{10FFFF}", "\0"]],
  echoListString: [[], ["", "a", "日本語", ascii(64)], texts.slice(0, 40)],
  echoListRecord: [[], [ada, bob, ada]],
  echoListList: [[], [new Uint16Array(), new Uint16Array([1, 65535]), new Uint16Array([7])]],
  echoListVariant: [[], wides],
  echoListResult: [[], [{ tag: "ok", val: 4294967295 }, { tag: "err", val: "no" }, { tag: "err", val: "" }]],
  echoListOption: [[], [undefined, 0n, 2n ** 64n - 1n, undefined]],
  echoListTuple: [[], [[1, 2n], [255, 2n ** 64n - 1n]]],
  echoListColour: [[], ["blue", "red", "dark-green"]],
  echoListBig: [[], ["c0", "c255", "c256", "c299"]],
  echoListNine: [[], [bits(9, (i) => i === 8), bits(9, () => false), bits(9, (i) => i < 8)]],
  echoPoint: [{ x: -2147483648, y: 2147483647 }],
  echoMixed: [mixed],
  echoPerson: [ada, bob],
  echoTuple: [[255, "words", -0], [0, "", NaN]],
  echoNested: [[{ x: 1, y: -1 }, [mixed, false]]],
  echoColour: ["red", "dark-green", "blue"],
  echoBig: ["c0", "c1", "c255", "c256", "c299"],
  echoOne: [{ only: true }, { only: false }],
  echoEight: [bits(8, () => true), bits(8, () => false), bits(8, (i) => i === 7)],
  echoNine: [bits(9, () => true), bits(9, (i) => i === 8)],
  echoFull: [bits(32, () => true), bits(32, () => false), bits(32, (i) => i === 31), bits(32, (i) => i % 3 === 0)],
  echoOptionU32: [undefined, 0, 4294967295],
  echoOptionS64: [undefined, 0n, -1n],
  echoOptionBool: [undefined, false, true],
  echoOptionString: [undefined, "", "some"],
  echoOptionRecord: [undefined, ada, bob],
  echoOptionOption: [{ tag: "none" }, { tag: "some", val: undefined }, { tag: "some", val: "" }, { tag: "some", val: "x" }],
  echoOptionList: [undefined, new Uint8Array(), new Uint8Array([1, 2, 3])],
  echoNarrow: [
    { tag: "nothing" },
    { tag: "single", val: -1.5 },
    { tag: "single", val: NaN },
    { tag: "single", val: -0 },
    { tag: "word", val: 4294967295 },
    { tag: "word", val: 0 },
  ],
  echoWide: wides,
  echoOutcome: [
    [{ tag: "ok", val: 1.5 }, { tag: "ok", val: "text" }, { tag: "ok" }, { tag: "ok" }],
    [{ tag: "err", val: 2n ** 64n - 1n }, { tag: "err" }, { tag: "err", val: "blue" }, { tag: "err" }],
  ],
};

const adaPrinted =
  'Person { name: "Ada", age: 36, home: Address { street: "St James\'s Square", number: Some(12) }, tags: ["maths", "", "Zürich"] }';
const mixedPrinted = "Mixed { a: 255, b: 18446744073709551615, c: -32768, d: 1.5, e: true, f: -0.1, g: '😀' }";

/**
 * Arguments, what the guest sees, and what comes back where that is not the argument.
 * @type {[name: string, value: unknown, seen: string, back?: unknown][]}
 */
export const seen = [
  ["echoBool", true, "true"],
  ["echoS8", -128, "-128"],
  ["echoU8", 255, "255"],
  ["echoS16", -32768, "-32768"],
  ["echoU16", 65535, "65535"],
  ["echoS32", -2147483648, "-2147483648"],
  ["echoU32", 4294967295, "4294967295"],
  ["echoS64", -(2n ** 63n), "-9223372036854775808"],
  ["echoU64", 2n ** 64n - 1n, "18446744073709551615"],
  ["echoF32", 1.1, "1.1", Math.fround(1.1)],
  ["echoF32", -0, "-0.0"],
  ["echoF64", -0, "-0.0"],
  ["echoF64", NaN, "NaN"],
  ["echoF64", -Infinity, "-inf"],
  ["echoChar", "日", "'日'"],
  ["echoString", "aé日\u{1F600}", '"aé日😀"'],
  ["echoListU8", new Uint8Array([0, 255]), "[0, 255]"],
  ["echoListS64", new BigInt64Array([-1n]), "[-1]"],
  ["echoListF32", new Float32Array([0.5, -0]), "[0.5, -0.0]"],
  ["echoListBool", [true, false], "[true, false]"],
  ["echoListString", ["a", ""], '["a", ""]'],
  ["echoListList", [new Uint16Array([1]), new Uint16Array()], "[[1], []]"],
  ["echoListOption", [undefined, 5n], "[None, Some(5)]"],
  ["echoListTuple", [[1, 2n]], "[(1, 2)]"],
  ["echoMixed", mixed, mixedPrinted],
  ["echoPerson", ada, adaPrinted],
  ["echoTuple", [1, "b", 0.5], '(1, "b", 0.5)'],
  ["echoColour", "dark-green", "Colour::DarkGreen"],
  ["echoBig", "c256", "Big::C256"],
  ["echoOne", { only: true }, "One { bits: 1 }"],
  ["echoNine", bits(9, (i) => i === 0 || i === 8), "Nine { bits: 257 }"],
  ["echoFull", bits(32, (i) => i === 31), "Full { bits: 2147483648 }"],
  ["echoOptionU32", 0, "Some(0)"],
  ["echoOptionU32", undefined, "None"],
  ["echoOptionU32", null, "None", undefined],
  ["echoOptionOption", { tag: "none" }, "None"],
  ["echoOptionOption", { tag: "some", val: undefined }, "Some(None)"],
  ["echoOptionOption", { tag: "some", val: "x" }, 'Some(Some("x"))'],
  ["echoNarrow", { tag: "single", val: 1.5 }, "Narrow::Single(1.5)"],
  ["echoNarrow", { tag: "word", val: 4294967295 }, "Narrow::Word(4294967295)"],
  ["echoWide", { tag: "double", val: 0.1 }, "Wide::Double(0.1)"],
  ["echoWide", { tag: "long", val: 1n }, "Wide::Long(1)"],
  ["echoWide", { tag: "text", val: "t" }, 'Wide::Text("t")'],
  ["echoWide", { tag: "single", val: 0.5 }, "Wide::Single(0.5)"],
  ["echoWide", { tag: "small", val: -1 }, "Wide::Small(-1)"],
  ["echoWide", { tag: "whom", val: ada }, `Wide::Whom(${adaPrinted})`],
  [
    "echoOutcome",
    [{ tag: "ok", val: 1.5 }, { tag: "err" }, { tag: "err", val: "blue" }, { tag: "ok" }],
    "(Ok(1.5), Err(()), Err(Colour::Blue), Ok(()))",
  ],
  // Other shapes that are taken: what coerces, and any iterable.
  ["echoBool", "yes", "true", true],
  ["echoBool", undefined, "false", false],
  ["echoU8", 256 + 7, "7", 7],
  ["echoS8", 128, "-128", -128],
  ["echoU32", -1, "4294967295", 4294967295],
  ["echoS32", 2 ** 31, "-2147483648", -2147483648],
  ["echoU16", "12", "12", 12],
  ["echoU64", -1n, "18446744073709551615", 2n ** 64n - 1n],
  ["echoS64", 2n ** 63n, "-9223372036854775808", -(2n ** 63n)],
  ["echoF64", "1.5", "1.5", 1.5],
  ["echoString", 12, '"12"', "12"],
  ["echoListU8", [1, 256], "[1, 0]", new Uint8Array([1, 0])],
  ["echoListU16", new Set([1, 2]), "[1, 2]", new Uint16Array([1, 2])],
  ["echoListString", new Set(["a"]), '["a"]', ["a"]],
  ["echoListU64", [1n, -1n], "[1, 18446744073709551615]", new BigUint64Array([1n, 2n ** 64n - 1n])],
  ["echoPoint", { x: 2 ** 32 + 1, y: "2", z: 3 }, "Point { x: 1, y: 2 }", { x: 1, y: 2 }],
  ["echoOne", {}, "One { bits: 0 }", { only: false }],
  ["echoListTuple", [[256, -1n]], "[(0, 18446744073709551615)]", [[0, 2n ** 64n - 1n]]],
  ["echoWide", { tag: "small", val: 128 }, "Wide::Small(-128)", { tag: "small", val: -128 }],
  ["echoWide", { tag: "long", val: -1n }, "Wide::Long(18446744073709551615)", { tag: "long", val: 2n ** 64n - 1n }],
  ["echoNarrow", { tag: "word", val: -1 }, "Narrow::Word(4294967295)", { tag: "word", val: 4294967295 }],
];

/**
 * Arguments that are refused with a TypeError, and leave the instance as it was.
 * @type {[name: string, value: unknown][]}
 */
export const refused = [
  ["echoU8", Symbol("s")],
  ["echoU32", 1n],
  ["echoS64", 1],
  ["echoS64", undefined],
  ["echoU64", 1.5],
  ["echoF32", Symbol("s")],
  ["echoF64", 1n],
  ["echoChar", ""],
  ["echoChar", "ab"],
  ["echoChar", "\uD800"],
  ["echoChar", 97],
  ["echoChar", undefined],
  ["echoString", Symbol("s")],
  ["echoListU8", undefined],
  ["echoListU8", null],
  ["echoListU8", 5],
  ["echoListU8", {}],
  ["echoListU8", [Symbol("s")]],
  ["echoListU64", [1]],
  ["echoListString", undefined],
  ["echoListString", 5],
  ["echoListString", {}],
  ["echoListString", "text"],
  ["echoListString", ["a", Symbol("s")]],
  ["echoListChar", ["a", "bc"]],
  ["echoListRecord", [ada, undefined]],
  ["echoListRecord", [ada, { ...ada, tags: 1 }]],
  ["echoListTuple", [[1, 2]]],
  ["echoListRecord", [ada, 5]],
  ["echoListTuple", [[1, 2n], [1]]],
  ["echoListNine", [7]],
  ["echoTuple", [255, "words"]],
  ["echoTuple", [255, "words", 0, 1]],
  ["echoTuple", "abc"],
  ["echoTuple", 5],
  ["echoTuple", undefined],
  ["echoFull", 5],
  ["echoFull", true],
  ["echoFull", undefined],
  ["echoPoint", 5],
  ["echoPoint", "point"],
  ["echoPoint", undefined],
  ["echoPoint", null],
  ["echoPoint", { x: 1n, y: 0 }],
  ["echoPoint", { x: Symbol("s"), y: 0 }],
  ["echoMixed", { ...mixed, b: 5 }],
  ["echoMixed", { ...mixed, d: Symbol("s") }],
  ["echoMixed", { ...mixed, f: 1n }],
  ["echoMixed", { ...mixed, g: "" }],
  ["echoPerson", {}],
  ["echoPerson", { ...ada, home: undefined }],
  ["echoTuple", undefined],
  ["echoTuple", [Symbol("s"), "", 0]],
  ["echoNested", [{ x: 0, y: 0 }, [{ ...mixed, b: 1 }, true]]],
  ["echoColour", "green"],
  ["echoColour", "darkGreen"],
  ["echoColour", undefined],
  ["echoColour", 0],
  ["echoBig", "c300"],
  ["echoBig", "__proto__"],
  ["echoOne", undefined],
  ["echoFull", null],
  ["echoOptionU32", Symbol("s")],
  ["echoOptionU32", 1n],
  ["echoOptionS64", 1],
  ["echoOptionString", Symbol("s")],
  ["echoOptionRecord", 5],
  ["echoOptionOption", undefined],
  ["echoOptionOption", { tag: "other" }],
  ["echoOptionList", 5],
  ["echoNarrow", undefined],
  ["echoNarrow", {}],
  ["echoNarrow", { tag: "other" }],
  ["echoNarrow", { tag: "single", val: Symbol("s") }],
  ["echoNarrow", { tag: "word", val: 1n }],
  ["echoWide", { tag: "long", val: 1 }],
  ["echoWide", { tag: "double", val: 1n }],
  ["echoWide", { tag: "small", val: 1n }],
  ["echoWide", { tag: "place", val: undefined }],
  ["echoOutcome", [{ tag: "err", val: 1 }, { tag: "ok", val: "" }, { tag: "ok" }, { tag: "ok" }]],
  ["echoOutcome", [{ tag: "ok", val: 1 }, { tag: "ok", val: "" }, { tag: "ok" }, { tag: "maybe" }]],
];
