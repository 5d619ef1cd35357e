/**
 * A resource of the host: constructor, methods, statics, own and borrow, in every direction.
 *
 * @module
 */
import { Counter, driven, host } from "../kinds/host.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { kinds: { guest: "kinds" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("kinds");
  const { owners, values } = await instantiate(host().imports);

  Counter.log = [];
  assert.deepEqual(owners.drive(1), driven);
  // Owned handles that were passed on are the host's to end; those that the guest dropped are told.
  assert.deepEqual(Counter.log, ["consumed 103", "disposed 6", "disposed 100", "disposed 5"]);
  assert.equal(owners.drive(0).at(-1), "pair 5 Some(6)");

  Counter.log = [];
  const counter = new Counter(1);
  assert.equal(owners.pass(counter), counter, "the very object comes back");
  assert.equal(counter.value, 2);
  assert.equal(owners.look(counter), 12);
  assert.equal(owners.look(counter), 22, "a borrow is given back");
  const other = new Counter(5);
  const [first, second] = owners.swap([counter, other]);
  assert.ok(first === other && second === counter);
  owners.keep(other);
  assert.equal(owners.giveBack(), other);
  assert.equal(owners.giveBack(), undefined);
  owners.keep(undefined);
  assert.deepEqual(Counter.log, [], "nothing was ended");
  owners.keep(counter);
  owners.keep(other);
  assert.deepEqual(Counter.log, ["disposed 22"], "the one that the guest forgot is ended, once");
  owners.keep(undefined);
  assert.deepEqual(Counter.log, ["disposed 22", "disposed 5"]);

  // What is not an instance of the host's class is refused, and nothing is moved.
  for (const wrong of [undefined, null, 5, {}, { add: () => 1 }]) {
    assert.ok(assert.throws(() => owners.pass(wrong)) instanceof TypeError);
    assert.ok(assert.throws(() => owners.look(wrong)) instanceof TypeError);
    assert.ok(assert.throws(() => owners.swap([counter, wrong])) instanceof TypeError);
  }
  assert.ok(assert.throws(() => owners.swap(undefined)) instanceof TypeError);
  assert.equal(values.echoU8(1), 1);

  // Handles are used again: ten thousand go through without a table that grows.
  for (let i = 0; i < 10_000; i++) owners.pass(counter);
  assert.equal(counter.value, 22 + 10_000);

  // A host that gives something else is a trap with a TypeError as cause.
  const { imports } = host();
  const broken = await instantiate({ ...imports, "weft:kinds/counters": { ...imports["weft:kinds/counters"], make: () => ({}) } });
  assert.ok(assert.traps(() => broken.owners.drive(1)).cause instanceof TypeError);
  assert.throws(() => broken.add(1, 2), /^cannot enter component instance$/);
}
