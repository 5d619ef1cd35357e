/**
 * Names that mean something in JavaScript, on a component that hands every value on to the host's function of the kind: they arrive
 * under the right name, nothing else is called, and nothing is polluted.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { names: { guest: "names.wat" } };

/** What the host's functions multiply by. */
const numbers = { then_: 2, constructor_: 3, prototype_: 5, toString: 7, hasOwnProperty: 11, valueOf: 13, default: 17, await: 19, new: 23 };

/** @param {unknown[][]} calls what `call` was given */
function host(calls) {
  /** @param {number} factor */
  const times = (factor) => (/** @type {number} */ value) => value * factor;
  class Function {
    /** @type {number} */
    #value;
    /** @param {number} value */
    constructor(value) {
      this.#value = value;
    }
    /** @param {number} value */
    then_(value) {
      return this.#value + value + 1;
    }
    /** @param {number} value */
    constructor_(value) {
      return this.#value + value + 2;
    }
    /** @param {number} value */
    toString(value) {
      return this.#value + value + 3;
    }
    /** @param {number} value */
    static prototype_(value) {
      return value + 4;
    }
    /** @param {number} value */
    static name(value) {
      return value + 5;
    }
  }
  const call = (/** @type {unknown[]} */ ...values) => (calls.push(values), values);
  const functions = Object.entries(numbers).map(([name, factor]) => [name, times(factor)]);
  return {
    "a:b/types@1.0.0": { get: times(29) },
    "a:b/types@2.0.0": { get: times(31) },
    "c:d/types": { get: times(37) },
    constructor: times(41),
    "to-string": times(43),
    "acme:hostile/host": /** @type {any} */ ({ ...Object.fromEntries(functions), Function, call }),
  };
}

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("names");
  const natives = [Object.prototype, Function.prototype, Promise.prototype, Array.prototype, globalThis];
  const before = natives.map((native) => Reflect.ownKeys(native).length);
  /** @type {any[][]} */
  const calls = [];
  const imports = host(calls);
  // Awaiting calls nothing: it answers with the exports.
  const exports = await instantiate(imports);

  const shape = { constructor: 1, toString: 2, valueOf: 3, prototype: 4, then: 5, default: 6, tag: 7, val: 8 };
  const flags = { constructor: true, hasOwnProperty: false, then: true, xmlHttp: false };
  const given = [shape, flags, "constructor", { tag: "constructor", val: 9 }];
  assert.deepEqual(exports.call(...given), given);
  assert.deepEqual(calls.pop(), given);
  assert.equal(Object.getPrototypeOf(exports.call(...given)[0]), Object.prototype);
  // What every object inherits was not given: an option is none, a flag false, a number the 0 that `undefined` is.
  const bare = { prototype: 4, then: 5, default: 6, tag: 7, val: 8 };
  const none = { constructor: false, hasOwnProperty: false, then: false, xmlHttp: false };
  const result = exports.call(bare, {}, "undefined", { tag: "none" });
  assert.deepEqual(result, [{ constructor: 0, toString: undefined, valueOf: 0, ...bare }, none, "undefined", { tag: "none" }]);
  for (const value of ["toString", "__proto__", undefined, null]) {
    assert.ok(assert.throws(() => exports.call(shape, {}, value, { tag: "none" })) instanceof TypeError);
    assert.ok(assert.throws(() => exports.call(shape, {}, "null", { tag: value })) instanceof TypeError);
  }
  assert.equal(exports.call(shape, {}, "to-string", { tag: "tag", val: 0.5 })[3].val, 0.5);

  // Functions of the world, in the order in which the component exports them.
  const factors = [41, 43, ...Object.values(numbers)];
  const names = ["then_", "constructor_", "prototype_", "default", "await", "arguments", "eval", "undefined", "instantiate", "imports"];
  names.push("memory", "getCoreModule", "fetch", "enter", "link", "modules", "toString", "this", "nan");
  for (const [at, name] of names.entries()) assert.equal(exports[name](2), 2 * (factors[at % factors.length] ?? 0), name);
  assert.equal(exports.values, undefined, "two interfaces have no short name");
  assert.equal(exports.then, exports["x:y/then@1.0.0"]);
  assert.equal(typeof exports.then, "object");
  assert.equal(await exports.then, exports.then, "an interface is not called either");
  const { then_, constructor_, prototype_, toString: text, new: made } = exports["x:y/default@1.0.0"];
  assert.deepEqual([then_(1), constructor_(1), prototype_(1), text(1), made(1)], [2, 3, 5, 7, 23]);
  for (const version of ["a:b/values@1.0.0", "a:b/values@2.0.0"]) {
    const { then_, constructor_, toString, prototype_, name } = exports[version];
    assert.deepEqual([then_(1), constructor_(1), toString(1), prototype_(1), name(1)], [3, 4, 5, 5, 6]);
  }
  const { one, two, old, new: latest } = exports.versions;
  assert.deepEqual([one(1), two(1), old(1), latest(1)], [29, 31, 37, 37]);

  // One object does not stand for two versions, nor does what every object inherits for a function.
  const { "a:b/types@1.0.0": first, "a:b/types@2.0.0": second, ...others } = imports;
  await assert.rejects(instantiate({ ...others, "a:b/types": first }), /a:b\/types@1\.0\.0#get, a:b\/types@2\.0\.0#get/);
  const { constructor, ...nobody } = imports;
  await assert.rejects(instantiate(nobody), /missing imports: constructor$/);
  const { toString, valueOf, ...lacking } = imports["acme:hostile/host"];
  const missing = /host#toString, acme:hostile\/host#valueOf$/;
  await assert.rejects(instantiate({ ...imports, "acme:hostile/host": lacking }), missing);
  await assert.rejects(instantiate({}), /missing imports: /);

  assert.deepEqual(natives.map((native) => Reflect.ownKeys(native).length), before);
}
