import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { compile, compileNeeding } from "./compile.ts";

const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const types: Record<string, string> = { "/right.wasm": "application/wasm", "/wrong.wasm": "application/octet-stream", "/more.wasm": "application/wasm; charset=utf-8" };

const server = createServer((request, response) => {
  const type = types[request.url ?? ""];
  if (type === undefined) response.writeHead(404).end("not here");
  else response.writeHead(200, { "content-type": type }).end(empty);
});
const at = (path: string): URL => new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

before(() => new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening)));
after(() => server.close());

test("over HTTP, whatever the MIME type", async () => {
  assert((await compile(at("/right.wasm"))) instanceof WebAssembly.Module);
  assert((await compile(at("/wrong.wasm"))) instanceof WebAssembly.Module);
  assert((await compile(at("/more.wasm"))) instanceof WebAssembly.Module);
});

test("a refusal names the address and the status", async () => {
  await assert.rejects(compile(at("/none.wasm")), { message: `${at("/none.wasm").href}: HTTP 404` });
});

test("from a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "weft-"));
  try {
    writeFileSync(join(folder, "empty.wasm"), empty);
    assert((await compile(pathToFileURL(join(folder, "empty.wasm")))) instanceof WebAssembly.Module);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what an engine cannot compile is named with what it needs", async () => {
  const url = new URL(`data:application/wasm;base64,${Buffer.from([...empty, 0xff]).toString("base64")}`);
  const error = await compileNeeding(url, "a feature").catch((error: unknown) => error);
  assert(error instanceof WebAssembly.CompileError);
  assert.equal(error.message, `${url.href}: the engine cannot compile this core module. It needs a feature: use a newer engine`);
  assert(error.cause instanceof WebAssembly.CompileError && error.cause.message !== error.message);
  assert((await compileNeeding(at("/right.wasm"), "a feature")) instanceof WebAssembly.Module);
  await assert.rejects(compileNeeding(at("/none.wasm"), "a feature"), { message: `${at("/none.wasm").href}: HTTP 404` });
});
