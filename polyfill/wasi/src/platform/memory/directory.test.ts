import assert from "node:assert/strict";
import { test } from "node:test";
import { preopens } from "../../filesystem/p2.js";
import { bytes, fails, filesystemSuite, get, put, READ, rootOf, text, WRITE } from "../../testing/filesystem-suite.js";
import { createContext } from "../node/index.js";
import { memoryDirectory } from "./directory.js";

filesystemSuite("memory", () => {
  const directory = memoryDirectory();
  return ({ readOnly }) => ({ ...directory, readOnly });
});

test("contents from text, bytes and directories, and back", () => {
  const mine = bytes("bytes");
  const mount = memoryDirectory({ "a.txt": "text", b: mine, sub: { c: "é" } });
  const root = rootOf(mount);
  assert.deepEqual([get(root, "a.txt"), get(root, "b"), get(root, "sub/c")], ["text", "bytes", "é"]);
  root.openAt({}, "b", {}, WRITE).write(bytes("B"), 0n);
  assert.equal(text(mine), "bytes", "the owner's array is left alone");
  put(root, "sub/__proto__", "x");
  const { b, sub } = mount.tree();
  assert.equal(text(b as Uint8Array), "Bytes");
  assert.deepEqual(Object.keys(sub as object), ["c", "__proto__"]);
});

test("names that no file can have are refused", () => {
  for (const name of ["", ".", "..", "a/b", "a\0"]) assert.throws(() => memoryDirectory({ [name]: "" }), TypeError);
});

test("a read-only tree can be read, and nothing in it changed", () => {
  const root = rootOf(memoryDirectory({ a: "x", d: { e: "y" } }, { readOnly: true }));
  assert.equal(get(root, "d/e"), "y");
  fails("read-only", () => root.unlinkFileAt("a"));
  fails("read-only", () => root.removeDirectoryAt("d"));
  fails("read-only", () => root.renameAt("a", root, "b"));
  fails("read-only", () => root.linkAt({}, "a", root, "b"));
  fails("read-only", () => root.openAt({}, "a", { truncate: true }, READ));
  fails("read-only", () => root.openAt({}, "a", {}, READ).setTimes({ tag: "now" }, { tag: "now" }));
});

test("access times are kept as Linux keeps them", () => {
  let wall = 1_000n;
  const clock = { ...createContext().clock, wall: () => wall };
  const [granted] = preopens(createContext({ preopens: { "/": memoryDirectory({ a: "x" }) }, clock })).getDirectories();
  const root = granted?.[0];
  assert.ok(root);
  const file = root.openAt({}, "a", {}, { read: true, write: true });
  const accessed = (): number | undefined => file.stat().dataAccessTimestamp?.nanoseconds;
  assert.equal(accessed(), 1_000);
  wall = 2_000n;
  file.read(1n, 0n);
  assert.equal(accessed(), 2_000);
  wall = 3_000n;
  file.read(1n, 0n);
  assert.equal(accessed(), 2_000, "nothing changed since the last access");
  file.write(bytes("y"), 0n);
  assert.equal(accessed(), 2_000);
  wall = 4_000n;
  file.readViaStream(0n).read(1n);
  assert.equal(accessed(), 4_000);
});

test("changes within one tick of the clock differ in their hashes", () => {
  const clock = { ...createContext().clock, wall: () => 1_000n };
  const [granted] = preopens(createContext({ preopens: { "/": memoryDirectory({ a: "x" }) }, clock })).getDirectories();
  const root = granted?.[0];
  assert.ok(root);
  const hashes = new Set([root.metadataHashAt({}, "a").upper]);
  for (let round = 0; round < 10; round++) {
    put(root, "a", "y");
    hashes.add(root.metadataHashAt({}, "a").upper);
  }
  assert.equal(hashes.size, 11);
});

test("two directories are two devices", () => {
  const [one, two] = [rootOf(memoryDirectory({ a: "x" })), rootOf(memoryDirectory())];
  fails("cross-device", () => one.renameAt("a", two, "a"));
  fails("cross-device", () => one.linkAt({}, "a", two, "a"));
  assert.ok(!one.isSameObject(two));
  assert.notEqual(one.metadataHash().lower, two.metadataHash().lower);
});

test("a gap costs nothing, and there is a largest file", () => {
  const file = rootOf(memoryDirectory()).openAt({}, "a", { create: true }, { read: true, write: true });
  file.setSize(2n ** 50n);
  assert.equal(file.stat().size, 2n ** 50n);
  file.write(bytes("end"), 2n ** 50n - 3n);
  assert.equal(text(file.read(9n, 2n ** 50n - 4n)[0]), "\0end");
  assert.deepEqual(file.read(2n, 2n ** 40n), [new Uint8Array(2), false]);
  fails("file-too-large", () => file.setSize(2n ** 52n));
  fails("file-too-large", () => file.write(bytes("x"), 2n ** 52n));
});
