/** Paths, symbolic and hard links. */
import assert from "node:assert/strict";
import { BOTH, bytes, type Check, CREATE, fails, FOLLOW, get, KEEP, names, put, READ, text, WRITE } from "../fixture.js";

export function paths(check: Check): void {
  check("no path leaves the directory", (root) => {
    root.createDirectoryAt("d");
    put(root, "f", "x");
    for (const path of ["..", "../x", "/", "//", "/etc/passwd", "d/../..", "d/../../x", "./../d", "d/../../f", "d/../../../etc"]) {
      fails("not-permitted", () => root.openAt(FOLLOW, path, {}, READ));
      fails("not-permitted", () => root.openAt(KEEP, path, CREATE, WRITE));
      fails("not-permitted", () => root.statAt(KEEP, path));
      fails("not-permitted", () => root.metadataHashAt(KEEP, path));
      fails("not-permitted", () => root.setTimesAt(KEEP, path, { tag: "now" }, { tag: "now" }));
      fails("not-permitted", () => root.unlinkFileAt(path));
      fails("not-permitted", () => root.removeDirectoryAt(path));
      fails("not-permitted", () => root.createDirectoryAt(path));
      fails("not-permitted", () => root.readlinkAt(path));
      fails("not-permitted", () => root.symlinkAt("x", path));
      fails("not-permitted", () => root.linkAt(KEEP, "f", root, path));
      fails("not-permitted", () => root.linkAt(KEEP, path, root, "new"));
      fails("not-permitted", () => root.renameAt("f", root, path));
      fails("not-permitted", () => root.renameAt(path, root, "new"));
    }
    const inner = root.openAt(KEEP, "d", {}, READ);
    fails("not-permitted", () => inner.openAt(FOLLOW, "..", {}, READ));
    fails("not-permitted", () => inner.renameAt("../f", root, "new"));
    fails("not-permitted", () => root.renameAt("f", inner, "../new"));
    inner.drop();
    assert.deepEqual(names(root), ["d:directory", "f:regular-file"]);
  });

  check("links that lead outside are no way out", (root) => {
    root.createDirectoryAt("d");
    root.symlinkAt("../..", "d/up");
    root.symlinkAt("../../d/x", "d/round");
    root.symlinkAt("d/up", "twice");
    for (const path of ["d/up", "d/round", "twice"]) {
      fails("not-permitted", () => root.statAt(FOLLOW, path));
      fails("not-permitted", () => root.statAt(KEEP, `${path}/`));
      fails("not-permitted", () => root.statAt(KEEP, `${path}/x`));
      fails("not-permitted", () => root.openAt(FOLLOW, path, CREATE, WRITE));
      fails("not-permitted", () => root.renameAt(`${path}/x`, root, "new"));
      fails("not-permitted", () => root.createDirectoryAt(`${path}/x`));
    }
    // Out of the inner directory, but not out of the root.
    root.symlinkAt("../f", "d/out");
    put(root, "f", "x");
    assert.equal(get(root, "d/out"), "x");
    const inner = root.openAt(KEEP, "d", {}, READ);
    fails("not-permitted", () => inner.openAt(FOLLOW, "out", {}, READ));
    inner.drop();
    for (const target of ["/", "/etc", "//x"]) fails("not-permitted", () => root.symlinkAt(target, "absolute"));
  });

  check("names", (root) => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "é", "e\u0301", "日本", "😀", " ", "a b", "...", "-"]) {
      fails("no-entry", () => root.statAt(KEEP, name));
      put(root, name, name);
      assert.equal(get(root, name), name);
    }
    assert.equal(names(root).length, 12);
    fails("invalid", () => root.openAt(KEEP, "a\0b", CREATE, WRITE));
    fails("invalid", () => root.symlinkAt("a\0b", "l"));
    for (const call of [
      () => root.statAt(KEEP, ""), () => root.createDirectoryAt(""), () => root.unlinkFileAt(""), () => root.removeDirectoryAt(""),
      () => root.readlinkAt(""), () => root.symlinkAt("x", ""), () => root.symlinkAt("", "x"), () => root.renameAt("", root, "x"),
      () => root.renameAt("é", root, ""), () => root.linkAt(KEEP, "", root, "x"), () => root.linkAt(KEEP, "é", root, ""),
    ]) {
      fails("no-entry", call);
    }
  });
}

export function links(check: Check): void {
  check("symbolic links", (root) => {
    root.createDirectoryAt("d");
    put(root, "d/f", "linked");
    root.symlinkAt("d/f", "l");
    root.symlinkAt("../d", "d/self");
    root.symlinkAt("missing", "dangling");
    assert.equal(get(root, "l"), "linked");
    assert.equal(get(root, "d/self/self/f"), "linked");
    assert.equal(root.readlinkAt("l"), "d/f");
    assert.equal(root.readlinkAt("d/self/self"), "../d");
    assert.equal(root.statAt(KEEP, "l").type, "symbolic-link");
    assert.equal(root.statAt(KEEP, "l").size, 3n);
    assert.equal(root.statAt(FOLLOW, "l").type, "regular-file");
    assert.equal(root.statAt(KEEP, "d/self/").type, "directory");
    fails("loop", () => root.openAt(KEEP, "l", {}, READ));
    fails("loop", () => root.openAt(KEEP, "l", CREATE, WRITE));
    fails("not-directory", () => root.openAt(KEEP, "l", { directory: true }, READ));
    fails("invalid", () => root.readlinkAt("d/f"));
    fails("invalid", () => root.readlinkAt("d"));
    fails("no-entry", () => root.readlinkAt("none"));
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

  check("slashes behind links and files", (root) => {
    root.createDirectoryAt("d");
    put(root, "f", "x");
    root.symlinkAt("d", "to-d");
    root.symlinkAt("f", "to-f");
    root.symlinkAt("none", "to-none");
    // A link that is looked through is followed for the sake of the slash.
    assert.equal(root.statAt(KEEP, "to-d/").type, "directory");
    fails("not-directory", () => root.statAt(KEEP, "to-f/"));
    fails("no-entry", () => root.statAt(KEEP, "to-none/"));
    fails("not-directory", () => root.statAt(KEEP, "f/"));
    fails("invalid", () => root.readlinkAt("to-d/"));
    fails("not-directory", () => root.readlinkAt("to-f/"));
    // One that is made, moved or removed is not.
    for (const link of ["to-d/", "to-f/", "to-none/"]) {
      fails("not-directory", () => root.unlinkFileAt(link));
      fails("not-directory", () => root.removeDirectoryAt(link));
      fails("not-directory", () => root.renameAt(link, root, "new"));
      fails("exist", () => root.createDirectoryAt(link));
      fails("exist", () => root.symlinkAt("x", link));
      fails("exist", () => root.linkAt(KEEP, "f", root, link));
    }
    fails("not-directory", () => root.unlinkFileAt("f/"));
    fails("is-directory", () => root.unlinkFileAt("d/"));
    fails("no-entry", () => root.unlinkFileAt("new/"));
    fails("exist", () => root.symlinkAt("x", "d/"));
    fails("no-entry", () => root.symlinkAt("x", "new/"));
    fails("not-directory", () => root.linkAt(KEEP, "f/", root, "new"));
    fails("no-entry", () => root.linkAt(KEEP, "f", root, "new/"));
    fails("exist", () => root.linkAt(KEEP, "f", root, "d/"));
    // `x/.` is the directory itself, not the name `x`.
    fails("invalid", () => root.removeDirectoryAt("d/."));
    fails("is-directory", () => root.unlinkFileAt("d/."));
    fails("busy", () => root.renameAt("d/.", root, "new"));
    fails("busy", () => root.renameAt("d", root, "d/."));
    fails("exist", () => root.createDirectoryAt("d/."));
    fails("no-entry", () => root.createDirectoryAt("new/."));
    assert.deepEqual(names(root), ["d:directory", "f:regular-file", "to-d:symbolic-link", "to-f:symbolic-link", "to-none:symbolic-link"]);
  });

  check("symbolic links that go in circles", (root) => {
    root.symlinkAt("b", "a");
    root.symlinkAt("a", "b");
    root.symlinkAt("c/c", "c");
    fails("loop", () => root.statAt(FOLLOW, "a"));
    fails("loop", () => root.statAt(KEEP, "a/x"));
    fails("loop", () => root.openAt(FOLLOW, "c", CREATE, WRITE));
    fails("loop", () => root.linkAt(FOLLOW, "a", root, "new"));
    assert.equal(root.statAt(KEEP, "a").type, "symbolic-link");
    root.unlinkFileAt("a");
    fails("no-entry", () => root.statAt(FOLLOW, "b"));
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
    fails("no-entry", () => root.linkAt(KEEP, "a", root, "none/y"));
    fails("not-permitted", () => root.linkAt(KEEP, "d", root, "y"));
    fails("not-permitted", () => root.linkAt(KEEP, ".", root, "y"));
    root.symlinkAt("a", "l");
    root.linkAt(FOLLOW, "l", root, "through");
    root.linkAt(KEEP, "l", root, "link");
    assert.equal(root.statAt(KEEP, "through").type, "regular-file");
    assert.equal(root.statAt(KEEP, "link").type, "symbolic-link");
    assert.equal(root.statAt(KEEP, "link").linkCount, 2n);
    root.unlinkFileAt("a");
    assert.equal(a.stat().linkCount, 2n);
    root.unlinkFileAt("through");
    root.unlinkFileAt("d/b");
    assert.equal(a.stat().linkCount, 0n);
    a.drop();
    b.drop();
  });
}
