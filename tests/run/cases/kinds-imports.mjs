/**
 * Every value kind as parameter and result of imports, and the host's errors.
 *
 * @module
 */
import { host } from "../kinds/host.mjs";
import { broken, samples } from "../kinds/samples.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { kinds: { guest: "kinds" } };

/** What a host throws for the `err` case of its result. */
class HostError extends Error {
  /** @param {unknown} payload */
  constructor(payload) {
    super("refused");
    this.payload = payload;
    Object.defineProperty(this, Symbol.for("weft.component-error.v1"), { value: true });
  }
}

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("kinds");

  // The host sees what was given, and its answer (each time another value than the one that it was given) comes back.
  let next = /** @type {unknown} */ (undefined);
  const { imports, calls } = host(Object.fromEntries(Object.keys(samples).map((name) => [name, () => next])));
  const exports = await instantiate(imports);
  const { viaHost, shoutTwice } = exports;
  for (const [name, all] of Object.entries(samples)) {
    for (const [i, value] of all.entries()) {
      next = all[(i + 1) % all.length];
      const what = `${name} ${String(assert.show(value)).slice(0, 200)}`;
      assert.deepEqual(viaHost[name](value), next, `${what}: the answer`);
      assert.deepEqual(calls.pop(), { name, args: [value] }, `${what}: the host's argument`);
    }
  }
  for (const [given, arrives] of broken) {
    next = given;
    assert.equal(viaHost.echoString(""), arrives);
  }
  assert.equal(shoutTwice("hello"), "HELLO!!");

  // What a host answers is converted as an argument is.
  /** @type {[string, unknown, unknown, unknown][]} */
  const converted = [
    ["echoU8", 1, 257, 1],
    ["echoS8", 1, 128, -128],
    ["echoU32", 1, -1, 4294967295],
    ["echoBool", true, 0, false],
    ["echoString", "", 12, "12"],
    ["echoListU8", new Uint8Array(), [1, 257], new Uint8Array([1, 1])],
    ["echoListString", [], new Set(["a"]), ["a"]],
    ["echoOptionU32", 1, null, undefined],
    ["echoPoint", { x: 0, y: 0 }, { x: "3", y: 2 ** 32 }, { x: 3, y: 0 }],
  ];
  for (const [name, argument, answer, result] of converted) {
    next = answer;
    assert.deepEqual(viaHost[name](argument), result, `${name} answers ${assert.show(answer)}`);
  }

  const ada = { name: "Ada", age: 36, home: { street: "S", number: undefined }, tags: ["a"] };
  const outcomes = host({
    parse: (/** @type {string} */ text) => {
      if (text === "") throw new HostError("nothing to parse");
      return Number(text);
    },
    check: (/** @type {boolean} */ good) => {
      if (!good) throw new HostError(undefined);
    },
    onlyOk: (/** @type {boolean} */ good) => {
      if (!good) throw new HostError("ignored");
      return "fine";
    },
    onlyErr: (/** @type {boolean} */ good) => {
      if (!good) throw new HostError({ tag: "reason", val: "because" });
    },
    both: (/** @type {boolean} */ good) => {
      if (!good) throw new HostError({ tag: "unknown" });
      return ada;
    },
  });
  const { calls: via, values } = await instantiate(outcomes.imports);
  assert.equal(via.viaNothing(), undefined);
  assert.equal(via.viaParse("42"), 42);
  assert.equal(assert.throws(() => via.viaParse("")).payload, "nothing to parse");
  assert.equal(via.viaCheck(true), undefined);
  assert.equal(assert.throws(() => via.viaCheck(false)).payload, undefined);
  assert.equal(via.viaOnlyOk(true), "fine");
  assert.equal(assert.throws(() => via.viaOnlyOk(false)).payload, undefined);
  assert.equal(via.viaOnlyErr(true), undefined);
  assert.deepEqual(assert.throws(() => via.viaOnlyErr(false)).payload, { tag: "reason", val: "because" });
  assert.deepEqual(via.viaBoth(true), ada);
  assert.deepEqual(assert.throws(() => via.viaBoth(false)).payload, { tag: "unknown" });
  const many = [255, "b", 0.5, 2n ** 64n - 1n, new Uint16Array([1, 2]), true, "g", -1n, 0.25, undefined, "blue", -1, -2];
  assert.equal(via.viaMany(...many), "13 parameters");
  assert.deepEqual(outcomes.calls.pop(), { name: "many", args: many });
  assert.equal(via.viaJoin("a", "é", ""), "a+é+");
  assert.deepEqual(via.viaOrigin(), { x: 1, y: -2 });
  assert.equal(values.echoU8(1), 1, "an err of the host locks nothing");

  // An error that is not the declared one, and an answer that does not fit, are traps with the original as cause.
  const wrong = /** @type {[string, string, unknown, unknown][]} */ ([
    ["viaHost", "echoU8", 1, () => Symbol("s")],
    ["viaHost", "echoS64", 1n, () => 1],
    ["viaHost", "echoChar", "a", () => "ab"],
    ["viaHost", "echoColour", "red", () => "green"],
    ["viaHost", "echoString", "", () => Symbol("s")],
    ["viaHost", "echoListU8", new Uint8Array(), () => 5],
    ["viaHost", "echoListString", [], () => undefined],
    ["viaHost", "echoPoint", { x: 0, y: 0 }, () => undefined],
    ["viaHost", "echoWide", { tag: "nothing" }, () => ({ tag: "other" })],
    ["calls", "viaBoth", false, () => { throw new HostError({ tag: "other" }); }],
    ["calls", "viaParse", "", () => { throw new RangeError("not declared"); }],
    ["calls", "viaParse", "", () => { throw { payload: "not an error" }; }],
    ["calls", "viaNothing", undefined, () => { throw new HostError("not declared either"); }],
  ]);
  for (const [face, name, argument, run] of wrong) {
    const imported = face === "calls" ? `${name[3]?.toLowerCase()}${name.slice(4)}` : name;
    let thrown = /** @type {unknown} */ (undefined);
    const { imports } = host({
      [imported]: (/** @type {unknown[]} */ ...args) => {
        try {
          return /** @type {any} */ (run)(...args);
        } catch (error) {
          thrown = error;
          throw error;
        }
      },
    });
    const exports = await instantiate(imports);
    const what = `${name} (${run})`;
    const { cause } = assert.traps(() => exports[face][name](argument), undefined, what);
    if (thrown !== undefined && !(thrown instanceof HostError && name === "viaBoth")) assert.equal(cause, thrown, what);
    else assert.ok(cause instanceof TypeError, `${what}: the cause is a TypeError`);
    assert.throws(() => exports.add(1, 2), /^cannot enter component instance$/);
  }
}
