/**
 * What the engines can do, as the design assumes it: when one of these changes, a fallback can go or a gate is wrong.
 *
 * Node 20 and WebKit are the floor: neither has JSPI or multi-memory, and WebKit has no shared memory.
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
/** A type section with one struct without fields. */
const gc = module(1, 3, 1, 0x5f, 0);
/** `add: (i32, i32) -> i32`, exported. */
const add = module(
  ...[1, 7, 1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 3, 2, 1, 0, 7, 7, 1, 3, 0x61, 0x64, 0x64, 0, 0],
  ...[10, 9, 1, 7, 0, 0x20, 0, 0x20, 1, 0x6a, 0x0b],
);

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, engine, major }) {
  const { instance } = await WebAssembly.instantiate(add);
  assert.equal(/** @type {any} */ (instance.exports).add(40, 2), 42);

  const modern = engine === "chromium" || engine === "firefox" || (engine === "node" && major >= 26);
  assert.deepEqual(
    {
      jspi: typeof (/** @type {any} */ (WebAssembly).Suspending) === "function",
      multiMemory: WebAssembly.validate(multiMemory),
      memory64: WebAssembly.validate(memory64),
    },
    { jspi: modern, multiMemory: modern, memory64: modern },
  );

  const old = engine === "node" && major < 22;
  assert.deepEqual({ exnref: WebAssembly.validate(exnref), gc: WebAssembly.validate(gc) }, { exnref: !old, gc: !old });

  assert.equal(typeof SharedArrayBuffer === "function", engine !== "webkit", "the page is isolated, so shared memory is there");
  assert.throws(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array([0xff])));
}
