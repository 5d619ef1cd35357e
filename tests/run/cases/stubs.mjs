/**
 * What interpreters made into components bring along: calls of another component that can only trap, and an allocator that gives new
 * blocks only, so that no string may be lowered in two steps.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { stubs: { guest: "stubs.wat" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("stubs");
  const long = `${"é".repeat(500)}x`;
  let given = "h\u00e9llo \u{1f600}";
  const start = () => instantiate({ name: () => given });

  const app = await start();
  assert.equal(app.name(), given);
  given = long;
  assert.equal(app.name(), long);
  // A refused call leaves blocks behind, which cannot be asked for again.
  assert.throws(() => app.join(long, ["a", Symbol("no text")]));
  assert.equal(app.join("é", ["é", long]), 2);
  assert.equal(app.name(), long);

  assert.traps(() => app.load(), /unreachable/);
  assert.throws(() => app.name(), /^cannot enter component instance$/);
}
