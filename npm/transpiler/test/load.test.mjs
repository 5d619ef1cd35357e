/**
 * `load`: from bytes, a response, an address; with imports of the host's and with WASI; in this runtime.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { load, TranspileError } from "@weft-wasm/transpiler";
import { memoryDirectory } from "@weft-wasm/wasi";

const HELLO = new URL("../../../target/guests/wasm32-wasip2/release/hello.wasm", import.meta.url);
const ADD = new URL("../../../transpiler/cli/tests/components/add.wat", import.meta.url);
const IMPORTS = new URL("../../../transpiler/cli/tests/components/imports.wat", import.meta.url);

/** What the command reads and writes. */
const preopens = () => ({ "/data": memoryDirectory({ "in.txt": "words" }) });

const collected = () => {
  const decoder = new TextDecoder();
  let text = "";
  return { write: (bytes) => void (text += decoder.decode(bytes, { stream: true })), text: () => text };
};

test("a component is loaded from bytes, text included, a response and an address", async () => {
  const bytes = readFileSync(ADD);
  for (const input of [bytes, new Response(bytes), Promise.resolve(new Response(bytes)), ADD, ADD.href]) {
    const { add } = await load(input);
    assert.equal(add(2, 3), 5);
  }
});

test("an address may be relative to the folder in which the process works", async () => {
  const { add } = await load(relative(process.cwd(), fileURLToPath(ADD)));
  assert.equal(add(2, 3), 5);
  await assert.rejects(load("there-is-no.wasm"), /there-is-no\.wasm/);
});

test("exports can be made to return promises", async () => {
  const { add } = await load(ADD, {}, { asyncExports: ["add"] });
  assert.equal(await add(2, 3), 5);
  assert.ok(add(2, 3) instanceof Promise);
});

test("a command runs with what WASI is given, and each instance has its own", async () => {
  for (const name of ["one", "two"]) {
    const [stdout, stderr] = [collected(), collected()];
    const { run } = await load(HELLO, {}, { wasi: { args: ["hello"], env: { GREETED: name }, stdin: "a\nb\n", stdout: stdout.write, stderr: stderr.write, preopens: preopens() } });
    await run.run().catch((error) => assert.fail(`${error}\n${stderr.text()}`));
    assert.match(stdout.text(), new RegExp(`Hello, ${name}!\n`));
    assert.match(stdout.text(), /stdin: 2 lines/);
  }
});

test("an interface of WASI that the caller gives goes before Weft's, and false leaves all of it to the caller", async () => {
  const stdout = collected();
  const given = { "wasi:cli/environment": { getEnvironment: () => [["GREETED", "mine"]], getArguments: () => ["hello"] } };
  const { run } = await load(HELLO, given, { wasi: { stdout: stdout.write, stdin: "", preopens: preopens() } });
  await run.run();
  assert.match(stdout.text(), /Hello, mine!/);
  await assert.rejects(load(HELLO, {}, { wasi: false }), { name: "TypeError", message: /^missing imports: .*wasi:cli\/environment/ });
});

test("what the component imports and nobody gives is named", async () => {
  await assert.rejects(load(IMPORTS), { name: "TypeError", message: /^missing imports: / });
});

test("bad input rejects with diagnostics, and stack traces do not hold the module", async () => {
  await assert.rejects(load(new Uint8Array([1, 2, 3])), (error) => error instanceof TranspileError && error.diagnostics[0].code === "not-wasm");
  const { add } = await load(ADD, {}, { name: "sums" });
  const error = (() => {
    try {
      return add(1n, 2);
    } catch (thrown) {
      return thrown;
    }
  })();
  assert.ok(error instanceof TypeError);
  assert.ok(error.stack.length < 2000, error.stack);
});
