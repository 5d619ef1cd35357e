/**
 * Guests given as text: a component, and a core module that is a WASI 0.1 program.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { sum: { guest: "sum.wat", mode: "esm" }, print: { guest: "print.wat" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { sum } = await component("sum");
  assert.equal(sum(200, 100), 300);

  const { instantiate } = await component("print");
  let said = "";
  const stdout = (/** @type {Uint8Array} */ bytes) => (said += new TextDecoder().decode(bytes));
  const { run } = await instantiate({}, { wasi: { stdout } });
  const exit = await assert.rejects((async () => run.run())());
  assert.ok(Symbol.for("weft.exit.v1") in exit);
  assert.equal(exit.code, 1);
  assert.equal(said, "written by hand\n");
}
