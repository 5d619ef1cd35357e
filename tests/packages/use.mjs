/**
 * What a program does with the packages as they are installed: `use.mjs HELLO OUT`, run in the project by each runtime.
 *
 * @module
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { inspect, load, transpile, TranspileError, types, wit } from "@weft-wasm/transpiler";
import { memoryDirectory } from "@weft-wasm/wasi";

const [hello = "", out = ""] = process.argv.slice(2);
const component = readFileSync(hello);
const text = new TextEncoder().encode(readFileSync(join(out, "../add.wat"), "utf8"));

/** What the command gets, and what it prints. */
function given() {
  const decoder = new TextDecoder();
  const seen = { text: "" };
  const preopens = { "/data": memoryDirectory({ "in.txt": "words" }) };
  const wasi = { env: { GREETED: "you" }, stdin: "", stdout: (/** @type {Uint8Array} */ bytes) => void (seen.text += decoder.decode(bytes)), preopens };
  return { seen, wasi };
}

// Loaded at once, of bytes and of an address.
for (const input of [component, pathToFileURL(hello)]) {
  const { seen, wasi } = given();
  const { run } = /** @type {any} */ (await load(input, {}, { wasi }));
  await run.run();
  assert.match(seen.text, /^Hello, you!\n/);
}
assert.equal(/** @type {any} */ (await load(text)).add(2, 3), 5);

// Transpiled to files that import the other two packages.
const { files, main } = await transpile(component, { name: "hello", mode: "instantiate", runtime: "shared" });
mkdirSync(out, { recursive: true });
for (const [name, bytes] of Object.entries(files)) writeFileSync(join(out, name), bytes);
const { instantiate } = await import(pathToFileURL(join(out, main)).href);
const { seen, wasi } = given();
await (await instantiate({}, { wasi })).run.run();
assert.match(seen.text, /^Hello, you!\n/);

assert.deepEqual((await inspect(component)).exports, ["wasi:cli/run@0.2.0"]);
assert.match(await wit(component), /^package root:component;\n/);
assert.match(new TextDecoder().decode(Object.values((await types(text)).files)[0]), /export function add\(a: number, b: number\): number;/);
await assert.rejects(transpile(new Uint8Array(8)), (error) => error instanceof TranspileError && error.diagnostics[0]?.code === "not-wasm");
