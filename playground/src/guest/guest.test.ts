import assert from "node:assert/strict";
import { test } from "node:test";
import { mapHandles } from "./handles.ts";
import { OutputBuffer } from "./output.ts";
import { resolved } from "./specifiers.ts";
import { makeRing, MessageSource, RingSource, RingWriter } from "./stdin.ts";
import { stubImports } from "./stubs.ts";
import { filesOf, treeOf } from "./tree.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (read: Uint8Array | undefined): string | undefined => read && new TextDecoder().decode(read);

test("only the import statements at the top are resolved", () => {
  const base = "https://example.org/page/";
  const code = [
    "// runtime: x",
    'import { createContext } from "@weft-wasm/wasi/p2";',
    'import * as host from "weft:calls/host";',
    "",
    'const text = "import { x } from \\"@weft-wasm/wasi/p2\\";";',
    'import { late } from "@weft-wasm/wasi";',
  ].join("\n");
  const lines = resolved(code, base).split("\n");
  assert.equal(lines[1], 'import { createContext } from "https://example.org/page/wasi/p2.js";');
  assert.deepEqual(lines.slice(2), code.split("\n").slice(2));
});

test("a ring hands on more than it holds, in order, and then its end", () => {
  const ring = makeRing();
  assert.ok(ring !== undefined);
  const writer = new RingWriter(ring);
  const source = new RingSource(ring, () => {});
  assert.equal(source.ready(), false);
  assert.equal(source.read(10)?.length, 0);
  const sent = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
  writer.write(sent);
  assert.equal(writer.isReady, true);
  const read: number[] = [];
  for (let turn = 0; read.length < sent.length && turn < 1000; turn++) {
    read.push(...(source.read(1000) ?? []));
    writer.pump();
  }
  assert.deepEqual(Uint8Array.from(read), sent);
  assert.equal(source.ready(), false);
  writer.end();
  assert.equal(source.ready(), true);
  assert.equal(source.read(1), undefined);
});

test("messages wake who waits for them", () => {
  const source = new MessageSource();
  let woken = 0;
  const withdraw = source.onReady(() => (woken += 1));
  withdraw();
  source.onReady(() => (woken += 1));
  source.push(bytes("line"));
  assert.equal(woken, 1);
  assert.equal(text(source.read(2)), "li");
  assert.equal(text(source.read(9)), "ne");
  source.push(undefined);
  assert.equal(source.read(1), undefined);
});

test("output goes at once, then in pieces, then not at all", () => {
  const sent: [string, number][] = [];
  let silenced = 0;
  const output = new OutputBuffer((stream, piece) => sent.push([stream, piece.length]), () => (silenced += 1));
  output.write("stdout", bytes("a"));
  assert.deepEqual(sent, [["stdout", 1]]);
  for (let index = 0; index < 20_000; index++) output.write(index % 2 === 0 ? "stdout" : "stderr", bytes("x"));
  output.flush();
  assert.equal(sent.reduce((sum, [, length]) => sum + length, 0), 20_001);
  output.write("stdout", new Uint8Array(3_000_000));
  output.write("stdout", bytes("lost"));
  assert.equal(silenced, 1);
});

test("a list of files is a tree and a tree is a list", () => {
  const files = [{ path: "/a/b", content: "text" }, { path: "/__proto__", content: new Uint8Array([0xff]) }, { path: "/empty/", content: "" }];
  const tree = treeOf(files);
  assert.deepEqual(Object.keys(tree), ["a", "__proto__", "empty"]);
  assert.deepEqual(filesOf(tree), files);
  for (const path of ["", "/", "/a/..", "/a/\0"]) assert.throws(() => treeOf([{ path, content: "" }]), TypeError, path);
  assert.throws(() => treeOf([{ path: "/a", content: "" }, { path: "/a/b", content: "" }]), /is a file/);
  assert.throws(() => treeOf([{ path: "/a", content: "" }, { path: "a", content: "" }]), /twice/);
});

test("handles are replaced wherever they are in a value", () => {
  const handle = { enum: [], handle: { resource: 0, name: "r", own: true } };
  const label = { name: "one-field", property: "oneField" };
  const shape = { record: [[label, { list: handle }], [{ name: "more", property: "more" }, { option: { result: [handle, "string"] } }]] } as const;
  const seen = mapHandles(shape as never, { oneField: ["a", "b"], more: { tag: "ok", val: "c" } }, (_, value) => `<${String(value)}>`);
  assert.deepEqual(seen, { oneField: ["<a>", "<b>"], more: { tag: "ok", val: "<c>" } });
  assert.deepEqual(mapHandles(shape as never, { oneField: [], more: undefined }, () => 0), { oneField: [], more: undefined });
});

test("a stub does nothing where nothing comes back, and else throws; each call is told", () => {
  const told: string[] = [];
  const functions = [
    { property: "log", name: "log", isVoid: true, params: [], type: "func()" },
    { property: "ask", name: "ask", isVoid: false, params: [], type: "func() -> u32" },
  ];
  const classes = [{ name: "Thing", made: null, methods: [{ property: "id", name: "[method]thing.id", isVoid: false, params: [], type: "func() -> u32" }], statics: [] }];
  const imports = stubImports([{ name: "a:b/c", isFunction: false, functions, classes }], (line) => told.push(line));
  const host = imports["a:b/c"] as { log(line: string): void; ask(): void; Thing: new () => object };
  host.log("x");
  assert.throws(() => host.ask(), /a:b\/c\.ask, which the playground does not have/);
  assert.throws(() => new host.Thing(), /Thing/);
  assert.equal(typeof (host.Thing.prototype as { id: unknown }).id, "function");
  assert.deepEqual(told, ['a:b/c.log("x")', "a:b/c.ask()", "new Thing"]);
});
