/**
 * The cases of a batch, which follow from its seed: what goes into a component, and what its core module gives in place of what it gets.
 *
 * @module
 */
import { Random } from "../run/round-trip/random.mjs";
import { Trap, alignment, elemSize, flattenTypes, liftParams, liftResult, load, lowerParams, lowerResult, spills, store } from "../run/round-trip/reference.mjs";
import { randomValue } from "../run/round-trip/values.mjs";

/** @typedef {import("../run/round-trip/reference.mjs").Type} Type */
/** @typedef {import("../run/round-trip/reference.mjs").Encoding} Encoding */
/**
 * A function of the batch, as `tests/src/bin/differential.rs` writes it.
 * @typedef {{ number: number, text: string, params: Type[], result: Type | null, encodings: [Encoding, Encoding] }} Func
 */
/**
 * `image`, `wordsEnd` and `memory` say where an image is in memory, where its words end and how many bytes there are; the others what exports are called.
 * @typedef {{ seed: string, cases: number, image: number, wordsEnd: number, memory: number, images: [string, string] | null, spoil: string, resets: string[], funcs: Func[] }} Batch
 */
/**
 * One case: `f` passes on what it gets, `c` calls the import with what is in the image, `r` returns what is there. Values are the specification's.
 * @typedef {{ name: string, func: number, way: "f" | "c" | "r", params: any[], result: any, image?: Uint8Array, spoil?: [number, number] }} Case
 */

/** What is tried with each function in turn. */
const ways = ["pass", "call", "hostile call", "return", "hostile return", "pass", "hostile call", "hostile return", "hostile call", "hostile return", "pass", "spoil"];

/** @param {Batch} batch @returns {Case[]} */
export function casesOf(batch) {
  return batch.funcs.flatMap((func, index) => Array.from({ length: batch.cases }, (_, i) => {
    const random = new Random(`${batch.seed} ${func.number} ${i}`);
    return caseOf(batch, func, index, `${func.number}.${i}`, batch.images === null ? "pass" : way(func, i), random);
  }));
}

/** The way of a case, or the nearest that this function has. @param {Func} func @param {number} i */
function way({ params, result }, i) {
  const wanted = ways[i % ways.length] ?? "pass";
  if (wanted.endsWith("call") && params.length === 0) return result === null ? "pass" : wanted.replace("call", "return");
  if (wanted.endsWith("return") && result === null) return params.length === 0 ? "pass" : wanted.replace("return", "call");
  return wanted;
}

/** @param {Batch} batch @param {Func} func @param {number} index @param {string} name @param {string} way @param {Random} random @returns {Case} */
function caseOf(batch, func, index, name, way, random) {
  const { params, result } = func, budget = { left: 40 };
  /** @type {Case} */
  const made = {
    name, func: index, way: way.endsWith("call") ? "c" : way.endsWith("return") ? "r" : "f",
    params: params.map((t) => randomValue(t, random, budget)), result: result === null ? undefined : randomValue(result, random, budget),
  };
  if (way === "spoil") made.spoil = spoil(batch, func, random);
  if (made.way === "f") return made;
  const image = imageOf(batch, func, made, random);
  if (way.startsWith("hostile")) for (let i = random.pick([1, 1, 1, 2, 3]); i > 0; i--) spoilt(batch, image, random);
  return { ...made, image };
}

/**
 * Which allocation gives what. How often a string's block is resized is the host's affair, so where there are strings only the first allocation is the same everywhere.
 * @param {Batch} batch @param {Func} func @param {Random} random @returns {[number, number]}
 */
function spoil({ memory }, { params, result }, random) {
  const nth = JSON.stringify([params, result]).includes('"string"') ? 1 : 1 + random.below(6);
  // Where nothing else is, or outside.
  return [nth, random.onceIn(2) ? memory / 2 + random.pick([1, 2, 3, 4, 6]) : random.pick([memory, memory - 1, memory + 8, 0xfffffff8, 0xffffffff])];
}

/** What the guest has in memory to give these arguments, or this result. @param {Batch} batch @param {Func} func @param {Case} made @param {Random} dirt */
function imageOf(batch, func, made, dirt) {
  const { params, result, encodings } = func;
  const memory = /** @type {WebAssembly.Memory} */ (/** @type {unknown} */ ({ buffer: new ArrayBuffer(batch.memory) }));
  let top = batch.wordsEnd;
  /** @type {import("../run/round-trip/reference.mjs").Context["realloc"]} */
  const realloc = (_old, _oldSize, align, size) => {
    const ptr = Math.ceil(top / align) * align;
    top = ptr + size;
    return ptr;
  };
  const cx = { memory, realloc, encoding: made.way === "c" ? encodings[0] : encodings[1], dirt };
  const view = new DataView(memory.buffer);
  const words = made.way === "c" ? lowerParams(cx, made.params, params) : [returned(cx, result, made.result)];
  const types = wordsOf(func, made.way);
  words.forEach((word, i) => {
    const at = batch.image + 8 * i;
    switch (types[i]) {
      case "i64": return view.setBigUint64(at, BigInt(word ?? 0), true);
      case "f32": return view.setFloat32(at, Number(word), true);
      case "f64": return view.setFloat64(at, Number(word), true);
      default: return view.setInt32(at, Number(word), true);
    }
  });
  return new Uint8Array(memory.buffer.slice(batch.image, Math.ceil(top / 4) * 4));
}

/** The types of the words in an image. @param {Func} func @param {Case["way"]} way @returns {string[]} */
function wordsOf({ params, result }, way) {
  if (way === "r") return result === null || spills(result) ? ["i32"] : flattenTypes([result]);
  const types = flattenTypes(params);
  return types.length > 16 ? ["i32"] : types;
}

/** Kinds of traps by what the reference says. @type {Record<string, string>} */
const kinds = {
  "unaligned pointer": "unaligned", "unaligned string": "unaligned", "unaligned list": "unaligned", "pointer out of bounds": "pointer",
  "string too long": "string", "string out of bounds": "string", "list too long": "list", "list out of bounds": "list",
  "invalid discriminant": "discriminant", "not a scalar value": "char",
};

/**
 * The traps that the specification's own algorithm finds when it lifts what the image gives.
 * @param {Batch} batch @param {Case} made @returns {Set<string | undefined>} what kinds
 */
export function trapsBySpec(batch, { func: index, way, image }) {
  /** @type {unknown[]} */
  const traps = [];
  const func = batch.funcs[index];
  if (func === undefined || image === undefined) return new Set();
  const memory = /** @type {WebAssembly.Memory} */ (/** @type {unknown} */ ({ buffer: new ArrayBuffer(batch.memory) }));
  new Uint8Array(memory.buffer).set(image, batch.image);
  const view = new DataView(memory.buffer);
  const flat = wordsOf(func, way).map((type, i) => {
    const at = batch.image + 8 * i;
    switch (type) {
      case "i64": return view.getBigUint64(at, true);
      case "f32": return view.getFloat32(at, true);
      case "f64": return view.getFloat64(at, true);
      default: return view.getUint32(at, true);
    }
  });
  const encoding = way === "c" ? func.encodings[0] : func.encodings[1];
  const cx = { memory, realloc: () => 0, encoding, dirt: undefined, traps };
  try {
    if (way === "c") liftParams(cx, flat, func.params);
    else if (func.result !== null && spills(func.result)) load(cx, Number(flat[0]), func.result);
    else if (func.result !== null) liftResult(cx, flat[0] ?? 0, func.result);
  } catch (error) {
    traps.push(error);
  }
  // What is not the reference's own comes of decoding.
  return new Set(traps.map((trap) => trap instanceof Trap ? kinds[trap.message.replace(/^.*: /, "")] : encoding === "utf8" ? "utf-8" : "utf-16"));
}

/** The core value of a result. @param {import("../run/round-trip/reference.mjs").Context} cx @param {Type | null} result @param {any} v */
function returned(cx, result, v) {
  if (result === null) return 0;
  if (!spills(result)) return lowerResult(cx, v, result);
  const ptr = cx.realloc(0, 0, alignment(result), elemSize(result));
  store(cx, v, result, ptr);
  return ptr;
}

/** Makes one thing in an image what no toolchain would write. @param {Batch} batch @param {Uint8Array} image @param {Random} random */
function spoilt({ image: at, wordsEnd, memory }, image, random) {
  const view = new DataView(image.buffer), words = (wordsEnd - at) / 4, rest = image.length / 4 - words;
  // Words of eight bytes that no function has as many of are seldom hit; the low half is where pointers and discriminants are.
  const word = rest > 0 && random.onceIn(2) ? words + random.below(rest) : 2 * random.below(random.pick([1, 2, 4, 17])) + Number(random.onceIn(8));
  const old = view.getUint32(4 * word, true);
  switch (random.below(6)) {
    case 0: return view.setUint8(4 * word + random.below(4), random.pick([0, 1, 2, 3, 0x7f, 0x80, 0xbf, 0xc0, 0xd8, 0xdc, 0xed, 0xf4, 0xff]));
    case 1: return view.setUint32(4 * word, old ^ 1 << random.below(32), true);
    case 2: return view.setUint32(4 * word, old + random.pick([1, 2, 3, 4, -1, -2, -4]), true);
    case 3: return view.setUint32(4 * word, memory - random.pick([0, 1, 2, 4, 8, 16, old]), true);
    default: return view.setUint32(4 * word, random.pick(interesting), true);
  }
}

const interesting = [
  0, 1, 2, 3, 4, 5, 7, 8, 16, 31, 32, 255, 256, 257, 300, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff, 0x110000, 0x7f800001, 0x7fffffff,
  0x80000000, 0x80000001, 0x80000100, 0xff800001, 0xfffffff8, 0xfffffffc, 0xffffffff,
];
