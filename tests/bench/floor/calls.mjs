/**
 * The floor of `calls`, of its calls and of its start: the core module of the guest, with glue written by hand for all of its functions.
 *
 * It does as a careful author would who wants speed and trusts the guest: what functions have in common is said once, views are kept
 * until the memory grows, short ASCII goes through a loop, and nothing is checked: no state of the instance, no pointer, no type of an
 * argument, no character, no case that is not there. A handle is the number that the guest knows its counter by. Of the three core
 * modules of the component one is enough, because a function written here can look at a memory that comes later.
 *
 * @module
 */
import * as host from "../host.mjs";

/** Code units up to which a loop is faster than `encodeInto`, and bytes up to which it is faster than `TextDecoder`. */
const LOWERED = 40;
const LIFTED = 24;

/** @typedef {(...values: any[]) => any} Core */

/** The `err` of a result. */
class Failure extends Error {
  /** @param {unknown} payload */
  constructor(payload) {
    super(String(payload));
    this.payload = payload;
  }
}

const file = new URL("../../../target/bench/weft/calls/calls.core2.wasm", import.meta.url);
const module =
  file.protocol === "file:"
    ? await WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(file))
    : await WebAssembly.compileStreaming(fetch(file));
const { exports } = await WebAssembly.instantiate(module, {
  "[export]weft:calls/calls": {
    "[resource-new]counter": (/** @type {number} */ rep) => rep,
    "[resource-rep]counter": (/** @type {number} */ rep) => rep,
    "[resource-drop]counter": () => {},
  },
  "weft:calls/host": {
    noop: host.noop,
    text: (/** @type {number} */ ptr, /** @type {number} */ size) => host.text(liftString(ptr >>> 0, size >>> 0)),
    place: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ out) => {
      const value = host.place({ x, y });
      refresh();
      storePoint(value, out);
    },
  },
});
const core = (/** @type {string} */ name) => /** @type {Core} */ (exports[`weft:calls/calls#${name}`]);
const post = (/** @type {string} */ name) => /** @type {Core} */ (exports[`cabi_post_weft:calls/calls#${name}`]);
const memory = /** @type {WebAssembly.Memory} */ (exports["memory"]);
const realloc = /** @type {Core} */ (exports["cabi_realloc"]);

let bytes = new Uint8Array(memory.buffer);
let view = new DataView(memory.buffer);
const refresh = () => {
  if (bytes.length === 0) {
    bytes = new Uint8Array(memory.buffer);
    view = new DataView(memory.buffer);
  }
};
const allocate = (/** @type {number} */ align, /** @type {number} */ size) => {
  const ptr = realloc(0, 0, align, size) >>> 0;
  refresh();
  return ptr;
};

const encoder = new TextEncoder();
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** Of the string or list lowered last. */
let length = 0;
const lowerString = (/** @type {string} */ text) => {
  const units = text.length;
  let ptr = allocate(1, units);
  let read = 0;
  let written = 0;
  if (units < LOWERED) {
    for (let code; read < units && (code = text.charCodeAt(read)) < 128; read++) bytes[ptr + read] = code;
    written = read;
  } else {
    ({ read, written } = encoder.encodeInto(text, bytes.subarray(ptr, ptr + units)));
  }
  if (read < units) {
    ptr = realloc(ptr, units, 1, units * 3) >>> 0;
    refresh();
    written += encoder.encodeInto(text.slice(read), bytes.subarray(ptr + written, ptr + units * 3)).written;
    ptr = realloc(ptr, units * 3, 1, written) >>> 0;
  }
  length = written;
  return ptr;
};
const liftString = (/** @type {number} */ ptr, /** @type {number} */ size) => {
  const end = ptr + size;
  if (size < LIFTED) {
    let text = "";
    let at = ptr;
    for (let byte; at < end && (byte = /** @type {number} */ (bytes[at])) < 128; at++) text += String.fromCharCode(byte);
    if (at === end) return text;
  }
  return utf8.decode(bytes.subarray(ptr, end));
};
const lowerBytes = (/** @type {Uint8Array} */ list) => {
  const ptr = allocate(1, (length = list.length));
  bytes.set(list, ptr);
  return ptr;
};

/** What the core returned, when it is the address of a result. @type {(out: number) => number} */
const returned = (out) => {
  refresh();
  return out >>> 0;
};
const u32 = (/** @type {number} */ at) => view.getUint32(at, true);
/** @type {(value: number, at: number) => void} */
const storeU32 = (value, at) => view.setUint32(at, value, true);
/** @type {(ptr: number, at: number) => void} */
const storePair = (ptr, at) => {
  storeU32(ptr, at);
  storeU32(length, at + 4);
};
/** @type {(text: string, at: number) => void} */
const storeString = (text, at) => storePair(lowerString(text), at);
const loadString = (/** @type {number} */ at) => liftString(u32(at), u32(at + 4));
/** @type {(value: { x: number, y: number }, at: number) => void} */
const storePoint = ({ x, y }, at) => {
  view.setFloat64(at, x, true);
  view.setFloat64(at + 8, y, true);
};
const loadPoint = (/** @type {number} */ at) => ({ x: view.getFloat64(at, true), y: view.getFloat64(at + 8, true) });
const loadPerson = (/** @type {number} */ at) => ({ name: loadString(at), age: u32(at + 8) });
const loadBytes = (/** @type {number} */ at) => bytes.slice(u32(at), u32(at) + u32(at + 4));
const loadShape = (/** @type {number} */ at) => {
  switch (bytes[at]) {
    case 0: return { tag: "empty" };
    case 1: return { tag: "circle", val: view.getFloat64(at + 8, true) };
    case 2: return { tag: "square", val: view.getFloat32(at + 8, true) };
    default: return { tag: "named", val: loadString(at + 8) };
  }
};
const loadRights = (/** @type {number} */ set) => ({ read: (set & 1) !== 0, write: (set & 2) !== 0, run: (set & 4) !== 0 });
/** @type {(value: { read: boolean, write: boolean, run: boolean }) => number} */
const rightsOf = ({ read, write, run }) => (read ? 1 : 0) | (write ? 2 : 0) | (run ? 4 : 0);
const COLOURS = ["red", "green", "blue"];
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MANY = [..."abcdefghijklmnopqrst"];
const bits = new DataView(new ArrayBuffer(8));

/** A list of numbers, there and back. @type {(name: string, make: any) => Core} */
const numbers = (name, make) => {
  const echo = core(name);
  const free = post(name);
  const size = make.BYTES_PER_ELEMENT;
  return (array) => {
    const count = array.length;
    const ptr = allocate(size, count * size);
    new make(memory.buffer, ptr, count).set(array);
    const out = returned(echo(ptr, count));
    const result = new make(memory.buffer, u32(out), u32(out + 4)).slice();
    free(out);
    return result;
  };
};
/**
 * A list of anything else, there and back.
 * @type {(name: string, size: number, align: number, store: (value: any, at: number) => void, load: (at: number) => unknown) => Core}
 */
const list = (name, size, align, store, load) => {
  const echo = core(name);
  const free = post(name);
  return (array) => {
    const count = array.length;
    const ptr = allocate(align, count * size);
    for (let i = 0, at = ptr; i < count; i++, at += size) store(array[i], at);
    const out = returned(echo(ptr, count));
    const total = u32(out + 4);
    const result = new Array(total);
    for (let i = 0, at = u32(out); i < total; i++, at += size) result[i] = load(at);
    free(out);
    return result;
  };
};

const noop = core("noop");
const add = core("add");
const echoBool = core("echo-bool");
const echoS8 = core("echo-s8");
const echoU8 = core("echo-u8");
const echoS16 = core("echo-s16");
const echoU16 = core("echo-u16");
const echoS32 = core("echo-s32");
const echoU32 = core("echo-u32");
const echoS64 = core("echo-s64");
const echoU64 = core("echo-u64");
const echoF32 = core("echo-f32");
const echoF64 = core("echo-f64");
const echoChar = core("echo-char");
const stringIn = core("string-in");
const stringOut = core("string-out");
const postStringOut = post("string-out");
const echoString = core("echo-string");
const postString = post("echo-string");
const echoPoint = core("echo-point");
const echoPerson = core("echo-person");
const postPerson = post("echo-person");
const echoPixel = core("echo-pixel");
const echoTuple = core("echo-tuple");
const echoNested = core("echo-nested");
const echoShape = core("echo-shape");
const postShape = post("echo-shape");
const echoColour = core("echo-colour");
const echoDay = core("echo-day");
const echoRights = core("echo-rights");
const echoMany = core("echo-many");
const echoOptionU32 = core("echo-option-u32");
const echoOptionString = core("echo-option-string");
const postOptionString = post("echo-option-string");
const echoOptionPoint = core("echo-option-point");
const echoOptionOption = core("echo-option-option");
const echoResult = core("echo-result");
const echoResultString = core("echo-result-string");
const postResultString = post("echo-result-string");
const echoResults = core("echo-results");
const bytesIn = core("bytes-in");
const bytesOut = core("bytes-out");
const postBytesOut = post("bytes-out");
const echoListPoint = core("echo-list-point");
const postListPoint = post("echo-list-point");
const failText = core("fail-text");
const postFailText = post("fail-text");
const failFault = core("fail-fault");
const postFailFault = post("fail-fault");
const hostNoop = core("host-noop");
const hostText = core("host-text");
const hostPlace = core("host-place");
const newCounter = core("[constructor]counter");
const addToCounter = core("[method]counter.add");
const valueOfCounter = core("[method]counter.value");
const mergeCounters = core("[static]counter.merge");
const dropCounter = core("[dtor]counter");

class Counter {
  /** @param {number} start */
  constructor(start) {
    this.rep = newCounter(start);
  }
  /** @param {number} value */
  add(value) {
    return addToCounter(this.rep, value) >>> 0;
  }
  value() {
    return valueOfCounter(this.rep) >>> 0;
  }
  /** @type {(a: Counter, b: Counter) => Counter} */
  static merge(a, b) {
    const merged = Object.create(Counter.prototype);
    merged.rep = mergeCounters(a.rep, b.rep);
    return merged;
  }
  [Symbol.dispose]() {
    dropCounter(this.rep);
  }
}

/** @type {Record<string, Core>} */
const functions = {
  noop: () => noop(),
  add: (/** @type {number} */ a, /** @type {number} */ b) => add(a, b) >>> 0,
  echoBool: (/** @type {boolean} */ value) => echoBool(value ? 1 : 0) !== 0,
  echoS8: (/** @type {number} */ value) => echoS8((value << 24) >> 24),
  echoU8: (/** @type {number} */ value) => echoU8(value & 255),
  echoS16: (/** @type {number} */ value) => echoS16((value << 16) >> 16),
  echoU16: (/** @type {number} */ value) => echoU16(value & 65_535),
  echoS32: (/** @type {number} */ value) => echoS32(value),
  echoU32: (/** @type {number} */ value) => echoU32(value) >>> 0,
  echoS64: (/** @type {bigint} */ value) => echoS64(value),
  echoU64: (/** @type {bigint} */ value) => BigInt.asUintN(64, echoU64(value)),
  echoF32: (/** @type {number} */ value) => echoF32(value),
  echoF64: (/** @type {number} */ value) => echoF64(value),
  echoChar: (/** @type {string} */ value) => String.fromCodePoint(echoChar(value.codePointAt(0))),

  stringIn(value) {
    const ptr = lowerString(value);
    return stringIn(ptr, length) >>> 0;
  },
  stringOut(count) {
    const out = returned(stringOut(count));
    const text = loadString(out);
    postStringOut(out);
    return text;
  },
  echoString(value) {
    const ptr = lowerString(value);
    const out = returned(echoString(ptr, length));
    const text = loadString(out);
    postString(out);
    return text;
  },

  echoPoint: ({ x, y }) => loadPoint(returned(echoPoint(x, y))),
  echoPerson({ name, age }) {
    const ptr = lowerString(name);
    const out = returned(echoPerson(ptr, length, age));
    const person = loadPerson(out);
    postPerson(out);
    return person;
  },
  echoPixel({ r, g, b, a }) {
    const out = returned(echoPixel(r & 255, g & 255, b & 255, a & 255));
    return { r: bytes[out], g: bytes[out + 1], b: bytes[out + 2], a: bytes[out + 3] };
  },
  echoTuple([a, b]) {
    const out = returned(echoTuple(a, b));
    return [u32(out), view.getFloat64(out + 8, true)];
  },
  echoNested([{ x, y }, [a, b]]) {
    const out = returned(echoNested(x, y, a & 255, b ? 1 : 0));
    return [loadPoint(out), [bytes[out + 16], bytes[out + 17] !== 0]];
  },
  echoShape(shape) {
    let out;
    switch (shape.tag) {
      case "empty": out = echoShape(0, 0n, 0); break;
      case "circle":
        bits.setFloat64(0, shape.val);
        out = echoShape(1, bits.getBigInt64(0), 0);
        break;
      case "square":
        bits.setFloat32(0, shape.val);
        out = echoShape(2, BigInt(bits.getUint32(0)), 0);
        break;
      default: out = echoShape(3, BigInt(lowerString(shape.val)), length);
    }
    out = returned(out);
    const result = loadShape(out);
    postShape(out);
    return result;
  },
  echoColour: (value) => COLOURS[echoColour(value === "red" ? 0 : value === "green" ? 1 : 2)],
  echoDay: (value) => DAYS[echoDay(DAYS.indexOf(value))],
  echoRights: (value) => loadRights(echoRights(rightsOf(value))),
  echoMany(value) {
    const set = echoMany(MANY.reduce((sum, name, bit) => (value[name] ? sum | (1 << bit) : sum), 0));
    return Object.fromEntries(MANY.map((name, bit) => [name, (set & (1 << bit)) !== 0]));
  },
  echoOptionU32(value) {
    const out = returned(value === undefined ? echoOptionU32(0, 0) : echoOptionU32(1, value));
    return bytes[out] ? u32(out + 4) : undefined;
  },
  echoOptionString(value) {
    let ptr = (length = 0);
    if (value !== undefined) ptr = lowerString(value);
    const out = returned(echoOptionString(value === undefined ? 0 : 1, ptr, length));
    const result = bytes[out] ? loadString(out + 4) : undefined;
    postOptionString(out);
    return result;
  },
  echoOptionPoint(value) {
    const out = returned(value === undefined ? echoOptionPoint(0, 0, 0) : echoOptionPoint(1, value.x, value.y));
    return bytes[out] ? loadPoint(out + 8) : undefined;
  },
  echoOptionOption({ tag, val }) {
    const some = tag === "some";
    const out = returned(echoOptionOption(some ? 1 : 0, some && val !== undefined ? 1 : 0, val));
    return bytes[out] ? { tag: "some", val: bytes[out + 4] ? u32(out + 8) : undefined } : { tag: "none" };
  },
  echoResult({ tag, val }) {
    const out = returned(echoResult(tag === "ok" ? 0 : 1, val));
    const value = u32(out + 4);
    if (bytes[out]) throw new Failure(value);
    return value;
  },
  echoResultString({ tag, val }) {
    const ptr = lowerString(val);
    const out = returned(echoResultString(tag === "ok" ? 0 : 1, ptr, length));
    const failed = bytes[out];
    const text = loadString(out + 4);
    postResultString(out);
    if (failed) throw new Failure(text);
    return text;
  },
  echoResults([a, b, c]) {
    const err = (/** @type {{ tag: string }} */ result) => (result.tag === "ok" ? 0 : 1);
    const out = returned(echoResults(err(a), err(b), b.val & 255, err(c), c.val & 255));
    return [
      { tag: bytes[out] ? "err" : "ok" },
      bytes[out + 1] ? { tag: "err", val: bytes[out + 2] } : { tag: "ok" },
      bytes[out + 3] ? { tag: "err" } : { tag: "ok", val: bytes[out + 4] },
    ];
  },

  bytesIn(value) {
    const ptr = lowerBytes(value);
    return bytesIn(ptr, length) >>> 0;
  },
  bytesOut(count) {
    const out = returned(bytesOut(count));
    const result = loadBytes(out);
    postBytesOut(out);
    return result;
  },
  echoListBool: list("echo-list-bool", 1, 1, (value, at) => (bytes[at] = value ? 1 : 0), (at) => bytes[at] !== 0),
  echoListU8: numbers("echo-list-u8", Uint8Array),
  echoListS8: numbers("echo-list-s8", Int8Array),
  echoListU16: numbers("echo-list-u16", Uint16Array),
  echoListS16: numbers("echo-list-s16", Int16Array),
  echoListU32: numbers("echo-list-u32", Uint32Array),
  echoListS32: numbers("echo-list-s32", Int32Array),
  echoListU64: numbers("echo-list-u64", BigUint64Array),
  echoListS64: numbers("echo-list-s64", BigInt64Array),
  echoListF32: numbers("echo-list-f32", Float32Array),
  echoListF64: numbers("echo-list-f64", Float64Array),
  echoListChar: list("echo-list-char", 4, 4, (value, at) => storeU32(value.codePointAt(0), at), (at) => String.fromCodePoint(u32(at))),
  echoListString: list("echo-list-string", 8, 4, storeString, loadString),
  echoListPoint(array) {
    const count = array.length;
    const ptr = allocate(8, 16 * count);
    for (let i = 0, at = ptr; i < count; i++, at += 16) {
      const { x, y } = array[i];
      view.setFloat64(at, x, true);
      view.setFloat64(at + 8, y, true);
    }
    const out = returned(echoListPoint(ptr, count));
    const total = u32(out + 4);
    const result = new Array(total);
    for (let i = 0, at = u32(out); i < total; i++, at += 16) {
      result[i] = { x: view.getFloat64(at, true), y: view.getFloat64(at + 8, true) };
    }
    postListPoint(out);
    return result;
  },
  echoListPerson: list("echo-list-person", 12, 4, ({ name, age }, at) => {
    storeString(name, at);
    storeU32(age, at + 8);
  }, loadPerson),
  echoListTuple: list("echo-list-tuple", 12, 4, ([number, text], at) => {
    storeU32(number, at);
    storeString(text, at + 4);
  }, (at) => [u32(at), loadString(at + 4)]),
  echoListShape: list("echo-list-shape", 16, 8, ({ tag, val }, at) => {
    switch (tag) {
      case "empty": bytes[at] = 0; break;
      case "circle":
        bytes[at] = 1;
        view.setFloat64(at + 8, val, true);
        break;
      case "square":
        bytes[at] = 2;
        view.setFloat32(at + 8, val, true);
        break;
      default:
        bytes[at] = 3;
        storeString(val, at + 8);
    }
  }, loadShape),
  echoListOption: list("echo-list-option", 8, 4, (value, at) => {
    bytes[at] = value === undefined ? 0 : 1;
    if (value !== undefined) storeU32(value, at + 4);
  }, (at) => (bytes[at] ? u32(at + 4) : undefined)),
  echoListResult: list("echo-list-result", 12, 4, ({ tag, val }, at) => {
    bytes[at] = tag === "ok" ? 0 : 1;
    if (tag === "ok") storeU32(val, at + 4);
    else storeString(val, at + 4);
  }, (at) => (bytes[at] ? { tag: "err", val: loadString(at + 4) } : { tag: "ok", val: u32(at + 4) })),
  echoListColour: list("echo-list-colour", 1, 1, (value, at) => (bytes[at] = COLOURS.indexOf(value)), (at) => COLOURS[/** @type {number} */ (bytes[at])]),
  echoListRights: list("echo-list-rights", 1, 1, (value, at) => (bytes[at] = rightsOf(value)), (at) => loadRights(/** @type {number} */ (bytes[at]))),
  echoListList: list("echo-list-list", 8, 4, (value, at) => storePair(lowerBytes(value), at), loadBytes),

  failText(fail) {
    const out = returned(failText(fail ? 1 : 0));
    const failed = bytes[out];
    const value = failed ? loadString(out + 4) : u32(out + 4);
    postFailText(out);
    if (failed) throw new Failure(value);
    return value;
  },
  failFault(fail) {
    const out = returned(failFault(fail ? 1 : 0));
    const failed = bytes[out];
    const kind = failed && bytes[out + 4];
    const value = !failed
      ? loadString(out + 4)
      : kind === 0
        ? { tag: "unknown" }
        : kind === 1
          ? { tag: "code", val: u32(out + 8) }
          : { tag: "text", val: loadString(out + 8) };
    postFailFault(out);
    if (failed) throw new Failure(value);
    return value;
  },
  hostNoop: (/** @type {number} */ count) => hostNoop(count),
  hostText(count, value) {
    const ptr = lowerString(value);
    return hostText(count, ptr, length) >>> 0;
  },
  hostPlace: (count, { x, y }) => loadPoint(returned(hostPlace(count, x, y))),
};

/** What the component exports. */
export const calls = Object.assign(functions, { Counter });
