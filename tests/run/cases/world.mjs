/**
 * What a component imports and exports besides functions and instances: a core module is a `WebAssembly.Module`, a resource type of the world a class,
 * and what it imports can leave again.
 *
 * @module
 */

const text = `(component
  (import "m" (core module $m (import "" "log" (func (param i32))) (export "f" (func (param i32) (result i32)))))
  (import "log" (func $log (param "x" u32)))
  (import "some-thing" (type $thing (sub resource)))
  (import "[constructor]some-thing" (func $new (param "x" u32) (result (own $thing))))
  (import "[method]some-thing.get" (func $get (param "self" (borrow $thing)) (result u32)))
  (import "[static]some-thing.count" (func $count (result u32)))
  (core module $own (func (export "seven") (result i32) (i32.const 7)))
  (core func $log' (canon lower (func $log)))
  (core func $new' (canon lower (func $new)))
  (core func $get' (canon lower (func $get)))
  (core func $count' (canon lower (func $count)))
  (core func $drop (canon resource.drop $thing))
  (core instance $i (instantiate $m (with "" (instance (export "log" (func $log'))))))
  (core module $main
    (import "m" "f" (func $f (param i32) (result i32)))
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "get" (func $get (param i32) (result i32)))
    (import "" "count" (func $count (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "run") (param i32) (result i32)
      (local $thing i32)
      (local.set $thing (call $new (call $f (local.get 0))))
      (i32.add (i32.mul (i32.const 100) (call $count)) (call $get (local.get $thing)))
      (call $drop (local.get $thing))))
  (core instance $main (instantiate $main
    (with "m" (instance $i))
    (with "" (instance
      (export "new" (func $new')) (export "get" (func $get')) (export "count" (func $count')) (export "drop" (func $drop))))))
  (func (export "run") (param "x" u32) (result u32) (canon lift (core func $main "run")))
  (export "log-again" (func $log))
  (export "given" (core module $m))
  (export "own-one" (core module $own))
  (instance $both (export "given" (core module $m)) (export "own" (core module $own)))
  (export "both" (instance $both)))`;

/** One core module, which leaves: nothing else is there. */
const alone = `(component
  (core module $own (func (export "seven") (result i32) (i32.const 7)))
  (core instance $i (instantiate $own))
  (func (export "seven") (result u32) (canon lift (core func $i "seven")))
  (export "own" (core module $own)))`;

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { world: { text }, alone: { text: alone } };

/** `(module (import "" "log" (func (param i32))) (func (export "f") (param i32) (result i32) local.get 0 call 0 local.get 0 i32.const 1 i32.add))` */
const code = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 10, 2, 96, 1, 127, 0, 96, 1, 127, 1, 127, 2, 8, 1, 0, 3, 108, 111, 103, 0, 0,
  3, 2, 1, 1, 7, 5, 1, 1, 102, 0, 1, 10, 13, 1, 11, 0, 32, 0, 16, 0, 32, 0, 65, 1, 106, 11,
);

/** The host's class, new for each way of printing the component. */
function makeThing() {
  return class Thing {
    static made = 0;
    static dropped = 0;
    /** @type {number} */
    #x;
    /** @param {number} x */
    constructor(x) {
      this.#x = x;
      Thing.made += 1;
    }
    get() {
      return this.#x;
    }
    static count() {
      return Thing.made;
    }
    [Symbol.dispose ?? Symbol.for("dispose")]() {
      Thing.dropped += 1;
    }
  };
}

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const Thing = makeThing();
  const module = await WebAssembly.compile(code);
  const { instantiate } = await component("world");
  /** @type {number[]} */
  const logged = [];
  const log = (/** @type {number} */ x) => void logged.push(x);
  const imports = { m: module, log, "some-thing": Thing };

  const exports = await instantiate(imports);
  assert.equal(exports.run(4), 105);
  assert.equal(exports.run(5), 206);
  assert.deepEqual(logged, [4, 5]);
  assert.equal(Thing.dropped, 2);
  exports.logAgain(6);
  assert.deepEqual(logged, [4, 5, 6]);
  assert.equal(exports.given, module);
  assert.equal(exports.both.given, module);
  assert.equal(exports.both.own, exports.ownOne);
  const { seven } = new WebAssembly.Instance(exports.ownOne).exports;
  assert.equal(/** @type {() => number} */ (seven)(), 7);

  // What no host object can stand for.
  const missing = async (/** @type {object} */ given) => {
    try {
      await instantiate({ ...imports, ...given });
    } catch (error) {
      return error instanceof TypeError ? error.message : "another error";
    }
    return "nothing";
  };
  assert.equal(await missing({ m: {} }), "missing imports: m");
  assert.equal(await missing({ m: exports.ownOne }), "missing imports: m#f");
  assert.equal(await missing({ "some-thing": { get: 1 } }), "missing imports: some-thing#prototype.get, some-thing#count");
  assert.equal(await missing({ "some-thing": class { get() {} static count() {} }, log: undefined }), "missing imports: log");
  assert.equal(await missing({ m: { default: module } }), "nothing");

  const single = await component("alone");
  const { own, seven: lifted } = await single.instantiate();
  assert.equal(lifted(), 7);
  assert.ok(own instanceof WebAssembly.Module);
  assert.equal(single.instantiateSync({}, { getCoreModule: () => own }).own, own);
}
