/**
 * Random values of a type, smaller ones when a case fails, and how Weft spells a value in JavaScript.
 *
 * @module
 */
import { despecialize } from "./reference.mjs";

/** @typedef {import("./reference.mjs").Type} Type */
/** @typedef {import("./random.mjs").Random} Random */

/** @param {number} bits @param {boolean} isSigned */
const edges = (bits, isSigned) => {
  const top = 2 ** (isSigned ? bits - 1 : bits), bottom = isSigned ? -top : 0;
  return [bottom, bottom + 1, isSigned ? -1 : 2, 0, 1, top / 2, top - 2, top - 1];
};

/** @type {Record<string, any[]>} */
const numbers = {
  s8: edges(8, true), u8: edges(8, false), s16: edges(16, true), u16: edges(16, false), s32: edges(32, true), u32: edges(32, false),
  s64: [-(2n ** 63n), -(2n ** 63n) + 1n, -(2n ** 53n) - 1n, -1n, 0n, 1n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n],
  u64: [0n, 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n],
  f32: [0, -0, 1, -1.5, Number.NaN, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 2 ** -126, 3.4028234663852886e38, Math.fround(0.1)],
  f64: [0, -0, 1, -1.5, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE, 2 ** -1022, Number.MAX_VALUE, 0.1, 2 ** 53 + 2],
};

const ascii = ["a", "Z", " ", "\0", "\n", "\x7f", "\"", "\\"];
const latin = ["\x80", "é", "ÿ"];
const basic = ["Ā", "\u07ff", "\u0800", "日", "\ud7ff", "\ue000", "\ufeff", "\uffff", "\u2028"];
const astral = ["\u{10000}", "\u{1f600}", "\u{10ffff}"];
const characters = [ascii, latin, basic, astral];

/** Lengths around those at which copying changes its way. */
const textLengths = [0, 0, 1, 1, 2, 3, 5, 22, 23, 24, 25, 38, 39, 40, 41, 63, 64, 65, 255, 256, 257, 1000, 5000];
const listLengths = [0, 0, 1, 1, 2, 3, 4, 7, 8, 16, 33];

/** @param {Random} random */
function text(random) {
  const length = random.pick(textLengths);
  const wide = random.pick(["", "latin", "basic", "astral", "any", "one"]);
  /** @type {Record<string, string[]>} */
  const sets = { latin: [...ascii, ...latin], basic: [...ascii, ...latin, ...basic], astral, any: characters.flat() };
  const out = Array.from({ length }, () => random.pick(sets[wide] ?? ascii));
  if (wide === "one" && length > 0) out[random.pick([0, random.below(length), length - 1])] = random.pick(characters.flat());
  return out.join("");
}

/**
 * A value, as the specification has it; `budget.left` is what its lists may still hold.
 * @param {Type} type @param {Random} random @param {{ left: number }} budget
 * @returns {any}
 */
export function randomValue(type, random, budget) {
  const t = despecialize(type);
  switch (t.kind) {
    case "bool": return random.onceIn(2);
    case "u64": return random.onceIn(2) ? random.pick(numbers["u64"] ?? []) : BigInt(random.next()) << 32n | BigInt(random.next());
    case "s64":
      return random.onceIn(2) ? random.pick(numbers["s64"] ?? []) : BigInt.asIntN(64, BigInt(random.next()) << 32n | BigInt(random.next()));
    case "f32": return random.onceIn(2) ? random.pick(numbers["f32"] ?? []) : Math.fround((random.next() - 2 ** 31) / 2 ** random.below(60));
    case "f64": return random.onceIn(2) ? random.pick(numbers["f64"] ?? []) : (random.next() - 2 ** 31) / (random.next() + 1);
    case "char": return random.pick(random.pick(characters));
    case "string": return text(random);
    case "list": {
      const length = Math.min(random.pick(listLengths), budget.left);
      budget.left -= length;
      const items = Array.from({ length }, () => randomValue(t.element, random, budget));
      // Of the pairs with one key a map keeps one.
      return type.kind === "map" ? [...new Map(items.map((pair) => [pair.get("0"), pair])).values()] : items;
    }
    case "fixed-list": return Array.from({ length: t.length }, () => randomValue(t.element, random, budget));
    case "record": return new Map(t.fields.map(([label, field]) => [label, randomValue(field, random, budget)]));
    case "variant": {
      // The last cases have the largest discriminants; those with a payload are met more often than chance would have it.
      const index = random.onceIn(4) ? t.cases.length - 1 : random.below(t.cases.length);
      const loaded = t.cases.filter(([, payload]) => payload !== null);
      const [label, payload] = loaded.length > 0 && random.onceIn(2) ? random.pick(loaded) : t.cases[index] ?? ["", null];
      return { label, value: payload === null ? undefined : randomValue(payload, random, budget) };
    }
    case "flags": {
      const all = random.pick([true, false, undefined]);
      return new Map(t.labels.map((label) => [label, all ?? random.onceIn(2)]));
    }
    default: {
      const known = numbers[t.kind] ?? [];
      const [low, high] = [Math.min(...known), Math.max(...known)];
      return random.onceIn(2) ? random.pick(known) : low + random.next() % (high - low + 1);
    }
  }
}

/** @param {any[]} items */
const halves = (items) => [items.slice(0, items.length / 2), items.slice(items.length / 2), items.slice(0, -1), items.slice(1)];

/**
 * Values that are a step simpler, simplest first.
 * @param {Type} type @param {any} v
 * @returns {any[]}
 */
export function simpler(type, v) {
  const t = despecialize(type);
  switch (t.kind) {
    case "string": {
      const scalars = [...v];
      return ["", "a", ...halves(scalars).map((half) => half.join(""))].filter((less) => less.length < v.length);
    }
    case "list": {
      if (v.length === 0) return [];
      const shorter = [[], ...halves(v)].filter((less) => less.length < v.length);
      return [...shorter, ...v.flatMap((/** @type {any} */ item, /** @type {number} */ i) => simpler(t.element, item).map((less) => v.with(i, less)))];
    }
    case "fixed-list":
      return v.flatMap((/** @type {any} */ item, /** @type {number} */ i) => simpler(t.element, item).map((less) => v.with(i, less)));
    case "record":
      return t.fields.flatMap(([label, field]) => simpler(field, v.get(label)).map((less) => new Map([...v, [label, less]])));
    case "variant": {
      const payload = t.cases.find(([label]) => label === v.label)?.[1] ?? null;
      const [first] = t.cases;
      const plain = first !== undefined && first[1] === null && first[0] !== v.label ? [{ label: first[0], value: undefined }] : [];
      return [...plain, ...(payload === null ? [] : simpler(payload, v.value).map((value) => ({ label: v.label, value })))];
    }
    case "flags": return [...v.values()].includes(true) ? [new Map([...v.keys()].map((label) => [label, false]))] : [];
    case "bool": return v ? [false] : [];
    case "char": return v === "a" ? [] : ["a"];
    case "u64": case "s64": return v === 0n ? [] : [0n];
    default: return Object.is(v, 0) ? [] : [0];
  }
}

/** @type {Record<string, { from: (values: any[]) => any }>} */
const typedArrays = {
  s8: Int8Array, u8: Uint8Array, s16: Int16Array, u16: Uint16Array, s32: Int32Array, u32: Uint32Array,
  s64: BigInt64Array, u64: BigUint64Array, f32: Float32Array, f64: Float64Array,
};

/** @param {string} label */
export function camel(label) {
  const [first = "", ...rest] = label.toLowerCase().split("-");
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/**
 * A value as Weft gives it to JavaScript.
 * @param {Type} type @param {any} v
 * @param {Random} [vary] takes one of the other spellings that Weft accepts, at random
 * @returns {any}
 */
export function toJs(type, v, vary) {
  /** @param {Type | null} payload @param {string} tag @param {any} value */
  const tagged = (payload, tag, value) => payload === null ? { tag } : { tag, val: toJs(payload, value, vary) };
  switch (type.kind) {
    case "list": {
      const items = v.map((/** @type {any} */ item) => toJs(type.element, item, vary));
      const numeric = typedArrays[type.element.kind];
      if (vary?.onceIn(4)) return { [Symbol.iterator]: () => items.values() };
      return numeric === undefined || vary?.onceIn(3) ? items : numeric.from(items);
    }
    case "fixed-list": {
      const items = v.map((/** @type {any} */ item) => toJs(type.element, item, vary));
      const numeric = typedArrays[type.element.kind];
      return numeric === undefined || vary?.onceIn(3) ? items : numeric.from(items);
    }
    case "map": {
      const pairs = v.map((/** @type {any} */ pair) => [toJs(type.key, pair.get("0"), vary), toJs(type.value, pair.get("1"), vary)]);
      return vary?.onceIn(3) ? pairs : new Map(pairs);
    }
    case "record": {
      const fields = type.fields.map(([label, field]) => [camel(label), toJs(field, v.get(label), vary)]);
      return Object.fromEntries(vary?.onceIn(2) ? fields.filter(([, value]) => value !== undefined) : fields);
    }
    case "tuple": return type.parts.map((part, i) => toJs(part, v.get(`${i}`), vary));
    case "variant": return tagged(type.cases.find(([label]) => label === v.label)?.[1] ?? null, v.label, v.value);
    case "enum": return v.label;
    case "option":
      if (type.some.kind === "option") return tagged(v.label === "none" ? null : type.some, v.label, v.value);
      return v.label === "none" ? undefined : toJs(type.some, v.value, vary);
    case "result": return v.label === "ok" ? tagged(type.ok, "ok", v.value) : tagged(type.err, "err", v.value);
    case "flags": {
      const flags = [...v].map(([label, on]) => [camel(label), on]);
      return Object.fromEntries(vary?.onceIn(2) ? flags.filter(([, on]) => on) : flags);
    }
    default: return v;
  }
}
