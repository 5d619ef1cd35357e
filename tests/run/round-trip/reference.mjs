/**
 * The canonical ABI once more, read off the specification's `definitions.py` function by function, for 32-bit memories.
 *
 * It shares nothing with Weft: what Weft has lowered is lifted here, and what is lowered here is lifted by Weft. Values are the
 * specification's: a record or flags is a Map by label, a variant `{label, value}`, all else a JavaScript primitive or array.
 *
 * Given `dirt`, lowering uses the freedom that a guest has: unused bits, slots and NaN payloads are random.
 *
 * @module
 */

/**
 * A value type, as `tests/src/value_type.rs` writes it.
 * @typedef {{ kind: "bool" | "s8" | "u8" | "s16" | "u16" | "s32" | "u32" | "s64" | "u64" | "f32" | "f64" | "char" | "string" }} Scalar
 * @typedef {{ kind: "list", element: Type }} List
 * @typedef {{ kind: "fixed-list", element: Type, length: number }} FixedList
 * @typedef {{ kind: "record", fields: [string, Type][] }} Record
 * @typedef {{ kind: "variant", cases: [string, Type | null][] }} Variant
 * @typedef {{ kind: "flags", labels: string[] }} Flags
 * @typedef {Scalar | List | FixedList | Record | Variant | Flags} Basic what is left after despecialisation
 * @typedef {{ kind: "tuple", parts: Type[] }} Tuple
 * @typedef {{ kind: "map", key: Type, value: Type }} Dictionary
 * @typedef {{ kind: "enum", labels: string[] }} Enum
 * @typedef {{ kind: "option", some: Type }} Option
 * @typedef {{ kind: "result", ok: Type | null, err: Type | null }} Result
 * @typedef {Basic | Tuple | Dictionary | Enum | Option | Result} Type
 */
/** @typedef {"utf8" | "utf16" | "latin1+utf16"} Encoding */
/** @typedef {"i32" | "i64" | "f32" | "f64"} Core */
/** @typedef {number | bigint} Flat a core value */
/**
 * `LiftLowerContext`
 * @typedef {object} Context
 * @property {WebAssembly.Memory} memory
 * @property {(old: number, oldSize: number, align: number, size: number) => number} realloc
 * @property {Encoding} encoding
 * @property {import("./random.mjs").Random | undefined} dirt
 * @property {unknown[]} [traps] where this is given, lifting goes on after a trap with the next part, and all of them end up here
 */

/** What the specification calls a trap. */
export class Trap extends Error {}

/** @param {boolean} condition @param {string} what */
function trapIf(condition, what) {
  if (condition) throw new Trap(`by the specification's text this traps: ${what}`);
}

/** @param {Type} t @returns {Basic} */
export function despecialize(t) {
  switch (t.kind) {
    case "tuple": return { kind: "record", fields: t.parts.map((part, i) => [`${i}`, part]) };
    case "map": return { kind: "list", element: { kind: "tuple", parts: [t.key, t.value] } };
    case "enum": return { kind: "variant", cases: t.labels.map((label) => [label, null]) };
    case "option": return { kind: "variant", cases: [["none", null], ["some", t.some]] };
    case "result": return { kind: "variant", cases: [["ok", t.ok], ["error", t.err]] };
    default: return t;
  }
}

const sizes = { bool: 1, s8: 1, u8: 1, s16: 2, u16: 2, s32: 4, u32: 4, s64: 8, u64: 8, f32: 4, f64: 8, char: 4 };

/** @param {Type} type @returns {number} */
export function alignment(type) {
  const t = despecialize(type);
  switch (t.kind) {
    case "string": case "list": return 4;
    case "fixed-list": return alignment(t.element);
    case "record": return Math.max(1, ...t.fields.map(([, t]) => alignment(t)));
    case "variant": return Math.max(discriminantSize(t.cases.length), maxCaseAlignment(t));
    case "flags": return flagsSize(t.labels.length);
    default: return sizes[t.kind];
  }
}

/** `elem_size(discriminant_type(cases))` @param {number} n */
function discriminantSize(n) {
  switch (Math.ceil(Math.log2(n) / 8)) {
    case 0: case 1: return 1;
    case 2: return 2;
    default: return 4;
  }
}

/** @param {Variant} t */
function maxCaseAlignment(t) {
  let a = 1;
  for (const [, payload] of t.cases) if (payload !== null) a = Math.max(a, alignment(payload));
  return a;
}

/** @param {number} n */
const flagsSize = (n) => n <= 8 ? 1 : n <= 16 ? 2 : 4;

/** @param {number} ptr @param {number} to */
const alignTo = (ptr, to) => Math.ceil(ptr / to) * to;

/** @param {Type} type @returns {number} */
export function elemSize(type) {
  const t = despecialize(type);
  switch (t.kind) {
    case "string": case "list": return 8;
    case "fixed-list": return t.length * elemSize(t.element);
    case "record": {
      let s = 0;
      for (const [, field] of t.fields) s = alignTo(s, alignment(field)) + elemSize(field);
      return alignTo(s, alignment(t));
    }
    case "variant": {
      const s = alignTo(discriminantSize(t.cases.length), maxCaseAlignment(t));
      const payloads = t.cases.map(([, payload]) => payload === null ? 0 : elemSize(payload));
      return alignTo(s + Math.max(...payloads), alignment(t));
    }
    case "flags": return flagsSize(t.labels.length);
    default: return sizes[t.kind];
  }
}

/** @param {Context} cx */
const view = (cx) => new DataView(cx.memory.buffer);

/** `load_int`, unsigned; eight bytes are a BigInt @param {Context} cx @param {number} ptr @param {number} size @returns {number} */
function loadInt(cx, ptr, size) {
  let i = 0;
  for (let at = size - 1; at >= 0; at--) i = i * 256 + view(cx).getUint8(ptr + at);
  return i;
}

/** @param {Context} cx @param {number} i @param {number} ptr @param {number} size */
function storeInt(cx, i, ptr, size) {
  for (let at = 0; at < size; at++, i = Math.floor(i / 256)) view(cx).setUint8(ptr + at, i & 0xff);
}

/** @param {Context} cx @param {number} ptr @param {Type} type @returns {any} */
export function load(cx, ptr, type) {
  trapIf(ptr % alignment(type) !== 0, "unaligned pointer");
  trapIf(ptr + elemSize(type) > cx.memory.buffer.byteLength, "pointer out of bounds");
  const t = despecialize(type);
  switch (t.kind) {
    case "bool": return loadInt(cx, ptr, 1) !== 0;
    case "u8": case "u16": case "u32": return loadInt(cx, ptr, sizes[t.kind]);
    case "s8": case "s16": case "s32": return signed(loadInt(cx, ptr, sizes[t.kind]), sizes[t.kind] * 8);
    case "u64": return view(cx).getBigUint64(ptr, true);
    case "s64": return view(cx).getBigInt64(ptr, true);
    case "f32": return view(cx).getFloat32(ptr, true);
    case "f64": return view(cx).getFloat64(ptr, true);
    case "char": return toChar(loadInt(cx, ptr, 4));
    case "string": return loadString(cx, loadInt(cx, ptr, 4), loadInt(cx, ptr + 4, 4));
    case "list": return loadList(cx, loadInt(cx, ptr, 4), loadInt(cx, ptr + 4, 4), t.element);
    case "fixed-list": return Array.from({ length: t.length }, (_, i) => part(cx, () => load(cx, ptr + i * elemSize(t.element), t.element)));
    case "record": {
      const record = new Map();
      for (const [label, field] of t.fields) {
        ptr = alignTo(ptr, alignment(field));
        const at = ptr;
        record.set(label, part(cx, () => load(cx, at, field)));
        ptr += elemSize(field);
      }
      return record;
    }
    case "variant": {
      const size = discriminantSize(t.cases.length);
      const chosen = t.cases[loadInt(cx, ptr, size)];
      if (chosen === undefined) throw new Trap("invalid discriminant");
      const [label, payload] = chosen;
      ptr = alignTo(ptr + size, maxCaseAlignment(t));
      return { label, value: payload === null ? undefined : load(cx, ptr, payload) };
    }
    case "flags": return unpackFlags(loadInt(cx, ptr, flagsSize(t.labels.length)), t.labels);
  }
}

/** @param {number} i @param {number} bits */
const signed = (i, bits) => (i %= 2 ** bits) >= 2 ** (bits - 1) ? i - 2 ** bits : i;

/** @param {number} i */
function toChar(i) {
  trapIf(i >= 0x110000 || (0xd800 <= i && i <= 0xdfff), "not a scalar value");
  return String.fromCodePoint(i);
}

const utf16Tag = 2 ** 31;

/** `load_string_from_range` @param {Context} cx @param {number} ptr @param {number} units with the tag */
function loadString(cx, ptr, units) {
  const wide = cx.encoding === "utf16" || (cx.encoding === "latin1+utf16" && units >= utf16Tag);
  const length = cx.encoding === "latin1+utf16" && wide ? 2 * (units - utf16Tag) : wide ? 2 * units : units;
  trapIf(length > 2 ** 28 - 1, "string too long");
  trapIf(cx.encoding !== "utf8" && ptr % 2 !== 0, "unaligned string");
  trapIf(ptr + length > cx.memory.buffer.byteLength, "string out of bounds");
  const bytes = new Uint8Array(cx.memory.buffer, ptr, length);
  if (cx.encoding === "latin1+utf16" && !wide) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** `load_list_from_range` @param {Context} cx @param {number} ptr @param {number} length @param {Type} element */
function loadList(cx, ptr, length, element) {
  const size = elemSize(element);
  trapIf(length * size > 2 ** 28 - 1, "list too long");
  trapIf(ptr % alignment(element) !== 0, "unaligned list");
  trapIf(ptr + length * size > cx.memory.buffer.byteLength, "list out of bounds");
  return Array.from({ length }, (_, i) => part(cx, () => load(cx, ptr + i * size, element)));
}

/** @param {number} i @param {string[]} labels */
const unpackFlags = (i, labels) => new Map(labels.map((label, bit) => [label, (i >>> bit & 1) === 1]));

/** @param {Map<string, boolean>} v @param {string[]} labels @param {number} bits how many there are @param {Context} cx */
function packFlags(v, labels, bits, cx) {
  let i = cx.dirt === undefined || labels.length === 32 ? 0 : cx.dirt.next() << labels.length;
  labels.forEach((label, bit) => i |= Number(v.get(label)) << bit);
  return (bits === 32 ? i : i & 2 ** bits - 1) >>> 0;
}

/** A true that a guest may write. @param {Context} cx @param {number} bits */
const dirtyTrue = (cx, bits) => cx.dirt === undefined ? 1 : ((cx.dirt.next() >>> (32 - bits)) || 1);

/** `encode_float_as_i32`, with a random NaN @param {Context} cx @param {number} v */
function float32Bits(cx, v) {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, v);
  return Number.isNaN(v) && cx.dirt !== undefined ? (0x7f800001 | cx.dirt.next()) >>> 0 : bits.getUint32(0);
}

/** `encode_float_as_i64`, with a random NaN @param {Context} cx @param {number} v */
function float64Bits(cx, v) {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, v);
  if (Number.isNaN(v) && cx.dirt !== undefined) bits.setUint32(0, 0x7ff00001 | cx.dirt.next());
  return bits.getBigUint64(0);
}

/** @param {Context} cx @param {any} v @param {Type} type @param {number} ptr @returns {void} */
export function store(cx, v, type, ptr) {
  trapIf(ptr % alignment(type) !== 0, "unaligned pointer");
  trapIf(ptr + elemSize(type) > cx.memory.buffer.byteLength, "pointer out of bounds");
  const t = despecialize(type);
  switch (t.kind) {
    case "bool": return storeInt(cx, v ? dirtyTrue(cx, 8) : 0, ptr, 1);
    case "u8": case "u16": case "u32": case "s8": case "s16": case "s32":
      return storeInt(cx, v < 0 ? v + 2 ** 32 : v, ptr, sizes[t.kind]);
    case "u64": case "s64": return view(cx).setBigUint64(ptr, v, true);
    case "f32": return storeInt(cx, float32Bits(cx, v), ptr, 4);
    case "f64": return view(cx).setBigUint64(ptr, float64Bits(cx, v), true);
    case "char": return storeInt(cx, v.codePointAt(0), ptr, 4);
    case "string": return storeRange(cx, storeString(cx, v), ptr);
    case "list": return storeRange(cx, storeList(cx, v, t.element), ptr);
    case "fixed-list":
      return v.forEach((/** @type {any} */ item, /** @type {number} */ i) => store(cx, item, t.element, ptr + i * elemSize(t.element)));
    case "record":
      for (const [label, field] of t.fields) {
        ptr = alignTo(ptr, alignment(field));
        store(cx, v.get(label), field, ptr);
        ptr += elemSize(field);
      }
      return;
    case "variant": {
      const index = t.cases.findIndex(([label]) => label === v.label);
      const size = discriminantSize(t.cases.length);
      storeInt(cx, index, ptr, size);
      const payload = t.cases[index]?.[1] ?? null;
      if (payload !== null) store(cx, v.value, payload, alignTo(ptr + size, maxCaseAlignment(t)));
      return;
    }
    case "flags": {
      const size = flagsSize(t.labels.length);
      return storeInt(cx, packFlags(v, t.labels, size * 8, cx), ptr, size);
    }
  }
}

/** @param {Context} cx @param {[number, number]} range @param {number} ptr */
function storeRange(cx, [begin, length], ptr) {
  storeInt(cx, begin, ptr, 4);
  storeInt(cx, length, ptr + 4, 4);
}

/**
 * `store_string_into_range`; a guest may leave Latin-1 in UTF-16 where both are allowed.
 * @param {Context} cx @param {string} v @returns {[number, number]}
 */
function storeString(cx, v) {
  /** @param {ArrayLike<number>} bytes @param {number} align */
  const put = (bytes, align) => {
    const ptr = cx.realloc(0, 0, align, bytes.length) >>> 0;
    new Uint8Array(cx.memory.buffer).set(bytes, ptr);
    return ptr;
  };
  const units = Array.from({ length: v.length }, (_, i) => v.charCodeAt(i));
  const wide = () => put(units.flatMap((unit) => [unit & 0xff, unit >>> 8]), 2);
  switch (cx.encoding) {
    case "utf8": {
      const bytes = new TextEncoder().encode(v);
      return [put(bytes, 1), bytes.length];
    }
    case "utf16": return [wide(), units.length];
    case "latin1+utf16":
      if (units.every((unit) => unit < 0x100) && !cx.dirt?.onceIn(4)) return [put(units, 2), units.length];
      return [wide(), units.length + utf16Tag];
  }
}

/** `store_list_into_range` @param {Context} cx @param {any[]} v @param {Type} element @returns {[number, number]} */
function storeList(cx, v, element) {
  const size = elemSize(element);
  const ptr = cx.realloc(0, 0, alignment(element), v.length * size) >>> 0;
  v.forEach((item, i) => store(cx, item, element, ptr + i * size));
  return [ptr, v.length];
}

/** @param {Type[]} ts @returns {Core[]} */
export const flattenTypes = (ts) => ts.flatMap(flattenType);

/** @param {Type} type @returns {Core[]} */
function flattenType(type) {
  const t = despecialize(type);
  switch (t.kind) {
    case "s64": case "u64": return ["i64"];
    case "f32": case "f64": return [t.kind];
    case "string": case "list": return ["i32", "i32"];
    case "fixed-list": return Array.from({ length: t.length }, () => flattenType(t.element)).flat();
    case "record": return flattenTypes(t.fields.map(([, field]) => field));
    case "variant": return ["i32", ...flattenCases(t)];
    default: return ["i32"];
  }
}

/** `flatten_variant` without the discriminant @param {Variant} t */
function flattenCases(t) {
  /** @type {Core[]} */
  const flat = [];
  for (const [, payload] of t.cases) {
    if (payload === null) continue;
    flattenType(payload).forEach((core, i) => flat[i] = flat[i] === undefined ? core : join(flat[i], core));
  }
  return flat;
}

/** @param {Core} a @param {Core} b @returns {Core} */
function join(a, b) {
  if (a === b) return a;
  if ((a === "i32" && b === "f32") || (a === "f32" && b === "i32")) return "i32";
  return "i64";
}

/** `CoreValueIter`: gives the next value as unsigned, or as the number that it is. @typedef {(want: Core) => any} Next */

/** @param {readonly Flat[]} values @returns {Next} */
function coreValues(values) {
  let i = 0;
  return (want) => {
    const value = values[i++];
    if (value === undefined) throw new Error("there are too few core values");
    if ((want === "i64") !== (typeof value === "bigint")) throw new Error(`a core value is not an ${want}`);
    if (want === "i32") return Number(value) >>> 0;
    return typeof value === "bigint" ? BigInt.asUintN(64, value) : value;
  };
}

/** @param {number} i */
const asFloat32 = (i) => new Float32Array(new Uint32Array([i]).buffer)[0];
/** @param {bigint} i */
const asFloat64 = (i) => new Float64Array(new BigUint64Array([i]).buffer)[0];
/** @param {bigint} i */
const wrap = (i) => Number(BigInt.asUintN(32, i));

/** @param {Context} cx @param {Next} next @param {Type} type @returns {any} */
function liftFlat(cx, next, type) {
  const t = despecialize(type);
  switch (t.kind) {
    case "bool": return next("i32") !== 0;
    case "u8": case "u16": case "u32": return next("i32") % 2 ** (sizes[t.kind] * 8);
    case "s8": case "s16": case "s32": return signed(next("i32"), sizes[t.kind] * 8);
    case "u64": return next("i64");
    case "s64": return BigInt.asIntN(64, next("i64"));
    case "f32": case "f64": return next(t.kind);
    case "char": return toChar(next("i32"));
    case "string": return loadString(cx, next("i32"), next("i32"));
    case "list": return loadList(cx, next("i32"), next("i32"), t.element);
    case "fixed-list": return Array.from({ length: t.length }, () => flatPart(cx, next, t.element));
    case "record": return new Map(t.fields.map(([label, field]) => [label, flatPart(cx, next, field)]));
    case "variant": {
      const slots = flattenCases(t);
      const chosen = t.cases[next("i32")];
      if (chosen === undefined) throw new Trap("invalid discriminant");
      const [label, payload] = chosen;
      /** @type {Next} */
      const coerced = (want) => {
        const have = /** @type {Core} */ (slots.shift()), x = next(have);
        switch (`${have} ${want}`) {
          case "i32 f32": return asFloat32(x);
          case "i64 i32": return wrap(x);
          case "i64 f32": return asFloat32(wrap(x));
          case "i64 f64": return asFloat64(x);
          default: return x;
        }
      };
      const value = payload === null ? undefined : liftFlat(cx, coerced, payload);
      for (const have of slots) next(have);
      return { label, value };
    }
    case "flags": return unpackFlags(next("i32"), t.labels);
  }
}

/** Lifts a part of a value. @param {Context} cx @param {() => any} lift */
function part(cx, lift) {
  if (cx.traps === undefined) return lift();
  try {
    return lift();
  } catch (error) {
    cx.traps.push(error);
    return undefined;
  }
}

/** @param {Context} cx @param {Next} next @param {Type} type @returns {any} */
function flatPart(cx, next, type) {
  if (cx.traps === undefined) return liftFlat(cx, next, type);
  const own = flattenType(type).map(next);
  return part(cx, () => liftFlat(cx, coreValues(own), type));
}

/** @param {Context} cx @param {any} v @param {Type} type @returns {Flat[]} */
function lowerFlat(cx, v, type) {
  const t = despecialize(type);
  switch (t.kind) {
    case "bool": return [v ? dirtyTrue(cx, 32) : 0];
    case "u8": case "u16": case "s8": case "s16": {
      const bits = sizes[t.kind] * 8;
      return [cx.dirt === undefined ? v : v & 2 ** bits - 1 | cx.dirt.next() << bits];
    }
    case "char": return [v.codePointAt(0)];
    case "string": return storeString(cx, v);
    case "list": return storeList(cx, v, t.element);
    case "fixed-list": return v.flatMap((/** @type {any} */ item) => lowerFlat(cx, item, t.element));
    case "record": return t.fields.flatMap(([label, field]) => lowerFlat(cx, v.get(label), field));
    case "variant": {
      const slots = flattenCases(t);
      const index = t.cases.findIndex(([label]) => label === v.label);
      const payload = t.cases[index]?.[1] ?? null;
      const own = payload === null ? [] : flattenType(payload);
      const values = payload === null ? [] : lowerFlat(cx, v.value, payload);
      return [index, ...slots.map((want, i) => fill(cx, own[i], want, values[i]))];
    }
    case "flags": return [packFlags(v, t.labels, 32, cx)];
    default: return [v];
  }
}

/** A payload's value in its joined slot. @param {Context} cx @param {Core | undefined} have @param {Core} want @param {Flat | undefined} v @returns {Flat} */
function fill(cx, have, want, v) {
  const dirt = cx.dirt?.next() ?? 0;
  const dirtyHigh = BigInt(dirt) << 32n;
  if (have === undefined || v === undefined) return want === "i64" ? dirtyHigh : want === "i32" ? dirt : dirt / 3;
  switch (`${have} ${want}`) {
    case "f32 i32": return float32Bits(cx, Number(v));
    case "i32 i64": return BigInt(Number(v) >>> 0) | dirtyHigh;
    case "f32 i64": return BigInt(float32Bits(cx, Number(v))) | dirtyHigh;
    case "f64 i64": return float64Bits(cx, Number(v));
    default: return v;
  }
}

const maxFlatParams = 16, maxFlatResults = 1;

/** Whether a result is left in memory at an address that the caller gives. @param {Type | null} result */
export const spills = (result) => result !== null && flattenType(result).length > maxFlatResults;

/** `lift_flat_values` of parameters @param {Context} cx @param {readonly Flat[]} flat @param {Type[]} ts @returns {any[]} */
export function liftParams(cx, flat, ts) {
  const next = coreValues(flat);
  if (flattenTypes(ts).length <= maxFlatParams) return ts.map((t) => flatPart(cx, next, t));
  return [...load(cx, next("i32"), { kind: "tuple", parts: ts }).values()];
}

/** `lower_flat_values` of parameters @param {Context} cx @param {any[]} vs @param {Type[]} ts @returns {Flat[]} */
export function lowerParams(cx, vs, ts) {
  if (flattenTypes(ts).length <= maxFlatParams) return ts.flatMap((t, i) => lowerFlat(cx, vs[i], t));
  /** @type {Type} */
  const tuple = { kind: "tuple", parts: ts };
  const ptr = cx.realloc(0, 0, alignment(tuple), elemSize(tuple)) >>> 0;
  store(cx, new Map(vs.map((v, i) => [`${i}`, v])), tuple, ptr);
  return [ptr];
}

/** A result that is flat @param {Context} cx @param {Flat} flat @param {Type} t @returns {any} */
export const liftResult = (cx, flat, t) => liftFlat(cx, coreValues([flat]), t);

/** A result that is flat @param {Context} cx @param {any} v @param {Type} t @returns {Flat | undefined} */
export const lowerResult = (cx, v, t) => lowerFlat(cx, v, t)[0];
