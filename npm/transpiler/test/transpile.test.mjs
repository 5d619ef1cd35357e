/**
 * The functions of the package do what the native command does, byte for byte, and refuse as it does.
 *
 * `WEFT_BINARY` is the native `weft`; the package is built in `dist`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect, OPTIONS, transpile, TranspileError, types, wit } from "@weft-wasm/transpiler";

const file = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const HELLO = file("target/guests/wasm32-wasip2/release/hello.wasm");
const ADD = file("transpiler/cli/tests/components/add.wat");
const PREVIEW1 = file("target/guests/wasm32-wasip1/release/hello.wasm");
const hello = readFileSync(HELLO);

/** An empty folder, for as long as the test runs. */
function folder(t) {
  const made = mkdtempSync(join(tmpdir(), "weft-"));
  t.after(() => rmSync(made, { recursive: true }));
  return made;
}

/** Runs the native command and returns its stdout. */
function weft(...args) {
  const { status, stdout, stderr } = spawnSync(process.env.WEFT_BINARY, args, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Asserts that `files` is what lies in a folder. */
function same(files, out) {
  assert.deepEqual(Object.keys(files).sort(), readdirSync(out).sort());
  for (const [name, bytes] of Object.entries(files)) {
    assert.ok(Buffer.from(bytes).equals(readFileSync(join(out, name))), `${name} differs`);
  }
}

for (const [input, flags, options] of [
  [HELLO, [], {}],
  [HELLO, ["--mode", "instantiate"], { mode: "instantiate" }],
  [HELLO, ["--mode", "instantiate", "--minify", "--source-map"], { mode: "instantiate", minify: true, sourceMap: true }],
  [HELLO, ["--mode", "worker", "--runtime", "shared"], { mode: "worker", runtime: "shared" }],
  [HELLO, ["--map", "wasi:cli/*=./cli-*.js", "--map", "wasi:io/*=./io.js"], { map: { "wasi:cli/*": "./cli-*.js", "wasi:io/*": "./io.js" } }],
  [ADD, ["--async", "add", "--no-wasi"], { asyncExports: ["add"], noWasi: true }],
  [PREVIEW1, [], {}],
]) {
  test(`the same files as the native command: ${[input.replace(/^.*[/\\]/, ""), ...flags].join(" ")}`, async (t) => {
    const out = folder(t);
    weft("transpile", input, "-o", out, "--name", "it", ...flags);
    const { files, main, report } = await transpile(readFileSync(input), { name: "it", ...options });
    assert.equal(main, "it.js");
    same(files, out);
    assert.deepEqual(report.files.map(({ name }) => name).sort(), Object.keys(files).sort());
  });
}

const WIT = {
  "worlds.wit": "package test:calc;\n/// Adds.\nworld add { export sums; }\nworld bare {}",
  "sums.wit": "package test:calc;\ninterface sums { use test:units/lengths.{metre};\n  /// The sum.\n  sum: func(a: metre) -> metre; }",
  "deps/units/units.wit": "package test:units;\ninterface lengths { record metre { n: u32 } }",
};

test("types are those of the native command", async (t) => {
  const [component, ofWit, text, source] = [folder(t), folder(t), folder(t), folder(t)];
  weft("types", HELLO, "-o", component, "--mode", "instantiate");
  same((await types(hello, { name: "hello", mode: "instantiate" })).files, component);

  for (const [path, contents] of Object.entries(WIT)) {
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(source, path, ".."), { recursive: true });
    writeFileSync(join(source, path), contents);
  }
  weft("types", source, "-o", ofWit, "--world", "add");
  same((await types(WIT, { world: "add" })).files, ofWit);

  const one = "package a:b;\nworld w {\n  /// Adds.\n  export add: func(a: u32, b: u32) -> u32;\n}";
  writeFileSync(join(source, "one.wit"), one);
  weft("types", ADD, "-o", text, "--wit", join(source, "one.wit"));
  same((await types(readFileSync(ADD), { name: "add", wit: one })).files, text);
  assert.equal((await types(new TextEncoder().encode(one))).main, "w.d.ts");
  await assert.rejects(types(WIT), (error) => error instanceof TranspileError && /--world names one of add, bare/.test(error.diagnostics[0].help));
});

test("inspect and wit say what the native command does", async () => {
  for (const path of [HELLO, ADD]) {
    const { wit: world, ...report } = JSON.parse(weft("inspect", path, "--json"));
    assert.deepEqual(await inspect(readFileSync(path)), report);
    assert.equal(await wit(readFileSync(path)), world);
  }
});

test("bad input rejects with diagnostics", async () => {
  for (const [bytes, code] of [
    [new Uint8Array(), "empty"],
    [new TextEncoder().encode("not wasm at all"), "not-wasm"],
    [new TextEncoder().encode("(component (func $f))"), "wat"],
    [new TextEncoder().encode("package a:b;"), "wit"],
    [hello.subarray(0, hello.length >> 1), "truncated"],
    [new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), "core-module"],
  ]) {
    await assert.rejects(
      transpile(bytes),
      (error) => error instanceof TranspileError && error.diagnostics[0]?.code === code && error.message === error.diagnostics[0].message,
      code,
    );
  }
});

test("a wrong option is a TypeError that names it", async () => {
  for (const [options, message] of [
    [{ mode: "cjs" }, 'option "mode": "cjs" is not one of esm, instantiate, worker'],
    [{ minify: 1 }, 'option "minify": a boolean is wanted'],
    [{ runtime: "other" }, /^option "runtime": "other" is not one of/],
    [{ nam: "x" }, 'there is no option "nam"'],
    [{ map: { a: 1 } }, 'option "map": a string is wanted'],
    [{ asyncExports: "run" }, 'option "asyncExports": an array of strings is wanted'],
    [{ features: ["x"] }, 'there is no option "features"'],
    [{ world: "w" }, 'option "world": there is no "wit" that has worlds'],
  ]) {
    await assert.rejects(transpile(hello, options), { name: "TypeError", message });
  }
  await assert.rejects(transpile("hello.wasm"), { name: "TypeError", message: /bytes, a Response or a ReadableStream/ });
});

test("every option of the library is taken, and every one that the types name", async () => {
  const given = { mode: "esm", name: "x", map: {}, asyncExports: [], noWasi: false, runtime: "inline", strings: "small", minify: false, sourceMap: false };
  const names = OPTIONS.filter(({ property, verbs }) => property !== null && verbs.includes("transpile")).map(({ property }) => property);
  assert.deepEqual(names.sort(), [...Object.keys(given), "wit", "world"].sort());
  assert.equal((await transpile(hello, given)).main, "x.js");
});

/** A body that comes in pieces; tells how much of it was asked for. */
function response(pieces) {
  let given = 0;
  const pull = (controller) => {
    if (given < pieces.length) controller.enqueue(pieces[given++]);
    else controller.close();
  };
  return { response: new Response(new ReadableStream({ pull }, { highWaterMark: 0 })), given: () => given };
}

test("a response is read as it arrives, and an error page no further than its beginning", async () => {
  const pieces = Array.from({ length: 100 }, (_, at) => hello.subarray(Math.floor((at * hello.length) / 100), Math.floor(((at + 1) * hello.length) / 100)));
  const whole = response(pieces);
  const { files } = await transpile(Promise.resolve(whole.response));
  assert.deepEqual(files, (await transpile(hello)).files);

  const page = response(Array.from({ length: 100 }, () => new TextEncoder().encode("<p>Not here.</p>")));
  await assert.rejects(transpile(page.response), (error) => error.diagnostics[0].code === "not-wasm");
  assert.ok(page.given() < 5, `${page.given()} pieces were read`);

  await assert.rejects(transpile(new Response("", { status: 404 })), { name: "TypeError", message: /HTTP 404/ });
});

test("what breaks the instance is an internal error, and the next call works", async () => {
  const { core } = await import("../dist/engine.js");
  const guarded = await core();
  for (const call of [guarded.transpile, guarded.inspect]) {
    // No input is known to panic: this asks for more memory than an instance can have.
    assert.throws(
      () => call({ length: 3_000_000_000 }, {}),
      (error) => error instanceof TranspileError && error.diagnostics[0]?.code === "internal" && error.cause instanceof Error,
    );
    assert.equal((await transpile(hello, { name: "hello" })).main, "hello.js");
  }
});

test("the first call loads nothing else of Node: its HTTP client takes longer than the instance", () => {
  const script = `
    import { readFileSync } from "node:fs";
    import { transpile } from "@weft-wasm/transpiler";
    await transpile(readFileSync(${JSON.stringify(HELLO)}));
    console.log(process.moduleLoadList.filter((name) => name.includes("undici")).length);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8", cwd: file("") });
  assert.equal(stdout.trim(), "0", stderr);
});
