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
  const { sum, digits } = await instantiate();
  assert.equal(sum(), 0x1ffff);
  // Two bits for each of the functions 0 to 7, and for 10.
  assert.equal(digits().toString(4), "223131321".padStart(9, "0"));
}
