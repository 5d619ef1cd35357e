/**
 * What the engines can do, as the design assumes it: when one of these changes, a fallback can go or a gate is wrong.
 *
 * Node 20 and WebKit are the floor: neither has JSPI or multi-memory, and WebKit has no shared memory. Bun's JavaScriptCore is newer than that of
 * WebKitGTK: it has both, and shared memory.
 *
 * @module
 */

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const module = (/** @type {number[]} */ ...sections) => new Uint8Array([...header, ...sections]);

/** Two memories of no pages. */
const multiMemory = module(5, 5, 2, 0, 0, 0, 0);
/** One memory with 64-bit addresses. */
const memory64 = module(5, 3, 1, 4, 0);
/** A tag, and a function with an empty `try_table`. */
const exnref = module(1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 13, 3, 1, 0, 0, 10, 8, 1, 6, 0, 0x1f, 0x40, 0, 0x0b, 0x0b);
/** A global that starts at `1 + 1`. */
const extendedConstants = module(6, 9, 1, 0x7f, 0, 0x41, 1, 0x41, 1, 0x6a, 0x0b);
/** A type section with one struct without fields. */
const gc = module(1, 3, 1, 0x5f, 0);
/** `length` of `wasm:js-string`, imported. */
const stringBuiltin = module(
  ...[1, 6, 1, 0x60, 1, 0x6f, 1, 0x7f],
  ...[2, 25, 1, 14, ...new TextEncoder().encode("wasm:js-string"), 6, ...new TextEncoder().encode("length"), 0, 0],
);
/** `add: (i32, i32) -> i32`, exported. */
const add = module(
  ...[1, 7, 1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 3, 2, 1, 0, 7, 7, 1, 3, 0x61, 0x64, 0x64, 0, 0],
  ...[10, 9, 1, 7, 0, 0x20, 0, 0x20, 1, 0x6a, 0x0b],
);
/** `run`: calls the import `h.f`, and answers 1 when a `catch_all` has caught what it threw. */
const catcher = module(
  ...[1, 8, 2, 0x60, 0, 0, 0x60, 0, 1, 0x7f, 2, 7, 1, 1, 0x68, 1, 0x66, 0, 0, 3, 2, 1, 1, 7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 1],
  ...[10, 15, 1, 13, 0, 0x06, 0x40, 0x10, 0, 0x19, 0x41, 1, 0x0f, 0x0b, 0x41, 0, 0x0b],
);
/** `trap`: is `unreachable`. */
const unreachable = module(1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 0x74, 0x72, 0x61, 0x70, 0, 0, 10, 5, 1, 3, 0, 0, 0x0b);

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, engine, major, page }) {
  const { instance } = await WebAssembly.instantiate(add);
  assert.equal(/** @type {any} */ (instance.exports).add(40, 2), 42);

  const modern = !(engine === "webkit" || (engine === "node" && major < 26));
  assert.deepEqual(
    {
      jspi: typeof (/** @type {any} */ (WebAssembly).Suspending) === "function",
      multiMemory: WebAssembly.validate(multiMemory),
      memory64: WebAssembly.validate(memory64),
    },
    { jspi: modern, multiMemory: modern, memory64: modern && engine !== "bun" },
  );

  const old = engine === "node" && major < 22;
  assert.deepEqual(
    { exnref: WebAssembly.validate(exnref), gc: WebAssembly.validate(gc), extendedConstants: WebAssembly.validate(extendedConstants) },
    { exnref: !old, gc: !old, extendedConstants: !old },
  );

  const WithBuiltins = /** @type {any} */ (WebAssembly.Module);
  const builtins = WebAssembly.Module.imports(new WithBuiltins(stringBuiltin, { builtins: ["js-string"] })).length === 0;
  assert.equal(builtins, modern, "the engine's own functions for strings");

  assert.equal(typeof SharedArrayBuffer === "function", engine !== "webkit", "the page is isolated, so shared memory is there");
  assert.equal(typeof globalThis.process?.getBuiltinModule === "function", !page, "Node's modules without an import, for code that pages run too");
  assert.throws(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array([0xff])));

  // What a guest's exception handler catches: anything that JavaScript throws, but no trap of the engine, whoever throws it again.
  const { trap } = /** @type {any} */ ((await WebAssembly.instantiate(unreachable)).instance.exports);
  const thrown = async (/** @type {() => void} */ f) => {
    const { run } = /** @type {any} */ ((await WebAssembly.instantiate(catcher, { h: { f } })).instance.exports);
    return run();
  };
  assert.equal(await thrown(() => { throw new Error("caught"); }), 1);
  assert.equal(await thrown(() => { throw new WebAssembly.RuntimeError("caught"); }), 1);
  const real = await assert.rejects(thrown(trap));
  assert.ok(real instanceof WebAssembly.RuntimeError);
  Object.assign(real, { message: "another", note: 1 });
  assert.equal(await assert.rejects(thrown(() => { throw real; }), /^another$/), real);
  if (modern) {
    // The same holds for what a promise is rejected with that the guest waits for.
    const { Suspending, promising } = /** @type {any} */ (WebAssembly);
    const rejected = async (/** @type {Error} */ error) => {
      const f = new Suspending(() => Promise.reject(error));
      const { run } = /** @type {any} */ ((await WebAssembly.instantiate(catcher, { h: { f } })).instance.exports);
      return promising(run)();
    };
    assert.equal(await rejected(new Error("caught")), 1);
    assert.equal(await assert.rejects(rejected(real)), real);
  }
}
