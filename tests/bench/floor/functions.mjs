/**
 * The floor of calls: the core module of the guest `calls`, with glue written by hand for the functions that are measured.
 *
 * It does as a careful author would who wants speed and trusts the guest: views are kept until the memory grows, short ASCII goes
 * through a loop, and nothing is checked: no state of the instance, no pointer, no type of an argument.
 *
 * @module
 */
import { compile } from "../place.mjs";

/** Code units up to which a loop is faster than `encodeInto`, and bytes up to which it is faster than `TextDecoder`. */
const LOWERED = 40;
const LIFTED = 24;

const encoder = new TextEncoder();
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @typedef {(...values: any[]) => any} Core */

/** The `err` of a result. */
class Failure extends Error {
  /** @param {unknown} payload */
  constructor(payload) {
    super(String(payload));
    this.payload = payload;
  }
}

/**
 * @param {{ noop: () => void, text: (value: string) => number, place: (value: { x: number, y: number }) => { x: number, y: number } }} host
 */
export async function link(host) {
  const { exports } = await WebAssembly.instantiate(await compile("target/bench/weft/calls/calls.core2.wasm"), {
    "[export]weft:calls/calls": {
      // A handle is the representation itself.
      "[resource-new]counter": (/** @type {number} */ rep) => rep,
      "[resource-rep]counter": (/** @type {number} */ rep) => rep,
      "[resource-drop]counter": () => {},
    },
    "weft:calls/host": {
      noop: host.noop,
      text: (/** @type {number} */ ptr, /** @type {number} */ length) => host.text(liftString(ptr >>> 0, length >>> 0)),
      place: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ out) => {
        const value = host.place({ x, y });
        refresh();
        view.setFloat64(out, value.x, true);
        view.setFloat64(out + 8, value.y, true);
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

  const noop = core("noop");
  const add = core("add");
  const echoS64 = core("echo-s64");
  const echoF64 = core("echo-f64");
  const echoBool = core("echo-bool");
  const echoChar = core("echo-char");
  const echoPoint = core("echo-point");
  const echoTuple = core("echo-tuple");
  const echoShape = core("echo-shape");
  const echoOption = core("echo-option-u32");
  const echoResult = core("echo-result");
  const echoRights = core("echo-rights");
  const echoColour = core("echo-colour");
  const stringIn = core("string-in");
  const stringOut = core("string-out");
  const bytesIn = core("bytes-in");
  const bytesOut = core("bytes-out");
  const echoU32s = core("echo-list-u32");
  const echoF64s = core("echo-list-f64");
  const echoPoints = core("echo-list-point");
  const failText = core("fail-text");
  const hostNoop = core("host-noop");
  const hostText = core("host-text");
  const hostPlace = core("host-place");
  const newCounter = core("[constructor]counter");
  const addToCounter = core("[method]counter.add");
  const dropCounter = core("[dtor]counter");
  const postString = post("string-out");
  const postBytes = post("bytes-out");
  const postU32s = post("echo-list-u32");
  const postF64s = post("echo-list-f64");
  const postPoints = post("echo-list-point");
  const postFail = post("fail-text");

  const bits = new DataView(new ArrayBuffer(8));
  /** @type {(size: number) => (array: any, make: any, echo: Core, free: Core) => any} */
  const throughMemory = (size) => (array, make, echo, free) => {
    const count = array.length;
    const ptr = allocate(size, count * size);
    new make(memory.buffer, ptr, count).set(array);
    const out = echo(ptr, count) >>> 0;
    refresh();
    const result = new make(memory.buffer, view.getUint32(out, true), view.getUint32(out + 4, true)).slice();
    free(out);
    return result;
  };
  const [echo4, echo8] = [throughMemory(4), throughMemory(8)];

  /** @type {Record<string, Core>} */
  const functions = {
    noop: () => noop(),
    add: (/** @type {number} */ a, /** @type {number} */ b) => add(a, b) >>> 0,
    echoS64: (/** @type {bigint} */ value) => echoS64(value),
    echoF64: (/** @type {number} */ value) => echoF64(value),
    echoBool: (/** @type {boolean} */ value) => echoBool(value ? 1 : 0) !== 0,
    echoChar: (/** @type {string} */ value) => String.fromCodePoint(echoChar(value.codePointAt(0))),

    echoPoint({ x, y }) {
      const out = echoPoint(x, y) >>> 0;
      refresh();
      return { x: view.getFloat64(out, true), y: view.getFloat64(out + 8, true) };
    },
    echoTuple([a, b]) {
      const out = echoTuple(a, b) >>> 0;
      refresh();
      return [view.getUint32(out, true), view.getFloat64(out + 8, true)];
    },
    echoShape(shape) {
      let out;
      switch (shape.tag) {
        case "empty": out = echoShape(0, 0n, 0) >>> 0; break;
        case "circle":
          bits.setFloat64(0, shape.val);
          out = echoShape(1, bits.getBigInt64(0), 0) >>> 0;
          break;
        case "square":
          bits.setFloat32(0, shape.val);
          out = echoShape(2, BigInt(bits.getUint32(0)), 0) >>> 0;
          break;
        default: out = echoShape(3, BigInt(lowerString(shape.val)), length) >>> 0;
      }
      refresh();
      switch (bytes[out]) {
        case 0: return { tag: "empty" };
        case 1: return { tag: "circle", val: view.getFloat64(out + 8, true) };
        case 2: return { tag: "square", val: view.getFloat32(out + 8, true) };
        default: return { tag: "named", val: liftString(view.getUint32(out + 8, true), view.getUint32(out + 12, true)) };
      }
    },
    echoOptionU32(value) {
      const out = (value === undefined ? echoOption(0, 0) : echoOption(1, value)) >>> 0;
      refresh();
      return bytes[out] ? view.getUint32(out + 4, true) : undefined;
    },
    echoResult({ tag, val }) {
      const out = echoResult(tag === "ok" ? 0 : 1, val) >>> 0;
      refresh();
      const value = view.getUint32(out + 4, true);
      if (bytes[out]) throw new Failure(value);
      return value;
    },
    echoRights({ read, write, run }) {
      const set = echoRights((read ? 1 : 0) | (write ? 2 : 0) | (run ? 4 : 0));
      return { read: (set & 1) !== 0, write: (set & 2) !== 0, run: (set & 4) !== 0 };
    },
    echoColour(value) {
      return COLOURS[echoColour(value === "red" ? 0 : value === "green" ? 1 : 2)];
    },

    stringIn(value) {
      const ptr = lowerString(value);
      return stringIn(ptr, length) >>> 0;
    },
    stringOut(count) {
      const out = stringOut(count) >>> 0;
      refresh();
      const text = liftString(view.getUint32(out, true), view.getUint32(out + 4, true));
      postString(out);
      return text;
    },
    bytesIn(value) {
      const ptr = allocate(1, value.length);
      bytes.set(value, ptr);
      return bytesIn(ptr, value.length) >>> 0;
    },
    bytesOut(count) {
      const out = bytesOut(count) >>> 0;
      refresh();
      const ptr = view.getUint32(out, true);
      const result = bytes.slice(ptr, ptr + view.getUint32(out + 4, true));
      postBytes(out);
      return result;
    },
    echoListU32: (value) => echo4(value, Uint32Array, echoU32s, postU32s),
    echoListF64: (value) => echo8(value, Float64Array, echoF64s, postF64s),
    echoListPoint(list) {
      const count = list.length;
      const ptr = allocate(8, 16 * count);
      for (let i = 0, at = ptr; i < count; i++, at += 16) {
        const { x, y } = list[i];
        view.setFloat64(at, x, true);
        view.setFloat64(at + 8, y, true);
      }
      const out = echoPoints(ptr, count) >>> 0;
      refresh();
      const start = view.getUint32(out, true), size = view.getUint32(out + 4, true);
      const result = new Array(size);
      for (let i = 0, at = start; i < size; i++, at += 16) {
        result[i] = { x: view.getFloat64(at, true), y: view.getFloat64(at + 8, true) };
      }
      postPoints(out);
      return result;
    },

    failText(fail) {
      const out = failText(fail ? 1 : 0) >>> 0;
      refresh();
      if (bytes[out] === 0) {
        const value = view.getUint32(out + 4, true);
        postFail(out);
        return value;
      }
      const text = liftString(view.getUint32(out + 4, true), view.getUint32(out + 8, true));
      postFail(out);
      throw new Failure(text);
    },
    hostNoop: (/** @type {number} */ count) => hostNoop(count),
    hostText(count, value) {
      const ptr = lowerString(value);
      return hostText(count, ptr, length) >>> 0;
    },
    hostPlace(count, { x, y }) {
      const out = hostPlace(count, x, y) >>> 0;
      refresh();
      return { x: view.getFloat64(out, true), y: view.getFloat64(out + 8, true) };
    },
  };

  class Counter {
    /** @param {number} start */
    constructor(start) {
      this.rep = newCounter(start);
    }
    /** @param {number} value */
    add(value) {
      return addToCounter(this.rep, value) >>> 0;
    }
    [Symbol.dispose]() {
      dropCounter(this.rep);
    }
  }
  return { ...functions, Counter };
}

const COLOURS = ["red", "green", "blue"];
