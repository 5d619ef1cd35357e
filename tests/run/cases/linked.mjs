/**
 * Core modules linked as dynamic libraries: an instance is passed on as a whole, and each import is still what the component says.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { linked: { guest: "linked.wat" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("linked");
  const { sum } = await instantiate();
  assert.equal(sum(), 0x1ffff);
}
