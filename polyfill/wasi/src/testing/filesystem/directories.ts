/** Directories: making, listing, removing, renaming. */
import assert from "node:assert/strict";
import type { Descriptor, DirectoryEntryStream } from "../../filesystem/p2.js";
import { BOTH, bytes, type Check, CREATE, fails, get, KEEP, names, put, READ, text, WRITE } from "../fixture.js";

export function directories(check: Check): void {
  check("directories are made, listed and removed", (root) => {
    root.createDirectoryAt("d");
    root.createDirectoryAt("d/e/");
    fails("exist", () => root.createDirectoryAt("d"));
    fails("exist", () => root.createDirectoryAt("."));
    fails("exist", () => root.createDirectoryAt("d/.."));
    fails("no-entry", () => root.createDirectoryAt("x/y"));
    put(root, "f", "");
    fails("exist", () => root.createDirectoryAt("f"));
    fails("not-directory", () => root.createDirectoryAt("f/x"));
    root.symlinkAt("f", "l");
    assert.deepEqual(names(root), ["d:directory", "f:regular-file", "l:symbolic-link"]);
    fails("not-empty", () => root.removeDirectoryAt("d"));
    fails("not-directory", () => root.removeDirectoryAt("f"));
    fails("no-entry", () => root.removeDirectoryAt("x"));
    fails("invalid", () => root.removeDirectoryAt("."));
    fails("invalid", () => root.removeDirectoryAt("d/e/.."));
    fails("is-directory", () => root.unlinkFileAt("d"));
    root.removeDirectoryAt("d/e/");
    root.removeDirectoryAt("d");
    assert.deepEqual(names(root), ["f:regular-file", "l:symbolic-link"]);
  });

  check("a removed directory is empty and stays so", (root) => {
    root.createDirectoryAt("d");
    root.createDirectoryAt("d/e");
    const removed = root.openAt(KEEP, "d/e", {}, READ);
    root.removeDirectoryAt("d/e");
    put(root, "f", "x");
    fails("no-entry", () => removed.openAt(KEEP, "x", CREATE, WRITE));
    fails("no-entry", () => removed.createDirectoryAt("x"));
    fails("no-entry", () => removed.symlinkAt("x", "y"));
    fails("no-entry", () => root.renameAt("f", removed, "x"));
    fails("no-entry", () => root.linkAt(KEEP, "f", removed, "x"));
    fails("no-entry", () => removed.openAt(KEEP, "x", {}, READ));
    root.createDirectoryAt("d/e");
    put(root, "d/e/new", "y");
    fails("no-entry", () => removed.openAt(KEEP, "new", {}, READ));
    removed.drop();
  });

  check("a directory stream tells what was there when it began", (root) => {
    const before = Array.from({ length: 300 }, (_, index) => `f${index}`);
    for (const name of before) put(root, name, "");
    const stream = root.readDirectory();
    const other = root.readDirectory();
    const first = Array.from({ length: 100 }, () => next(stream));
    for (const name of before.slice(0, 150)) root.unlinkFileAt(name);
    for (let index = 150; index < 200; index++) root.renameAt(`f${index}`, root, `g${index}`);
    for (let index = 0; index < 300; index++) put(root, `h${index}`, "");
    root.createDirectoryAt("f0");
    assert.deepEqual([...first, ...rest(stream)].sort(), [...before].sort());
    assert.deepEqual(rest(other).sort(), [...before].sort());
    assert.equal(stream.readDirectoryEntry(), undefined);
    assert.equal(names(root).length, 150 + 300 + 1);
    stream.drop();
    other.drop();
  });

  check("a directory stream outlives its descriptor", (root) => {
    root.createDirectoryAt("d");
    put(root, "d/a", "");
    const directory = root.openAt(KEEP, "d", {}, READ);
    const stream = directory.readDirectory();
    directory.drop();
    root.unlinkFileAt("d/a");
    root.removeDirectoryAt("d");
    assert.deepEqual(rest(stream), ["a"]);
    stream.drop();
  });

  check("a tree is removed while it is listed", (root) => {
    for (const path of ["t", "t/a", "t/a/b", "t/c"]) root.createDirectoryAt(path);
    for (const path of ["t/1", "t/a/2", "t/a/b/3", "t/c/4"]) put(root, path, "x");
    remove(root, "t");
    assert.deepEqual(names(root), []);
  });
}

function next(stream: DirectoryEntryStream): string | undefined {
  return stream.readDirectoryEntry()?.name;
}

function rest(stream: DirectoryEntryStream): string[] {
  const result: string[] = [];
  for (let name = next(stream); name !== undefined; name = next(stream)) result.push(name);
  return result;
}

function remove(parent: Descriptor, name: string): void {
  const directory = parent.openAt(KEEP, name, { directory: true }, READ);
  const stream = directory.readDirectory();
  for (let entry = stream.readDirectoryEntry(); entry !== undefined; entry = stream.readDirectoryEntry()) {
    if (entry.type === "directory") remove(directory, entry.name);
    else directory.unlinkFileAt(entry.name);
  }
  stream.drop();
  directory.drop();
  parent.removeDirectoryAt(name);
}

export function renames(check: Check): void {
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
    d.drop();
    fails("no-entry", () => root.statAt(KEEP, "a"));
    fails("no-entry", () => root.renameAt("x", root, "y"));
    fails("no-entry", () => root.renameAt("b", root, "none/y"));
    fails("is-directory", () => root.renameAt("b", root, "d"));
    fails("not-directory", () => root.renameAt("d", root, "b"));
    fails("not-directory", () => root.renameAt("b", root, "c/"));
    fails("not-directory", () => root.renameAt("b/", root, "c"));
    fails("busy", () => root.renameAt(".", root, "c"));
    fails("busy", () => root.renameAt("d", root, "."));
    put(root, "e/f", "E");
    fails("not-empty", () => root.renameAt("d", root, "e"));
    root.renameAt("e/", root, "d/");
    assert.equal(get(root, "d/f"), "E");
    fails("no-entry", () => root.statAt(KEEP, "e"));
    root.renameAt("d", root, "new/");
    assert.equal(get(root, "new/f"), "E");
  });

  check("rename of a directory into itself", (root) => {
    for (const path of ["d", "d/e", "d/e/f"]) root.createDirectoryAt(path);
    fails("invalid", () => root.renameAt("d", root, "d/in"));
    fails("invalid", () => root.renameAt("d", root, "d/e/f/in"));
    const inner = root.openAt(KEEP, "d/e", {}, READ);
    fails("invalid", () => root.renameAt("d", inner, "in"));
    fails("not-empty", () => root.renameAt("d/e", root, "d"));
    inner.drop();
    root.renameAt("d", root, "d");
    root.renameAt("d/e/f", root, "f");
    root.renameAt("d", root, "f");
    assert.deepEqual(names(root), ["f:directory"]);
    assert.equal(root.statAt(KEEP, "f/e").type, "directory");
  });

  check("rename between two names of one file changes nothing", (root) => {
    put(root, "a", "A");
    root.linkAt(KEEP, "a", root, "b");
    root.renameAt("a", root, "b");
    root.renameAt("a", root, "a");
    assert.equal(root.statAt(KEEP, "a").linkCount, 2n);
    assert.deepEqual(names(root), ["a:regular-file", "b:regular-file"]);
  });

  check("rename over an open file leaves that file to who has it open", (root) => {
    put(root, "a", "new");
    put(root, "b", "old");
    const old = root.openAt(KEEP, "b", {}, BOTH);
    root.renameAt("a", root, "b");
    assert.equal(get(root, "b"), "new");
    assert.equal(text(old.read(9n, 0n)[0]), "old");
    assert.equal(old.stat().linkCount, 0n);
    old.write(bytes("OLD!"), 0n);
    assert.equal(get(root, "b"), "new");
    old.drop();
  });

  check("rename of links moves the link", (root) => {
    root.createDirectoryAt("d");
    put(root, "d/f", "x");
    root.symlinkAt("d", "l");
    root.renameAt("l", root, "d/l");
    assert.equal(root.readlinkAt("d/l"), "d");
    root.symlinkAt("d/f", "m");
    root.renameAt("d/f", root, "m");
    assert.equal(root.statAt(KEEP, "m").type, "regular-file");
    assert.deepEqual(names(root), ["d:directory", "m:regular-file"]);
  });
}
