/**
 * Every value kind as parameter and result of exports.
 *
 * @module
 */
import { host } from "../kinds/host.mjs";
import { broken, refused, samples, seen } from "../kinds/samples.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { kinds: { guest: "kinds" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("kinds");
  const { values, calls, add } = await instantiate(host().imports);

  assert.deepEqual(Object.keys(samples).sort(), Object.keys(values).filter((name) => name !== "seen").sort());
  for (const [name, all] of Object.entries(samples)) {
    for (const value of all) assert.deepEqual(values[name](value), value, `${name} ${String(assert.show(value)).slice(0, 200)}`);
  }
  for (const [name, value, printed, ...other] of seen) {
    const [back] = other.length > 0 ? other : [value];
    assert.deepEqual(values[name](value), back, `${name} ${assert.show(value)}`);
    assert.equal(values.seen(), printed, `what the guest sees of ${name} ${assert.show(value)}`);
  }
  for (const [given, arrives] of broken) assert.equal(values.echoString(given), arrives);
  for (let length = 0; length < 140; length++) {
    const text = "abc".repeat(47).slice(0, length);
    for (const odd of ["", "é", "日", "😀"]) assert.equal(values.echoString(text + odd), text + odd);
    assert.equal(values.echoString(`é${text}`), `é${text}`);
  }
  assert.deepEqual(values.echoListString(broken.map(([given]) => given)), broken.map(([, arrives]) => arrives));

  // A refused argument is a TypeError, and the next call is as if it had not been.
  /** @type {string[]} */
  const wrong = [];
  for (const [name, value] of refused) {
    const what = `${name} ${assert.show(value)}`;
    const { values } = await instantiate(host().imports);
    try {
      wrong.push(`${what}: is taken, as ${assert.show(values[name](value))}`);
    } catch (/** @type {any} */ error) {
      if (!(error instanceof TypeError)) wrong.push(`${what}: ${error?.name}: ${error?.message}`);
    }
    try {
      assert.equal(values.echoU32(7), 7);
    } catch (/** @type {any} */ error) {
      wrong.push(`${what}: afterwards: ${error?.message}`);
    }
  }
  assert.deepEqual(wrong, []);

  // A list is a copy, on the way in and on the way out.
  const bytes = new Uint8Array([1, 2, 3]);
  const copy = values.echoListU8(bytes);
  copy[0] = 9;
  assert.deepEqual(bytes, new Uint8Array([1, 2, 3]));
  assert.ok(copy.buffer.byteLength === 3);
  // A view of part of a buffer is that part.
  const floats = new Float64Array([1, 2, 3, 4]);
  assert.deepEqual(values.echoListF64(floats.subarray(1, 3)), new Float64Array([2, 3]));
  const odd = new Uint8Array(new Uint8Array([9, 1, 2, 9]).buffer, 1, 2);
  assert.deepEqual(values.echoListU8(odd), new Uint8Array([1, 2]));

  assert.equal(add(4294967295, 2), 1);
  assert.equal(calls.nothing(), undefined);
  assert.equal(calls.parse("42"), 42);
  const parse = assert.throws(() => calls.parse("x"));
  assert.equal(parse.payload, '"x": invalid digit found in string');
  assert.equal(parse.message, parse.payload);
  assert.equal(calls.check(true), undefined);
  assert.equal(assert.throws(() => calls.check(false)).payload, undefined);
  assert.equal(calls.onlyOk(true), "good");
  assert.equal(assert.throws(() => calls.onlyOk(false)).payload, undefined);
  assert.equal(calls.onlyErr(true), undefined);
  assert.deepEqual(assert.throws(() => calls.onlyErr(false)).payload, { tag: "code", val: 7 });
  assert.equal(calls.both(true).home.number, 12);
  const both = assert.throws(() => calls.both(false));
  assert.deepEqual(both.payload, { tag: "reason", val: "not good" });
  assert.ok(both instanceof Error && Symbol.for("weft.component-error.v1") in both);

  const many = [255, "b", 0.5, 2n ** 64n - 1n, [1, 2], true, "g", -1n, 0.25];
  assert.equal(
    calls.many(...many, undefined, "dark-green", -1, -2),
    '((255, "b", 0.5, 18446744073709551615, [1, 2], true, \'g\'), (-1, 0.25, None, Colour::DarkGreen, -1, -2))',
  );
  assert.equal(
    calls.sixteen(...many, 10, "blue", -1, -2, 65535),
    '((255, "b", 0.5, 18446744073709551615, [1, 2], true, \'g\'), (-1, 0.25, 10, Colour::Blue, -1, -2, 65535))',
  );
  for (const at of [3, 4, 6, 7, 10]) {
    const wrong = [...many, 1, "blue", -1, -2, 3];
    wrong[at] = at === 4 ? 5 : at === 6 || at === 10 ? "no" : 1;
    assert.ok(assert.throws(() => calls.sixteen(...wrong)) instanceof TypeError);
    assert.ok(assert.throws(() => calls.many(...wrong.slice(0, 13))) instanceof TypeError);
  }
  assert.equal(calls.join("a", "é", ""), "a|é|");
  assert.deepEqual(calls.origin(), { x: -1, y: 2 });
}
