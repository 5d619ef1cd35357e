/**
 * What is not of a parameter's type: converted as Web IDL converts it, or refused without harm. Every odd value for every kind, both
 * as an argument and as what a host's function answers, where a refusal is a trap.
 *
 * @module
 */
import { host } from "../kinds/host.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { kinds: { guest: "kinds" } };

/** Odd values; new ones for each use. */
const odd = () => [
  NaN, -0, 0.5, -0.9, 1.9, 2 ** 31, 2 ** 32, 2 ** 32 + 0.5, -(2 ** 31) - 1, 2 ** 53, -(2 ** 63), 1e30, -1e30, Infinity, -Infinity,
  5e-324, 1.7976931348623157e308, "", "7", " 12\n", "0x1f", "-1", "1e3", "abc", "7n", "\uD800", true, false, null, undefined,
  0n, -1n, 2n ** 64n + 5n, -(2n ** 63n), Symbol("s"), Symbol.iterator, [], [5], [1, 2], [[3]], {}, () => 1, /x/, new Date(77),
  Object.create(null), new Number(3), new String("4"), new Boolean(false), Object(6n), Object(Symbol("s")),
  { valueOf: () => 300 }, { valueOf: () => "9" }, { valueOf: () => ({}), toString: () => "8" }, { valueOf: () => 2n ** 65n + 1n },
  { valueOf: () => ({}), toString: () => ({}) }, { [Symbol.toPrimitive]: (/** @type {string} */ hint) => (hint === "string" ? "1" : -1) },
  new Proxy({}, {}), new Proxy([2], {}), new Uint8Array([9]), new Map(),
];

/** The spec's abstract operations, written down once more; each throws what the operation throws. */
const integer = (/** @type {number} */ bits, /** @type {boolean} */ signed) => (/** @type {any} */ value) => {
  const number = Number(typeof value === "bigint" ? refuse() : numeric(value));
  const whole = Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
  return Number(signed ? BigInt.asIntN(bits, whole) : BigInt.asUintN(bits, whole));
};
/** `ToNumber`, which refuses BigInts, unlike `Number()`. @param {any} value */
const numeric = (value) => Math.max(value);
/** `ToBigInt`, which refuses numbers, unlike `BigInt()`. @param {any} value */
const big = (value) => {
  const array = new BigInt64Array(1);
  array[0] = value;
  const wide = new BigUint64Array(1);
  wide[0] = value;
  return { signed: array[0], unsigned: wide[0] };
};
/** @returns {never} */
const refuse = () => {
  throw new TypeError();
};
/** @param {any} value */
const usv = (value) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(`${value}`));
/** @param {any} value */
const scalar = (value) => (typeof value === "string" && value.length === 1 && value !== "\uD800" ? value : refuse());

/** @type {Record<string, (value: any) => unknown>} */
const conversions = {
  echoBool: (value) => !!value,
  echoS8: integer(8, true),
  echoU8: integer(8, false),
  echoS16: integer(16, true),
  echoU16: integer(16, false),
  echoS32: integer(32, true),
  echoU32: integer(32, false),
  echoS64: (value) => big(value).signed,
  echoU64: (value) => big(value).unsigned,
  echoF32: (value) => Math.fround(numeric(value)),
  echoF64: numeric,
  echoChar: scalar,
  echoString: usv,
  echoOptionU32: (value) => (value === null || value === undefined ? undefined : integer(32, false)(value)),
  echoColour: () => refuse(),
  echoOptionOption: () => refuse(),
  echoNarrow: () => refuse(),
};

/** Lists for lists of numbers; new ones for each use. @returns {[string, unknown, unknown][]} function, value, what comes back or none */
const lists = () => [
  ["echoListU8", new Int8Array([-1, 2]), new Uint8Array([255, 2])],
  ["echoListU8", new Uint8ClampedArray([300, 1]), new Uint8Array([255, 1])],
  ["echoListU8", new Uint16Array([256, 1]), new Uint8Array([0, 1])],
  ["echoListU8", new Float64Array([1.9, NaN, -1]), new Uint8Array([1, 0, 255])],
  ["echoListS32", new Uint32Array([2 ** 32 - 1]), new Int32Array([-1])],
  ["echoListF32", new Float64Array([0.1]), new Float32Array([0.1])],
  ["echoListF64", new Float32Array([0.5]), new Float64Array([0.5])],
  ["echoListS64", new BigUint64Array([2n ** 64n - 1n]), new BigInt64Array([-1n])],
  ["echoListU64", [-1n, true, "7"], new BigUint64Array([2n ** 64n - 1n, 1n, 7n])],
  ["echoListU16", ["7", null, true, undefined, [5], "x"], new Uint16Array([7, 0, 1, 0, 5, 0])],
  ["echoListU8", [1, , 3], new Uint8Array([1, 0, 3])],
  ["echoListU8", new Set([3, 2, 3]), new Uint8Array([3, 2])],
  ["echoListU8", (function* () { yield 1; yield "2"; })(), new Uint8Array([1, 2])],
  ["echoListU8", new Proxy([1, 2], {}), new Uint8Array([1, 2])],
  ["echoListU8", new (class extends Uint8Array {})([4]), new Uint8Array([4])],
  ["echoListU8", new Uint8Array(new Uint8Array([9, 8, 7]).buffer, 1, 1), new Uint8Array([8])],
  ["echoListU8", { *[Symbol.iterator]() { yield 6; } }, new Uint8Array([6])],
  ["echoListString", new Set([1, null]), ["1", "null"]],
  ["echoListString", ["a", , "b"], ["a", "undefined", "b"]],
  ["echoListBool", [0, "x", null, {}], [false, true, false, true]],
  ["echoListChar", ["a", "bc"], undefined],
  ["echoListU8", [1n], undefined],
  ["echoListU8", new BigUint64Array([1n]), undefined],
  ["echoListU64", new Uint32Array([1]), undefined],
  ["echoListU64", [1], undefined],
  ["echoListU64", ["x"], undefined],
  ["echoListU8", "12", undefined],
  ["echoListU8", new ArrayBuffer(4), undefined],
  ["echoListU8", new DataView(new ArrayBuffer(4)), undefined],
  ["echoListU8", { length: 1, 0: 5 }, undefined],
  ["echoListU8", () => 1, undefined],
  ["echoListU8", { [Symbol.iterator]: 5 }, undefined],
  ["echoListU8", { [Symbol.iterator]: () => 5 }, undefined],
  ["echoListU8", { [Symbol.iterator]: () => ({ next: () => 5 }) }, undefined],
  ["echoListU8", new Proxy(new Uint8Array([1]), {}), undefined],
  ["echoListU8", Object.create(Uint8Array.prototype), undefined],
  ["echoListString", { length: 1, 0: "a" }, undefined],
  ["echoListRecord", [undefined], undefined],
  ["echoListTuple", [1], undefined],
  ["echoPoint", new Proxy({ x: 1, y: "2" }, {}), { x: 1, y: 2 }],
  ["echoPoint", Object.create({ x: 3, y: 4 }), { x: 3, y: 4 }],
  ["echoPoint", new (class { get x() { return 5; } get y() { return 6; } })(), { x: 5, y: 6 }],
  ["echoPoint", [], { x: 0, y: 0 }],
  ["echoPoint", "text", undefined],
  ["echoTuple", { 0: 1, 1: "b", 2: 3 }, undefined],
  ["echoOne", { only: "yes" }, { only: true }],
  ["echoOne", 5, undefined],
  ["echoOne", null, undefined],
];

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, file }) {
  const module = await component("kinds");
  /** @type {Record<string, Promise<WebAssembly.Module>>} */
  const modules = {};
  const getCoreModule = (/** @type {string} */ name) => (modules[name] ??= file(`kinds/${name}`).then((bytes) => WebAssembly.compile(bytes)));
  const instantiate = (/** @type {unknown} */ imports) => module.instantiate(imports, { getCoreModule });
  let answer = /** @type {unknown} */ (undefined);
  const names = Object.keys(conversions).concat(lists().map(([name]) => name));
  const { imports } = host(Object.fromEntries(names.map((name) => [name, () => answer])));
  /** @type {string[]} */
  const wrong = [];
  const check = (/** @type {string} */ what, /** @type {() => void} */ run) => {
    try {
      run();
    } catch (/** @type {any} */ error) {
      wrong.push(`${what}: ${error?.name}: ${error?.message}`);
    }
  };
  const isSame = (/** @type {unknown} */ actual, /** @type {unknown} */ expected) => {
    // Which NaN it is, nobody can tell.
    if (!Number.isNaN(actual) || !Number.isNaN(expected)) assert.deepEqual(actual, expected);
  };
  const label = (/** @type {unknown} */ value) => {
    try {
      return typeof value === "object" ? Object.prototype.toString.call(value) : String(value);
    } catch {
      return typeof value;
    }
  };

  // As arguments, all by one instance: what is refused leaves it as it was.
  const { values } = await instantiate(imports);
  const argument = (/** @type {string} */ name, /** @type {unknown} */ value, /** @type {{ is?: unknown } | undefined} */ expected) =>
    check(`${name} takes ${label(value)}`, () => {
      if (expected) return isSame(values[name](value), expected.is);
      const error = assert.throws(() => values[name](value));
      assert.ok(error instanceof TypeError, `${error?.name}: ${error?.message}`);
      assert.equal(values.echoU32(7), 7, "afterwards");
    });
  for (const [name, convert] of Object.entries(conversions)) {
    for (const at of odd().keys()) argument(name, odd()[at], outcome(convert, odd()[at]));
  }
  for (const [name, value, back] of lists()) argument(name, value, back === undefined ? undefined : { is: back });

  // As what the host answers; a refusal is the host's fault, so it is a trap with the reason.
  let exports = await instantiate(imports);
  /** @type {Record<string, unknown>} */
  const samples = { echoBool: true, echoS64: 1n, echoU64: 1n, echoChar: "a", echoString: "", echoColour: "red" };
  const first = (/** @type {string} */ name) => (name in samples ? samples[name] : 1);
  for (const [name, convert] of Object.entries(conversions).slice(0, -2)) {
    for (const at of odd().keys()) {
      const expected = outcome(convert, odd()[at]);
      answer = odd()[at];
      const call = () => exports.viaHost[name](first(name));
      check(`${name} is answered ${label(answer)}`, () => {
        if (expected) return isSame(call(), expected.is);
        assert.ok(assert.traps(call).cause instanceof Error, "its cause");
      });
      if (!expected) exports = await instantiate(imports);
    }
  }
  assert.deepEqual(wrong, []);

  // Getters that throw: their error as it is, and no harm.
  const mine = new Error("mine");
  const fails = { get x() { throw mine; }, y: 1 };
  const proxy = new Proxy({}, { get: () => { throw mine; } });
  for (const [name, value] of /** @type {[string, unknown][]} */ ([
    ["echoPoint", fails], ["echoPoint", proxy], ["echoOne", proxy], ["echoNarrow", proxy], ["echoTuple", proxy],
    ["echoString", { toString: () => { throw mine; } }], ["echoU8", { valueOf: () => { throw mine; } }],
    ["echoListString", ["a", { toString: () => { throw mine; } }]],
    ["echoListU8", (function* () { yield 1; throw mine; })()],
    ["echoListU8", { [Symbol.iterator]: () => { throw mine; } }],
    ["echoListRecord", [proxy]], ["echoOptionRecord", proxy], ["echoPerson", { name: "a", home: { street: "b" }, get tags() { throw mine; } }],
  ])) {
    assert.equal(assert.throws(() => values[name](value)), mine, name);
    assert.equal(values.echoU32(7), 7);
  }

  // Getters that call the component: refused once it was entered; before that, a call like any other.
  const locked = /^cannot enter component instance$/;
  let inner = /** @type {unknown} */ (undefined);
  const curious = { get x() { inner = assert.throws(() => values.echoU32(1), locked); return 4; }, y: 5 };
  assert.deepEqual(values.echoPoint(curious), { x: 4, y: 5 });
  assert.ok(inner instanceof WebAssembly.RuntimeError);
  assert.throws(() => values.echoPoint({ get x() { return values.echoU32(1); }, y: 5 }), locked);
  assert.equal(values.echoU8({ valueOf: () => values.echoU8(300) }), 44);
  assert.throws(() => values.echoListString([{ toString: () => values.echoString("x") }]), locked);
  assert.equal(values.echoString("fine"), "fine");

  // Lists that change while they are lowered: as many elements as there were at first.
  /** @type {unknown[]} */
  const shrinking = [{ toString: () => (shrinking.length = 1, "a") }, "b", "c"];
  assert.deepEqual(values.echoListString(shrinking), ["a", "undefined", "undefined"]);
  /** @type {unknown[]} */
  const growing = [{ toString: () => (growing.push("z"), "a") }, "b"];
  assert.deepEqual(values.echoListString(growing), ["a", "b"]);
  // An array whose buffer was transferred has nothing to give.
  for (const [name, detached] of /** @type {const} */ ([["echoListU8", new Uint8Array(3)], ["echoListF64", new Float64Array(3)]])) {
    structuredClone(detached.buffer, { transfer: [detached.buffer] });
    assert.ok(assert.throws(() => values[name](detached)) instanceof TypeError, name);
    assert.deepEqual(values.echoListBool([true]), [true]);
  }

  // Too few arguments are `undefined`, too many are ignored.
  assert.equal(values.echoU8(), 0);
  assert.equal(values.echoString(), "undefined");
  assert.equal(values.echoBool(), false);
  assert.equal(values.echoOptionU32(), undefined);
  assert.ok(assert.throws(() => values.echoU64()) instanceof TypeError);
  assert.ok(assert.throws(() => values.echoListU8()) instanceof TypeError);
  assert.equal(values.echoU8(1, 2, 3), 1);
}

/** What a conversion gives, or nothing when it throws. @param {(value: any) => unknown} convert @param {unknown} value */
function outcome(convert, value) {
  try {
    return { is: convert(value) };
  } catch {
    return undefined;
  }
}
