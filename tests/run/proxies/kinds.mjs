/**
 * The value kinds, each alone and inside others, with values that differ from their neighbours.
 *
 * @module
 */
import { texts } from "../kinds/samples.mjs";
import {
  bool, char, enumeration, f32, f64, flags, list, map, option, record, result, s16, s32, s64, s8, string, tuple, u16, u32, u64, u8, variant,
} from "./types.mjs";

/** @typedef {import("./types.mjs").Type} Type */

/**
 * @typedef {object} Kind
 * @property {Type} type
 * @property {unknown[]} values at least two
 * @property {{ from(values: Iterable<any>): unknown }} [array] what a list of it is, where it is no array
 * @property {boolean} [isOption] a further option around it is tagged
 * @property {boolean} [isResult] as the result of a function it would be returned or thrown
 * @property {boolean} [isLarge] its glue is so long that it stands in few places
 */

const reals = [0.5, -0, Infinity, NaN, -1.25];
const labels = Array.from({ length: 300 }, (_, i) => `c${i}`);

/** @param {number} count @param {(index: number) => boolean} on */
const bits = (count, on) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`b${i}`, on(i)]));

/** @type {(count: number) => Kind} */
const someFlags = (count) => ({
  type: flags(`flags${count}`, Array.from({ length: count }, (_, i) => `b${i}`)),
  values: [bits(count, () => true), bits(count, () => false), bits(count, (i) => i === count - 1), bits(count, (i) => i % 3 === 0)],
});

/** Codes that are Latin-1, but not in what the Encoding standard calls so. */
const controls = String.fromCharCode(...Array.from({ length: 64 }, (_, i) => 0x80 + i));

const short = ["", "a", "grüße", "日本語", "\u{1F600}\u{10FFFF}", "\uFEFFx", "\0", "\u0080\u009F", "ÿĀ", controls, `${controls}Ā`];

const mixed = record("mixed", { a: u8, b: u64, c: s16, d: f32, e: bool, f: string, "g-g": f64, h: char });
const mixtures = [
  { a: 255, b: 2n ** 64n - 1n, c: -32768, d: 1.5, e: true, f: "mix é", gG: -0, h: "\u{1F600}" },
  { a: 0, b: 0n, c: 32767, d: NaN, e: false, f: "", gG: 5e-324, h: "\0" },
];

/** Every two core types meet in some slot. */
const joins = variant("joins", {
  a: f32, b: u32, c: f64, d: u64, e: string, f: tuple(f32, f64, u8), g: tuple(u64, f32), h: undefined, i: tuple(f64, u64), j: mixed, k: s8,
});
const joinings = [
  { tag: "a", val: -1.5 }, { tag: "b", val: 4294967295 }, { tag: "c", val: Math.PI }, { tag: "d", val: 2n ** 64n - 1n }, { tag: "e", val: "日" },
  { tag: "f", val: [0.5, -Infinity, 255] }, { tag: "g", val: [1n, -0] }, { tag: "h" }, { tag: "i", val: [NaN, 2n ** 63n] },
  { tag: "j", val: mixtures[0] }, { tag: "k", val: -128 }, { tag: "a", val: NaN }, { tag: "c", val: NaN },
];

/** @type {Record<string, Kind>} */
export const kinds = {
  "bool": { type: bool, values: [true, false] },
  "s8": { type: s8, values: [-128, 127, -1], array: Int8Array },
  "u8": { type: u8, values: [255, 0, 128], array: Uint8Array },
  "s16": { type: s16, values: [-32768, 32767], array: Int16Array },
  "u16": { type: u16, values: [65535, 0], array: Uint16Array },
  "s32": { type: s32, values: [-2147483648, 2147483647], array: Int32Array },
  "u32": { type: u32, values: [4294967295, 0, 2147483648], array: Uint32Array },
  "s64": { type: s64, values: [-(2n ** 63n), 2n ** 63n - 1n], array: BigInt64Array },
  "u64": { type: u64, values: [2n ** 64n - 1n, 0n], array: BigUint64Array },
  "f32": { type: f32, values: reals, array: Float32Array },
  "f64": { type: f64, values: [...reals, Math.PI], array: Float64Array },
  "char": { type: char, values: ["a", "\0", "\uD7FF", "\uE000", "\u{10FFFF}"] },
  "string": { type: string, values: short },
  "list-u8": { type: list(u8), values: [new Uint8Array([1, 2, 255]), new Uint8Array()] },
  "list-f64": { type: list(f64), values: [new Float64Array(reals), new Float64Array()] },
  "list-string": { type: list(string), values: [short, [], ["x"]] },
  "list-list-string": { type: list(list(string)), values: [[short, [], ["x"]], []] },
  "list-result": { type: list(result(undefined, string)), values: [[{ tag: "ok" }, { tag: "err", val: "é" }], []] },
  "fixed-u8": { type: list(u8, 3), values: [new Uint8Array([1, 2, 255]), new Uint8Array(3)] },
  "fixed-s64": { type: list(s64, 2), values: [new BigInt64Array([-1n, 2n ** 62n]), new BigInt64Array(2)] },
  "fixed-f32": { type: list(f32, 20), values: [new Float32Array(20).fill(0.5), new Float32Array(20)] },
  "fixed-string": { type: list(string, 2), values: [["日", ""], ["", "a"]] },
  "fixed-record": { type: list(mixed, 5), values: [Array(5).fill(mixtures[0]), Array(5).fill(mixtures[1])] },
  "map": { type: map(string, u32), values: [new Map([["a", 1], ["日", 4294967295]]), new Map()] },
  "map-list": { type: map(char, list(string)), values: [new Map([["é", short], ["\0", []]]), new Map([["x", ["y"]]])] },
  "map-s64": { type: map(s64, option(bool)), values: [new Map([[-1n, true], [2n, undefined]]), new Map()] },
  "record": { type: mixed, values: mixtures },
  "one": { type: record("one", { only: s64 }), values: [{ only: -1n }, { only: 1n }] },
  "tuple": { type: tuple(u8, string, f64, s16), values: [[255, "é", -0, -1], [0, "", NaN, 1]] },
  "long-tuple": { type: tuple(...Array(17).fill(u16)), values: [Array(17).fill(65535), Array.from({ length: 17 }, (_, i) => i)] },
  "variant": { type: joins, values: joinings },
  "one-case": { type: variant("one-case", { only: tuple(string, u8) }), values: [{ tag: "only", val: ["a", 1] }, { tag: "only", val: ["é", 255] }] },
  "bare-case": { type: variant("bare-case", { only: undefined }), values: [{ tag: "only" }, { tag: "only" }] },
  "wide": {
    type: variant("wide", { ...Object.fromEntries(labels.map((label) => [label, undefined])), last: u8 }),
    values: [{ tag: "c0" }, { tag: "c299" }, { tag: "c256" }, { tag: "last", val: 7 }],
    isLarge: true,
  },
  "enum": { type: enumeration("colour", ["red", "dark-green", "blue"]), values: ["blue", "red", "dark-green"] },
  "big-enum": { type: enumeration("big", labels), values: ["c299", "c0", "c255", "c256"] },
  "option": { type: option(string), values: ["日", undefined, ""], isOption: true },
  "option-tuple": { type: option(tuple(u8, u64)), values: [[1, 2n], undefined], isOption: true },
  "option-deep": {
    type: option(option(option(bool))),
    values: [
      { tag: "none" }, { tag: "some", val: { tag: "none" } }, { tag: "some", val: { tag: "some", val: undefined } },
      { tag: "some", val: { tag: "some", val: false } }, { tag: "some", val: { tag: "some", val: true } },
    ],
    isOption: true,
  },
  "result": { type: result(string, f64), values: [{ tag: "ok", val: "é" }, { tag: "err", val: -0.5 }], isResult: true },
  "result-ok": { type: result(f32), values: [{ tag: "ok", val: 0.5 }, { tag: "err" }], isResult: true },
  "result-err": { type: result(undefined, u64), values: [{ tag: "ok" }, { tag: "err", val: 1n }], isResult: true },
  "result-bare": { type: result(), values: [{ tag: "ok" }, { tag: "err" }], isResult: true },
  "result-deep": {
    type: result(result(result(u8, string)), string),
    values: [
      { tag: "ok", val: { tag: "ok", val: { tag: "ok", val: 255 } } }, { tag: "ok", val: { tag: "ok", val: { tag: "err", val: "日" } } },
      { tag: "ok", val: { tag: "err" } }, { tag: "err", val: "" },
    ],
    isResult: true,
  },
  "flags1": someFlags(1),
  "flags8": someFlags(8),
  "flags9": someFlags(9),
  "flags17": someFlags(17),
  "flags32": someFlags(32),
};

/** What a function of a proxy is about: a value of a kind in some place. */
/** @type {Record<string, (kind: Kind, name: string) => Kind>} */
export const places = {
  "alone": (kind) => kind,
  "in-list": ({ type, values, array }) => ({ type: list(type), values: [array ? array.from(values) : values, array ? array.from([]) : []] }),
  "in-fixed-list": ({ type, values: [a, b], array }) => ({
    type: list(type, 2), values: [[a, b], [b, a]].map((pair) => array ? array.from(pair) : pair),
  }),
  "in-map": ({ type, values }) => ({ type: map(u16, type), values: [new Map(values.map((value, i) => [i, value])), new Map()] }),
  "in-tuple": ({ type, values }) => ({ type: tuple(u8, type, u8), values: values.map((value, i) => [i, value, 255 - i]) }),
  "in-record": ({ type, values }, name) => ({
    type: record(`${name}-record`, { a: u8, b: type, c: u64 }), values: values.map((b, i) => ({ a: i, b, c: BigInt(i) })),
  }),
  "in-variant": ({ type, values }, name) => ({
    type: variant(`${name}-variant`, { none: undefined, some: type, real: f32, long: u64 }),
    values: [...values.map((val) => ({ tag: "some", val })), { tag: "none" }, { tag: "real", val: -0.5 }, { tag: "long", val: 2n ** 64n - 1n }],
  }),
  "in-option": ({ type, values, isOption }) => ({
    type: option(type),
    values: isOption ? [...values.map((val) => ({ tag: "some", val })), { tag: "none" }] : [...values, undefined],
    isOption: true,
  }),
  "in-result": ({ type, values }) => ({
    type: tuple(result(type, string)), values: [...values.map((val) => [{ tag: "ok", val }]), [{ tag: "err", val: "é" }]],
  }),
};

/** Long strings, for those that only strings can be. */
export { texts };
