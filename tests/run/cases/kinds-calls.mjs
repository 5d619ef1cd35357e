/**
 * Traps and lockdown, re-entrance, growing memory, missing imports, synchronous instantiation.
 *
 * @module
 */
import { host } from "../kinds/host.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { kinds: { guest: "kinds" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, file }) {
  const { instantiate, instantiateSync } = await component("kinds");
  const locked = /^cannot enter component instance$/;

  // One call is one call, however often its result is looked at.
  {
    const { behave } = await instantiate(host().imports);
    for (const calls of [1, 2, 3]) {
      const bits = Object.values(behave.ticks()).reduce((sum, bit, i) => sum | (bit ? 1 << i : 0), 0);
      assert.equal(bits, calls);
    }
  }

  // A trap of the guest locks its instance, and no other one.
  const bystander = await instantiate(host().imports);
  {
    const { behave, values, add } = await instantiate(host().imports);
    assert.traps(() => behave.trap());
    for (const call of [() => add(1, 2), () => values.echoU8(1), () => behave.trap()]) {
      assert.traps(call, locked);
    }
    // A bad argument is refused before the instance is asked.
    assert.ok(assert.throws(() => add(1n, 2)) instanceof TypeError);
  }
  {
    let said = "";
    const decoder = new TextDecoder();
    const stderr = (/** @type {Uint8Array} */ bytes) => void (said += decoder.decode(bytes, { stream: true }));
    const { behave, add } = await instantiate(host().imports, { wasi: { stderr } });
    assert.traps(() => behave.panic("a reason of 日"));
    assert.match(said, /panicked at .*:\na reason of 日\n/);
    assert.throws(() => add(1, 2), locked);
  }
  {
    // The stack's end is an error of the engine's own: not a WebAssembly.RuntimeError everywhere, but the end of the instance.
    const { behave, add } = await instantiate(host().imports);
    assert.equal(behave.recurse(10), 10);
    assert.throws(() => behave.recurse(4294967295));
    assert.throws(() => add(1, 2), locked);
  }
  assert.equal(bystander.add(1, 2), 3);

  // An import that calls back in is refused; if it keeps that to itself, nothing is lost.
  {
    /** @type {any} */
    let exports;
    /** @type {unknown[]} */
    const refused = [];
    exports = await instantiate(
      host({
        echoU32: (/** @type {number} */ value) => {
          for (const call of [() => exports.add(1, 2), () => exports.values.echoString("é"), () => exports.values.echoPoint({})]) {
            refused.push(assert.throws(call, locked));
          }
          return value + 1;
        },
      }).imports,
    );
    assert.equal(exports.viaHost.echoU32(1), 2);
    assert.equal(refused.length, 3);
    assert.ok(refused.every((error) => error instanceof WebAssembly.RuntimeError));
    assert.equal(exports.add(1, 2), 3, "the refusal locked nothing");
  }
  {
    /** @type {any} */
    let exports;
    exports = await instantiate(host({ echoU32: () => exports.add(1, 2) }).imports);
    assert.throws(() => exports.viaHost.echoU32(1), locked);
    assert.throws(() => exports.add(1, 2), locked);
  }
  {
    // The same from a getter or a conversion of an argument: the instance is being entered, so the inner call is refused.
    const { values } = await instantiate(host().imports);
    const nosy = { x: 1, get y() { return values.echoU32(2); } };
    assert.throws(() => values.echoPoint(nosy), locked);
    assert.deepEqual(values.echoPoint({ x: 1, y: 2 }), { x: 1, y: 2 });
    const inner = { toString: () => values.echoString("inside") };
    assert.equal(values.echoString(inner), "inside", "a coercion comes before the entry");
    assert.throws(() => values.echoListString(["a", inner]), locked);
    assert.equal(values.echoU32(1), 1);
    const oops = new RangeError("from a getter");
    assert.equal(assert.throws(() => values.echoPoint({ get x() { throw oops; }, y: 1 })), oops);
    assert.equal(assert.throws(() => values.echoListVariant([{ tag: "nothing" }, { get tag() { throw oops; } }])), oops);
    assert.equal(assert.throws(() => values.echoPerson({ name: "", age: { valueOf() { throw oops; } }, home: {}, tags: [] })), oops);
    assert.equal(values.echoU32(1), 1);
  }

  // A trap that an argument's own code brings along is the caller's, too.
  {
    const { values } = await instantiate(host().imports);
    const foreign = new WebAssembly.RuntimeError("of another component");
    const trapping = { get x() { throw foreign; }, y: 1 };
    assert.equal(assert.throws(() => values.echoPoint(trapping)), foreign);
    assert.equal(assert.throws(() => values.echoListString(["a", { toString() { throw foreign; } }])), foreign);
    assert.deepEqual(values.echoPoint({ x: 1, y: 2 }), { x: 1, y: 2 });
  }

  // What cannot be lowered is said of the parameter that it is.
  {
    const { values } = await instantiate(host().imports);
    const named = /^parameter "value": ./;
    for (const call of [
      () => values.echoU64(5), () => values.echoS64("x"), () => values.echoChar("ab"), () => values.echoPoint(undefined),
      () => values.echoListString(["a", Symbol("b")]), () => values.echoListU32(7),
    ]) {
      const error = assert.throws(call, named);
      assert.ok(error instanceof TypeError && error.cause instanceof Error);
    }
    assert.equal(values.echoU32(1), 1);
  }

  // Memory grows in the call, before and after the import: all that is read afterwards is right.
  {
    const grown = await instantiate(host({ echoString: (/** @type {string} */ text) => `${text}é`.repeat(20) }).imports);
    const { behave, values } = grown;
    for (const mib of [1, 3, 17]) {
      const text = "grown 日".repeat(9000);
      const [back, answer, size, filled] = behave.grow(mib, text);
      assert.equal(back, text);
      assert.equal(answer, `${text}é`.repeat(20));
      assert.equal(size, String(mib * 1024 * 1024));
      assert.equal(filled.length, mib * 1024 * 1024);
      assert.ok(/^x*$/.test(filled));
    }
    // Lowering itself grows it: a megabyte per element, and the list's own words stay where they are.
    const megabyte = "é".repeat(512 * 1024);
    const all = values.echoListString(Array.from({ length: 12 }, (_, i) => `${i}${megabyte}`));
    assert.ok(all.every((/** @type {string} */ text, /** @type {number} */ i) => text === `${i}${megabyte}`));
    const numbers = new Uint32Array(4 * 1024 * 1024).map((_, i) => i);
    assert.ok(values.echoListU32(numbers).every((/** @type {number} */ n, /** @type {number} */ i) => n === i));
  }

  // All that is missing is named at once, before anything is instantiated.
  {
    const { imports } = host();
    const { echoU8: _, ...partial } = imports["weft:kinds/host"];
    const { shout: __, ...rest } = imports;
    const counters = { ...imports["weft:kinds/counters"], Counter: class { add() {} } };
    const missing = { ...rest, "weft:kinds/host": partial, "weft:kinds/counters": counters };
    const error = await assert.rejects(instantiate(missing), /missing imports/);
    assert.ok(error instanceof TypeError);
    for (const name of ["weft:kinds/host#echoU8", "shout"]) assert.ok(error.message.includes(name), `${name} in ${error.message}`);
    assert.match(error.message, /weft:kinds\/counters#Counter\.(prototype\.)?label/);
    assert.ok(!error.message.includes("echoU16") && !error.message.includes("wasi:"), error.message);
    const none = await assert.rejects(instantiate(), /missing imports/);
    for (const name of ["weft:kinds/host#echoBool", "weft:kinds/functions#nothing", "weft:kinds/counters#make", "shout"]) {
      assert.ok(none.message.includes(name), `${name} in ${none.message}`);
    }
  }

  // Given modules: at once. Without them: an error that names the file.
  {
    /** @type {Record<string, WebAssembly.Module>} */
    const modules = {};
    for (const name of ["kinds.core.wasm", "kinds.core2.wasm", "kinds.core3.wasm"]) {
      modules[name] = await WebAssembly.compile(await file(`kinds/${name}`));
    }
    const asked = /** @type {string[]} */ ([]);
    const getCoreModule = (/** @type {string} */ name) => (asked.push(name), modules[name]);
    const { values } = instantiateSync(host().imports, { getCoreModule });
    assert.equal(values.echoString("at once"), "at once");
    assert.deepEqual(asked.sort(), Object.keys(modules).sort());
    const given = await instantiate(host().imports, { getCoreModule });
    assert.equal(given.add(1, 2), 3);
    const one = await instantiate(host().imports, { getCoreModule: (/** @type {string} */ name) => name === "kinds.core.wasm" ? modules[name] : undefined });
    assert.equal(one.add(1, 2), 3, "those that are not given are fetched");

    const error = assert.throws(() => instantiateSync(host().imports), /kinds\.core\.wasm/);
    assert.ok(error instanceof TypeError);
    assert.throws(
      () => instantiateSync(host().imports, { getCoreModule: (/** @type {string} */ name) => (name.includes("core2") ? undefined : modules[name]) }),
      /kinds\.core2\.wasm/,
    );
  }
}
