/**
 * Guests with exception handlers: what an import throws gets past their `catch_all`, what they throw themselves does not.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { handlers: { guest: "handlers.wat" }, exnref: { guest: "handlers-exnref.wat" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, engine, major }) {
  // Node 20 does not know the instructions of today.
  const names = engine === "node" && major < 22 ? ["handlers"] : ["handlers", "exnref"];
  for (const name of names) {
    const { instantiate, instantiateSync } = await component(name);
    /** A new instance whose import `act` is this function. */
    const guest = (/** @type {() => unknown} */ act) =>
      instantiate({ "test:handlers/host": { act, say() {}, Thing: class {} } });
    const locked = /^cannot enter component instance$/;

    {
      const { act, own, say } = await guest(() => 5);
      assert.equal(act(), 5);
      assert.equal(own(), -1, "the guest catches its own exceptions");
      assert.equal(say(8, 8), 0);
      assert.equal(act(), 5);
    }
    {
      // A host's error is a trap with its cause.
      const cause = new TypeError("of the host");
      const { act } = await guest(() => { throw cause; });
      assert.equal(assert.traps(act, /^TypeError: of the host$/).cause, cause);
      assert.throws(act, locked);
    }
    {
      // A trap of the host's, e.g. of another component, is passed on as it is.
      const trap = new WebAssembly.RuntimeError("elsewhere");
      const { act } = await guest(() => { throw trap; });
      assert.equal(assert.throws(act), trap);
      assert.throws(act, locked);
    }
    {
      const exit = Object.assign(new Error("exit"), { code: 3, [Symbol.for("weft.exit.v1")]: true });
      const { act } = await guest(() => { throw exit; });
      assert.equal(assert.throws(act), exit);
    }
    {
      // Traps of the canonical ABI itself.
      const { drop, own } = await guest(() => 0);
      assert.traps(() => drop(9), /^unknown handle index 9$/);
      assert.throws(own, locked);
      const other = await guest(() => 0);
      assert.throws(() => other.say(65530, 10), /out of bounds/);
      assert.throws(other.own, locked);
    }
    {
      const { own, throw: thrown } = await guest(() => 0);
      assert.traps(thrown, /^an exception was not caught$/);
      assert.throws(own, locked);
    }
    assert.equal(typeof instantiateSync, "function");
  }
}
