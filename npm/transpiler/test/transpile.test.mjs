/**
 * The transpiler as wasm does what the native one does, byte for byte, and refuses as it does.
 *
 * `WEFT_BUILT` is wasm-pack's output, `WEFT_BINARY` the native `weft`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const built = process.env.WEFT_BUILT;
const { initSync, transpile, inspect } = await import(pathToFileURL(join(built, "index.js")).href);
initSync({ module: readFileSync(join(built, "weft_transpiler_bg.wasm")) });

const hello = readFileSync(new URL("../../../target/guests/wasm32-wasip2/release/hello.wasm", import.meta.url));

for (const [mode, flags, further] of [
  ["esm", [], {}],
  ["instantiate", [], {}],
  ["instantiate", ["--minify", "--source-map"], { minify: true, sourceMap: true }],
  ["instantiate", ["--runtime", "shared"], { runtime: "shared" }],
]) {
  test(`the same files as the native transpiler (${[mode, ...flags].join(" ")})`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), "weft-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const component = new URL("../../../target/guests/wasm32-wasip2/release/hello.wasm", import.meta.url).pathname;
    const run = spawnSync(process.env.WEFT_BINARY, ["transpile", component, "-o", folder, "--name", "hello", "--mode", mode, ...flags], {
      encoding: "utf8",
    });
    assert.equal(run.status, 0, run.stderr);

    const { files, main, report } = transpile(hello, { name: "hello", mode, ...further });
    assert.equal(main, "hello.js");
    assert.deepEqual(Object.keys(files).sort(), readdirSync(folder).sort());
    for (const [name, bytes] of Object.entries(files)) {
      assert.ok(Buffer.from(bytes).equals(readFileSync(join(folder, name))), `${name} differs`);
    }
    assert.deepEqual(report.files.map(({ name }) => name).sort(), Object.keys(files).sort());
  });
}

test("inspect names imports and exports", () => {
  const { imports, exports } = inspect(hello);
  assert.ok(imports.some((name) => name.startsWith("wasi:io/streams@")), imports.join(" "));
  assert.ok(exports.some((name) => name.startsWith("wasi:cli/run@")), exports.join(" "));
});

test("bad input throws an Error with diagnostics", () => {
  for (const [bytes, code] of [
    [new Uint8Array(), "empty"],
    [new TextEncoder().encode("not wasm at all"), "not-wasm"],
    [hello.subarray(0, hello.length >> 1), "truncated"],
    [new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), "core-module"],
  ]) {
    assert.throws(
      () => transpile(bytes),
      (error) => error instanceof Error && error.diagnostics[0]?.code === code && error.message === error.diagnostics[0].message,
      code,
    );
  }
});

test("a wrong option is a TypeError that names it", () => {
  assert.throws(() => transpile(hello, { mode: "cjs" }), { name: "TypeError", message: /"mode"/ });
  assert.throws(() => transpile(hello, { minify: 1 }), { name: "TypeError", message: /"minify"/ });
  assert.throws(() => transpile(hello, { runtime: "other" }), { name: "TypeError", message: /"runtime"/ });
  assert.throws(() => transpile(hello, { nam: "x" }), { name: "TypeError", message: /"nam"/ });
  assert.throws(() => transpile(hello, { map: { a: 1 } }), { name: "TypeError", message: /"map"/ });
});

test("what breaks the instance is an internal error, and the next call works", () => {
  for (const call of [transpile, inspect]) {
    // No input is known to panic: this asks for more memory than an instance can have.
    assert.throws(
      () => call({ length: 3_000_000_000 }),
      (error) => error instanceof Error && error.diagnostics[0]?.code === "internal" && error.cause instanceof Error,
    );
    assert.equal(transpile(hello, { name: "hello" }).main, "hello.js");
  }
});
