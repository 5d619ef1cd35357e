/**
 * Calls whose arguments are refused: whose fault it was, what became of the memory, and that nothing else happened.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { refusals: { guest: "refusals.wat" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("refusals");
  const { first, fresh } = await instantiate();

  assert.equal(first(["a", "b"], "!"), "a");
  assert.equal(fresh(), 3, "the list and two strings");
  for (let i = 0; i < 100; i++) {
    assert.throws(() => first(["text", "é".repeat(i), Symbol("s")], "!"), /^parameter "texts": /);
    assert.throws(() => first(["text", "é".repeat(i)], "two"), /^parameter "mark": /);
  }
  assert.ok(fresh() <= 7, `${fresh()} blocks`);
  const before = fresh();
  assert.equal(first(["日本", "x"], "!"), "日本");
  assert.equal(fresh(), before, "made of what the refused calls left");
  assert.equal(first(["kept", "y"], "!"), "kept");
  assert.ok(fresh() > before, "what a call has kept is the guest's");

  // A getter that calls the component: refused, and the call that it is in goes on or not as the getter likes.
  const locked = /^cannot enter component instance$/;
  const nosy = { toString: () => { assert.throws(fresh, locked); return "nosy"; } };
  assert.equal(first(["a", nosy], "!"), "a");
  assert.throws(() => first([{ toString: () => String(fresh()) }], "!"), locked);
  assert.equal(first(["still there"], "!"), "still there");

  // The allocator's trap is the guest's, though arguments were being lowered.
  assert.traps(() => first(["a", "x".repeat(666)], "!"));
  assert.throws(() => first(["a"], "!"), locked);
}
