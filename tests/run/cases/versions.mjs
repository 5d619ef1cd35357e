/**
 * WASI by semver: every 0.2.x is the same, also several at once and an interface of which only some functions are asked for; pre-releases and
 * 0.3 are others, which say so when they are called.
 *
 * @module
 */

/** All that there are, and one that may come. */
const PATCHES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 99];

/** Versions that are not 0.2. */
const OTHERS = ["@0.2.0-rc-2023-11-10", "@0.2.13-rc.1", "@0.1.0", "@0.3.0", "@0.3.0-rc-2026-03-15", "@1.0.0", ""];

/**
 * A component that imports one function from each version, and exports it as `of0`, `of1` …
 * @param {readonly string[]} versions with `@`
 */
function asking(versions) {
  const each = (/** @type {(version: string, index: number) => string} */ line) => versions.map(line).join("\n  ");
  return `(component
  ${each((version, i) => `(import "wasi:random/random${version}" (instance $random${i} (export "get-random-u64" (func (result u64)))))`)}
  ${each((_, i) => `(core func $lowered${i} (canon lower (func $random${i} "get-random-u64")))`)}
  (core module $module
    ${each((_, i) => `(import "host" "${i}" (func $f${i} (result i64)))`)}
    ${each((_, i) => `(func (export "${i}") (result i64) (call $f${i}))`)})
  (core instance $instance (instantiate $module (with "host" (instance
    ${each((_, i) => `(export "${i}" (func $lowered${i}))`)}))))
  ${each((_, i) => `(func (export "of${i}") (result u64) (canon lift (core func $instance "${i}")))`)})`;
}

/**
 * A component that imports what makes and takes pollables in two versions. \`new-x\` gives the handle that a guest gets, and \`ready-x\` takes one.
 */
const POLLABLES = (() => {
  const versions = { old: "0.2.0", young: "0.2.9" };
  const each = (/** @type {(name: string, version: string) => string} */ line) => Object.entries(versions).map(([n, v]) => line(n, v)).join("\n  ");
  return `(component
  ${each((name, version) => `(import "wasi:io/poll@${version}" (instance $poll-${name}
    (export "pollable" (type $pollable (sub resource)))
    (export "[method]pollable.ready" (func (param "self" (borrow $pollable)) (result bool)))))
  (alias export $poll-${name} "pollable" (type $pollable-${name}))
  (import "wasi:clocks/monotonic-clock@${version}" (instance $clock-${name}
    (alias outer 1 $pollable-${name} (type $outer))
    (export "pollable" (type $pollable (eq $outer)))
    (export "subscribe-instant" (func (param "when" u64) (result (own $pollable))))))
  (core func $new-${name} (canon lower (func $clock-${name} "subscribe-instant")))
  (core func $ready-${name} (canon lower (func $poll-${name} "[method]pollable.ready")))`)}
  (core module $module
    ${each((name) => `(import "new" "${name}" (func $new-${name} (param i64) (result i32)))
    (import "ready" "${name}" (func $ready-${name} (param i32) (result i32)))`)}
    ${each((name) => `(func (export "new-${name}") (result i32) (call $new-${name} (i64.const 0)))
    (func (export "ready-${name}") (param i32) (result i32) (call $ready-${name} (local.get 0)))`)})
  (core instance $instance (instantiate $module
    (with "new" (instance ${each((name) => `(export "${name}" (func $new-${name}))`)}))
    (with "ready" (instance ${each((name) => `(export "${name}" (func $ready-${name}))`)}))))
  ${each((name) => `(func (export "new-${name}") (result u32) (canon lift (core func $instance "new-${name}")))
  (func (export "ready-${name}") (param "handle" u32) (result bool) (canon lift (core func $instance "ready-${name}")))`)})`;
})();

/** @type {import("../execute.mjs").Case["components"]} */
export const components = {
  patches: { text: asking(PATCHES.map((patch) => `@0.2.${patch}`)) },
  one: { text: asking(["@0.2.7"]), mode: "esm" },
  others: { text: asking([...OTHERS, "@0.2.5"]) },
  pollables: { text: POLLABLES },
};

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  let next = 0n;
  const entropy = { fill: (/** @type {Uint8Array} */ bytes) => void bytes.fill(0).set([Number(++next)]) };

  const patches = await (await component("patches")).instantiate({}, { wasi: { entropy } });
  for (let i = 0; i < PATCHES.length; i++) assert.equal(patches[`of${i}`](), BigInt(i + 1));
  assert.equal(typeof (await component("one")).of0(), "bigint");

  // One implementation under the bare name serves all that are compatible.
  const own = { getRandomU64: () => 7n };
  const given = await (await component("patches")).instantiate({ "wasi:random/random": own, "wasi:random/random@0.2.3": { getRandomU64: () => 3n } });
  assert.deepEqual([given.of0(), given.of3(), given.of13()], [7n, 3n, 7n]);

  // So does one under the name of any of them, and none under that of another.
  const younger = await (await component("patches")).instantiate({ "wasi:random/random@0.2.50": own });
  assert.deepEqual([younger.of0(), younger.of13()], [7n, 7n]);
  const older = await (await component("patches")).instantiate({ "wasi:random/random@0.1.0": own, "wasi:random/random@0.3.0": own }, { wasi: { entropy } });
  assert.ok(older.of0() !== 7n);

  const others = await component("others");
  for (const [i, version] of OTHERS.entries()) {
    const exports = await others.instantiate();
    const error = assert.throws(() => exports[`of${i}`]());
    assert.equal(error.cause.message, `wasi:random/random${version}#get-random-u64 is not implemented`);
  }
  const last = `of${OTHERS.length}`;
  assert.equal(typeof (await others.instantiate())[last](), "bigint", "the one among them that is 0.2");
  const mixed = await others.instantiate({ "wasi:random/random@0.3.0": own });
  assert.equal(mixed.of3(), 7n);
  assert.equal(typeof mixed[last](), "bigint", "0.3 is not taken for 0.2");

  // Two imports are two types inside, as the validator has them, though the host's class is one.
  const pollables = await component("pollables");
  const two = await pollables.instantiate();
  const [old, young] = [two.newOld(), two.newYoung()];
  assert.deepEqual([two.readyOld(old), two.readyYoung(young)], [true, true]);
  assert.throws(() => two.readyYoung(old), /used with the wrong type/);
}
