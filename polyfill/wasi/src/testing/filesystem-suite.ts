/** What must hold for every file system, whatever it is made of. Run by the tests of each platform. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ComponentError } from "../component-error.js";
import type { Context } from "../context.js";
import { type Descriptor, type DescriptorFlags, type OpenFlags, preopens } from "../filesystem/p2.js";
import { createContext } from "../platform/node/index.js";
import type { Mount } from "../ports/files.js";
import type { Awaitable } from "../suspend/pending.js";

export const READ: DescriptorFlags = { read: true };
export const WRITE: DescriptorFlags = { write: true };
export const BOTH: DescriptorFlags = { read: true, write: true };
const FOLLOW = { symlinkFollow: true };
const KEEP = { symlinkFollow: false };
const CREATE: OpenFlags = { create: true };

/** Asserts that `call` fails with the file system's `code`. */
export function fails(code: string, call: () => unknown): void {
  assert.throws(call, (error) => error instanceof ComponentError && assert.equal(error.payload, code) === undefined);
}

/** The root of `mount` as a guest sees it. */
export function rootOf(mount: Mount): Descriptor {
  const context: Context = createContext({ preopens: { "/": mount } });
  const [first] = preopens(context).getDirectories();
  assert.ok(first);
  assert.equal(first[1], "/");
  return first[0];
}

/** `value`, which must not be pending. */
export function now<T>(value: Awaitable<T>): T {
  return value as T;
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

export function bytes(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

export function put(root: Descriptor, path: string, contents: string): void {
  const file = root.openAt(FOLLOW, path, { create: true, truncate: true }, WRITE);
  file.write(bytes(contents), 0n);
  file.drop();
}

export function get(root: Descriptor, path: string): string {
  const file = root.openAt(FOLLOW, path, {}, READ);
  const [contents] = file.read(1n << 16n, 0n);
  const result = text(contents);
  file.drop();
  return result;
}

function names(root: Descriptor): string[] {
  const stream = root.readDirectory();
  const result: string[] = [];
  for (let entry = stream.readDirectoryEntry(); entry !== undefined; entry = stream.readDirectoryEntry()) {
    result.push(`${entry.name}:${entry.type}`);
  }
  return result.sort();
}

/** Declares the tests. `mount` makes an empty directory each time it is called. */
export function filesystemSuite(platform: string, mount: (options: { readOnly: boolean }) => Mount): void {
  const check = (name: string, body: (root: Descriptor) => void): void => {
    test(`${platform}: ${name}`, () => {
      const root = rootOf(mount({ readOnly: false }));
      body(root);
      root.drop();
    });
  };

  check("read and write at offsets, with zeros in a gap", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    assert.equal(file.write(bytes("hello"), 3n), 5n);
    const [all, end] = file.read(100n, 0n);
    assert.deepEqual([text(all), end], ["\0\0\0hello", true]);
    const [part, partEnd] = file.read(2n, 3n);
    assert.deepEqual([text(part), partEnd], ["he", false]);
    const [none, noneEnd] = file.read(2n, 1000n);
    assert.deepEqual([none.length, noneEnd], [0, true]);
    assert.equal(file.read(2n, 2n ** 63n)[0].length, 0);
    fails("file-too-large", () => file.write(bytes("x"), 2n ** 60n));
    file.drop();
  });

  check("streams read, write and append, and keep the file open", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    const out = file.writeViaStream(2n);
    now(out.blockingWriteAndFlush(bytes("cd")));
    now(out.blockingWriteAndFlush(bytes("ef")));
    const more = file.appendViaStream();
    assert.ok(more.checkWrite() > 0n);
    more.write(bytes("gh"));
    const input = file.readViaStream(1n);
    file.drop();
    assert.equal(text(now(input.blockingRead(3n))), "\0cd");
    assert.equal(input.skip(1n), 1n);
    assert.equal(text(input.read(10n)), "fgh");
    assert.throws(() => input.read(1n), { payload: { tag: "closed" } });
    for (const stream of [out, more, input]) stream.drop();
  });

  check("rights of the descriptor", (root) => {
    put(root, "a", "x");
    const readOnly = root.openAt(KEEP, "a", {}, READ);
    fails("bad-descriptor", () => readOnly.write(bytes("y"), 0n));
    fails("bad-descriptor", () => readOnly.setSize(0n));
    fails("bad-descriptor", () => readOnly.writeViaStream(0n));
    const writeOnly = root.openAt(KEEP, "a", {}, WRITE);
    fails("bad-descriptor", () => writeOnly.read(1n, 0n));
    fails("bad-descriptor", () => writeOnly.readViaStream(0n));
    fails("is-directory", () => root.read(1n, 0n));
    fails("not-directory", () => readOnly.openAt(KEEP, "b", {}, READ));
    fails("not-directory", () => readOnly.readDirectory());
    assert.deepEqual([readOnly.getFlags().read, readOnly.getFlags().write], [true, false]);
    assert.equal(root.getFlags().mutateDirectory, true);
    const asLibc = root.openAt(KEEP, "a", {}, { write: true, mutateDirectory: true });
    assert.equal(asLibc.getFlags().mutateDirectory, false);
    asLibc.drop();
    assert.equal(root.getType(), "directory");
    assert.equal(readOnly.getType(), "regular-file");
    readOnly.advise(0n, 1n, "random");
    fails("bad-descriptor", () => root.advise(0n, 1n, "random"));
    for (const descriptor of [readOnly, writeOnly]) descriptor.drop();
  });

  check("open flags", (root) => {
    fails("no-entry", () => root.openAt(KEEP, "a", {}, READ));
    put(root, "a", "text");
    root.createDirectoryAt("d");
    fails("exist", () => root.openAt(KEEP, "a", { create: true, exclusive: true }, WRITE));
    fails("not-directory", () => root.openAt(KEEP, "a", { directory: true }, READ));
    fails("not-directory", () => root.openAt(KEEP, "a/", {}, READ));
    fails("not-directory", () => root.openAt(KEEP, "a/.", {}, READ));
    fails("not-directory", () => root.openAt(KEEP, "a/b", {}, READ));
    fails("is-directory", () => root.openAt(KEEP, "d", {}, WRITE));
    fails("is-directory", () => root.openAt(KEEP, "new/", CREATE, WRITE));
    fails("invalid", () => root.openAt(KEEP, "x", { create: true, directory: true }, READ));
    fails("no-entry", () => root.openAt(KEEP, "", {}, READ));
    root.openAt(KEEP, "a", { truncate: true }, WRITE).drop();
    assert.equal(get(root, "a"), "");
    const inner = root.openAt(KEEP, "d/", { directory: true }, READ);
    put(inner, "f", "in");
    assert.equal(get(root, "./d//f"), "in");
    assert.equal(get(root, "d/../d/f"), "in");
    assert.ok(root.openAt(KEEP, "d/.", {}, READ).isSameObject(inner));
    inner.drop();
  });

  check("set-size shrinks and grows with zeros", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    file.write(bytes("abcdef"), 0n);
    file.setSize(2n);
    assert.equal(file.stat().size, 2n);
    file.setSize(4n);
    assert.equal(text(file.read(10n, 0n)[0]), "ab\0\0");
    file.setSize(0n);
    file.write(bytes("z"), 1n);
    assert.equal(text(file.read(10n, 0n)[0]), "\0z");
    file.sync();
    file.syncData();
    file.drop();
  });

  check("no path leaves the directory", (root) => {
    root.createDirectoryAt("d");
    for (const path of ["..", "../x", "/", "/etc/passwd", "d/../..", "d/../../x", "./../d"]) {
      fails("not-permitted", () => root.openAt(FOLLOW, path, {}, READ));
      fails("not-permitted", () => root.statAt(KEEP, path));
      fails("not-permitted", () => root.unlinkFileAt(path));
      fails("not-permitted", () => root.createDirectoryAt(path));
    }
    const inner = root.openAt(KEEP, "d", {}, READ);
    fails("not-permitted", () => inner.openAt(FOLLOW, "..", {}, READ));
    fails("invalid", () => root.openAt(KEEP, "a\0b", CREATE, WRITE));
    root.symlinkAt("../..", "d/up");
    fails("not-permitted", () => root.statAt(FOLLOW, "d/up"));
    fails("not-permitted", () => root.statAt(KEEP, "d/up/x"));
    fails("not-permitted", () => root.openAt(FOLLOW, "d/up", CREATE, WRITE));
    fails("not-permitted", () => root.symlinkAt("/etc", "abs"));
    inner.drop();
  });

  check("symbolic links", (root) => {
    root.createDirectoryAt("d");
    put(root, "d/f", "linked");
    root.symlinkAt("d/f", "l");
    root.symlinkAt("../d", "d/self");
    root.symlinkAt("missing", "dangling");
    assert.equal(get(root, "l"), "linked");
    assert.equal(get(root, "d/self/self/f"), "linked");
    assert.equal(root.readlinkAt("l"), "d/f");
    assert.equal(root.statAt(KEEP, "l").type, "symbolic-link");
    assert.equal(root.statAt(KEEP, "l").size, 3n);
    assert.equal(root.statAt(FOLLOW, "l").type, "regular-file");
    assert.equal(root.statAt(KEEP, "d/self/").type, "directory");
    fails("loop", () => root.openAt(KEEP, "l", {}, READ));
    fails("invalid", () => root.readlinkAt("d/f"));
    fails("no-entry", () => root.statAt(FOLLOW, "dangling"));
    fails("exist", () => root.openAt(FOLLOW, "dangling", { create: true, exclusive: true }, WRITE));
    fails("exist", () => root.symlinkAt("x", "l"));
    fails("exist", () => root.createDirectoryAt("dangling"));
    put(root, "dangling", "made");
    assert.equal(get(root, "missing"), "made");
    root.unlinkFileAt("l");
    assert.equal(get(root, "d/f"), "linked");
    fails("not-directory", () => root.removeDirectoryAt("d/self"));
  });

  check("symbolic links that go in circles", (root) => {
    root.symlinkAt("b", "a");
    root.symlinkAt("a", "b");
    root.symlinkAt("c/c", "c");
    fails("loop", () => root.statAt(FOLLOW, "a"));
    fails("loop", () => root.statAt(KEEP, "a/x"));
    fails("loop", () => root.openAt(FOLLOW, "c", CREATE, WRITE));
    assert.equal(root.statAt(KEEP, "a").type, "symbolic-link");
  });

  check("hard links", (root) => {
    put(root, "a", "one");
    root.createDirectoryAt("d");
    root.linkAt(KEEP, "a", root, "d/b");
    assert.equal(root.statAt(KEEP, "a").linkCount, 2n);
    const a = root.openAt(KEEP, "a", {}, BOTH);
    const b = root.openAt(KEEP, "d/b", {}, READ);
    assert.ok(a.isSameObject(b));
    a.write(bytes("two"), 0n);
    assert.equal(text(b.read(9n, 0n)[0]), "two");
    fails("exist", () => root.linkAt(KEEP, "a", root, "d/b"));
    fails("no-entry", () => root.linkAt(KEEP, "x", root, "y"));
    fails("not-permitted", () => root.linkAt(KEEP, "d", root, "y"));
    root.symlinkAt("a", "l");
    root.linkAt(FOLLOW, "l", root, "through");
    root.linkAt(KEEP, "l", root, "link");
    assert.equal(root.statAt(KEEP, "through").type, "regular-file");
    assert.equal(root.statAt(KEEP, "link").type, "symbolic-link");
    root.unlinkFileAt("a");
    assert.equal(a.stat().linkCount, 2n);
    a.drop();
    b.drop();
  });

  check("an unlinked file lives while it is open", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    root.unlinkFileAt("a");
    file.write(bytes("still"), 0n);
    assert.equal(text(file.read(9n, 0n)[0]), "still");
    assert.equal(file.stat().linkCount, 0n);
    fails("no-entry", () => root.unlinkFileAt("a"));
    file.drop();
  });

  check("what is dropped cannot be used, whoever got its number", (root) => {
    put(root, "a", "x");
    const [file, directory] = [root.openAt(KEEP, "a", {}, BOTH), root.openAt(KEEP, ".", {}, READ)];
    file.drop();
    directory.drop();
    const other = root.openAt(KEEP, "a", {}, BOTH);
    fails("bad-descriptor", () => file.read(1n, 0n));
    fails("bad-descriptor", () => file.stat());
    fails("bad-descriptor", () => directory.statAt(KEEP, "a"));
    fails("bad-descriptor", () => file.drop());
    other.drop();
  });

  check("directories are made, listed and removed", (root) => {
    root.createDirectoryAt("d");
    root.createDirectoryAt("d/e/");
    fails("exist", () => root.createDirectoryAt("d"));
    fails("exist", () => root.createDirectoryAt("."));
    fails("no-entry", () => root.createDirectoryAt("x/y"));
    put(root, "f", "");
    root.symlinkAt("f", "l");
    assert.deepEqual(names(root), ["d:directory", "f:regular-file", "l:symbolic-link"]);
    fails("not-empty", () => root.removeDirectoryAt("d"));
    fails("not-directory", () => root.removeDirectoryAt("f"));
    fails("no-entry", () => root.removeDirectoryAt("x"));
    fails("invalid", () => root.removeDirectoryAt("."));
    fails("is-directory", () => root.unlinkFileAt("d"));
    fails("not-directory", () => root.unlinkFileAt("f/"));
    const inner = root.openAt(KEEP, "d/e", {}, READ);
    root.removeDirectoryAt("d/e/");
    root.removeDirectoryAt("d");
    fails("no-entry", () => inner.openAt(KEEP, "x", CREATE, WRITE));
    assert.deepEqual(names(root), ["f:regular-file", "l:symbolic-link"]);
    inner.drop();
  });

  check("rename", (root) => {
    put(root, "a", "A");
    put(root, "b", "B");
    root.createDirectoryAt("d");
    root.createDirectoryAt("e");
    const d = root.openAt(KEEP, "d", {}, READ);
    root.renameAt("a", d, "a2");
    assert.equal(get(root, "d/a2"), "A");
    d.renameAt("a2", root, "b");
    assert.equal(get(root, "b"), "A");
    fails("no-entry", () => root.statAt(KEEP, "a"));
    fails("no-entry", () => root.renameAt("x", root, "y"));
    fails("is-directory", () => root.renameAt("b", root, "d"));
    fails("not-directory", () => root.renameAt("d", root, "b"));
    fails("invalid", () => root.renameAt("d", root, "d/in"));
    fails("not-directory", () => root.renameAt("b", root, "c/"));
    put(root, "e/f", "E");
    fails("not-empty", () => root.renameAt("d", root, "e"));
    root.renameAt("e", root, "d");
    assert.equal(get(d.openAt(KEEP, ".", {}, READ) && root, "d/f"), "E");
    root.linkAt(KEEP, "b", root, "same");
    root.renameAt("b", root, "same");
    assert.equal(root.statAt(KEEP, "b").linkCount, 2n);
    d.drop();
  });

  check("times", (root) => {
    const before = BigInt(Date.now()) / 1000n - 2n;
    put(root, "a", "x");
    const made = root.statAt(KEEP, "a").dataModificationTimestamp;
    assert.ok(made && made.seconds >= before && made.seconds <= before + 10n);
    const file = root.openAt(KEEP, "a", {}, BOTH);
    const when = { seconds: 1_000_000_000n, nanoseconds: 500_000_000 };
    file.setTimes({ tag: "no-change" }, { tag: "timestamp", val: when });
    assert.deepEqual(file.stat().dataModificationTimestamp, when);
    root.symlinkAt("a", "l");
    root.setTimesAt(KEEP, "l", { tag: "timestamp", val: when }, { tag: "timestamp", val: when });
    assert.deepEqual(root.statAt(KEEP, "l").dataAccessTimestamp, when);
    root.setTimesAt(FOLLOW, "l", { tag: "now" }, { tag: "now" });
    const touched = root.statAt(KEEP, "a").dataModificationTimestamp;
    assert.ok(touched && touched.seconds >= before);
    assert.deepEqual(root.statAt(KEEP, "l").dataModificationTimestamp, when);
    root.setTimes({ tag: "no-change" }, { tag: "timestamp", val: when });
    assert.deepEqual(root.stat().dataModificationTimestamp, when);
    file.drop();
  });

  check("metadata-hash tells whether something changed", (root) => {
    put(root, "a", "x");
    const file = root.openAt(KEEP, "a", {}, BOTH);
    const first = file.metadataHash();
    assert.deepEqual(root.metadataHashAt(KEEP, "a"), first);
    file.write(bytes("xyz"), 0n);
    assert.notDeepEqual(file.metadataHash(), first);
    put(root, "b", "x");
    assert.notDeepEqual(root.metadataHashAt(KEEP, "b"), root.metadataHashAt(KEEP, "a"));
    file.drop();
  });

  check("names that mean something to JavaScript", (root) => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      fails("no-entry", () => root.statAt(KEEP, name));
      put(root, name, name);
      assert.equal(get(root, name), name);
    }
    assert.equal(names(root).length, 4);
  });

  test(`${platform}: a read-only directory`, () => {
    const root = rootOf(mount({ readOnly: true }));
    assert.equal(root.getFlags().mutateDirectory, false);
    fails("read-only", () => root.openAt(KEEP, "a", CREATE, WRITE));
    fails("read-only", () => root.openAt(KEEP, "a", {}, WRITE));
    fails("read-only", () => root.openAt(KEEP, ".", {}, { mutateDirectory: true }));
    fails("read-only", () => root.createDirectoryAt("d"));
    fails("read-only", () => root.symlinkAt("x", "y"));
    fails("read-only", () => root.setTimes({ tag: "now" }, { tag: "now" }));
    fails("read-only", () => root.setTimesAt(KEEP, ".", { tag: "now" }, { tag: "now" }));
    fails("no-entry", () => root.unlinkFileAt("a"));
    const again = root.openAt(KEEP, ".", {}, READ);
    fails("read-only", () => again.createDirectoryAt("d"));
    assert.deepEqual(names(root), []);
    root.drop();
    again.drop();
  });
}
