/**
 * Handle tables as the guest sees them: the last freed index is the first used, a refused call leaves none behind, and
 * misuse traps with the texts of the reference suite.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { handles: { guest: "handles.wat" } };

class Thing {}

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("handles");
  const imports = { host: { Thing, use() {} } };
  const guest = await instantiate(imports);
  const thing = () => new Thing();
  const wrong = /** @type {any} */ ({});
  /** @type {(call: () => unknown, parameter: string) => void} */
  const refused = (call, parameter) => {
    const error = assert.throws(call);
    assert.ok(error instanceof TypeError && error.message.startsWith(`parameter "${parameter}": `), String(error));
  };

  assert.deepEqual([guest.take(thing()), guest.take(thing()), guest.take(thing())], [1, 2, 3]);
  guest.drop(1);
  guest.drop(3);
  refused(() => guest.take(wrong), "t");
  refused(() => guest.takeTwo(thing(), wrong), "b");
  refused(() => guest.takeTwo(wrong, thing()), "a");
  refused(() => guest.takeAll([thing(), thing(), wrong], thing()), "all");
  refused(() => guest.takeAll([thing(), thing(), thing()], wrong), "t");
  refused(() => guest.forget(wrong), "t");
  assert.equal(guest.takeTwo(thing(), thing()), 31, "the indices as if nothing had been refused");
  assert.equal(guest.takeAll([thing(), thing()], thing()), 6, "handles inside a list are moved before one beside it");
  guest.use(1, 2);
  assert.equal(guest.take(thing()), 2);

  /** @type {(misuse: (guest: any) => unknown, message: RegExp) => Promise<void>} */
  const traps = async (misuse, message) => {
    const guest = await instantiate(imports);
    assert.equal(guest.take(thing()), 1);
    assert.traps(() => misuse(guest), message);
    assert.throws(() => guest.take(thing()), /^cannot enter component instance$/);
  };
  await traps((guest) => guest.forget(thing()), /^borrow handles still remain at the end of the call$/);
  await traps((guest) => guest.returnBorrowed(thing()), /^cannot lift own resource from a borrow$/);
  await traps((guest) => guest.use(1, 1), /^cannot remove owned resource while borrowed$/);
  await traps((guest) => guest.use(2, 1), /^unknown handle index 2$/);
  await traps((guest) => guest.use(1, 2), /^unknown handle index 2$/);
  await traps((guest) => guest.drop(0), /^unknown handle index 0$/);
  await traps((guest) => guest.drop(-1), /^unknown handle index 4294967295$/);
  await traps((guest) => (guest.drop(1), guest.drop(1)), /^unknown handle index 1$/);
}
