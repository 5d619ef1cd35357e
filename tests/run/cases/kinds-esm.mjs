/**
 * Mode `esm`: the exports are the module's, the imports come from modules that `--map` names.
 *
 * @module
 */

const target = "../../../../tests/run/kinds/mapped.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = {
  mapped: { guest: "kinds", mode: "esm", options: ["--map", `weft:kinds/*=${target}`, "--map", `shout=${target}`] },
};

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const module = await component("mapped");
  assert.equal(module.add(40, 2), 42);
  assert.equal(module.values, module["weft:kinds/values"]);
  assert.deepEqual(
    Object.keys(module).sort(),
    [
      "add", "behave", "calls", "owners", "shoutTwice", "values", "viaHost", "weft:kinds/behave", "weft:kinds/calls",
      "weft:kinds/owners", "weft:kinds/values", "weft:kinds/via-host",
    ],
  );
  assert.equal(module.shoutTwice("hello"), "HELLO!!");
  assert.deepEqual(module.viaHost.echoPoint({ x: 1, y: 2 }), { x: 1, y: 2 });
  assert.equal(module.calls.viaJoin("a", "b", "c"), "a+b+c");
  assert.equal(module.owners.drive(1).length, 7);
}
