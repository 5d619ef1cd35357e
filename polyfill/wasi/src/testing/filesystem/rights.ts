/** Flags: of descriptors, of opening, and what a read-only directory forbids. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Descriptor } from "../../filesystem/p2.js";
import {
  at, BOTH, bytes, type Check, CREATE, fails, FOLLOW, get, type Grant, KEEP, names, NOW, put, READ, rootOf, UNCHANGED, WRITE,
} from "../fixture.js";

export function rights(check: Check): void {
  check("rights of the descriptor", (root) => {
    put(root, "a", "x");
    const readOnly = root.openAt(KEEP, "a", {}, READ);
    fails("bad-descriptor", () => readOnly.write(bytes("y"), 0n));
    fails("bad-descriptor", () => readOnly.writeViaStream(0n));
    fails("bad-descriptor", () => readOnly.appendViaStream());
    fails("invalid", () => readOnly.setSize(0n));
    const writeOnly = root.openAt(KEEP, "a", {}, WRITE);
    fails("bad-descriptor", () => writeOnly.read(1n, 0n));
    fails("bad-descriptor", () => writeOnly.readViaStream(0n));
    const neither = root.openAt(KEEP, "a", {}, {});
    fails("bad-descriptor", () => neither.read(1n, 0n));
    fails("bad-descriptor", () => neither.write(bytes("y"), 0n));
    assert.equal(neither.stat().size, 1n);
    assert.equal(root.getType(), "directory");
    assert.equal(readOnly.getType(), "regular-file");
    // Neither has anything to bring to the disk.
    for (const descriptor of [readOnly, writeOnly, neither]) {
      descriptor.sync();
      descriptor.syncData();
      descriptor.advise(0n, 1n, "random");
      descriptor.drop();
    }
    assert.equal(get(root, "a"), "x");
  });

  check("what a directory is asked that only a file can do, and a file that only a directory can", (root) => {
    put(root, "a", "x");
    fails("is-directory", () => root.read(1n, 0n));
    fails("is-directory", () => root.readViaStream(0n));
    fails("bad-descriptor", () => root.write(bytes("y"), 0n));
    fails("bad-descriptor", () => root.writeViaStream(0n));
    fails("bad-descriptor", () => root.appendViaStream());
    fails("bad-descriptor", () => root.setSize(0n));
    fails("bad-descriptor", () => root.advise(0n, 1n, "random"));
    root.sync();
    root.syncData();
    const file = root.openAt(KEEP, "a", {}, BOTH);
    fails("not-directory", () => file.readDirectory());
    fails("not-directory", () => file.openAt(KEEP, "b", CREATE, WRITE));
    fails("not-directory", () => file.openAt(KEEP, ".", {}, READ));
    fails("not-directory", () => file.statAt(KEEP, "b"));
    fails("not-directory", () => file.metadataHashAt(KEEP, "b"));
    fails("not-directory", () => file.setTimesAt(KEEP, "b", NOW, NOW));
    fails("not-directory", () => file.createDirectoryAt("b"));
    fails("not-directory", () => file.removeDirectoryAt("b"));
    fails("not-directory", () => file.unlinkFileAt("b"));
    fails("not-directory", () => file.symlinkAt("a", "b"));
    fails("not-directory", () => file.readlinkAt("b"));
    fails("not-directory", () => file.linkAt(KEEP, "a", root, "b"));
    fails("not-directory", () => root.linkAt(KEEP, "a", file, "b"));
    fails("not-directory", () => file.renameAt("a", root, "b"));
    fails("not-directory", () => root.renameAt("a", file, "b"));
    file.drop();
  });

  check("get-flags tells what was asked for", (root) => {
    const none = {
      read: false, write: false, fileIntegritySync: false, dataIntegritySync: false, requestedWriteSync: false, mutateDirectory: false,
    };
    assert.deepEqual(root.getFlags(), { ...none, read: true, mutateDirectory: true });
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    assert.deepEqual(file.getFlags(), { ...none, read: true, write: true });
    const sync = root.openAt(KEEP, "a", {}, { write: true, fileIntegritySync: true, dataIntegritySync: true, requestedWriteSync: true });
    assert.deepEqual(sync.getFlags(), {
      ...none, write: true, fileIntegritySync: true, dataIntegritySync: true, requestedWriteSync: true,
    });
    sync.write(bytes("synced"), 0n);
    sync.appendViaStream().drop();
    assert.equal(get(root, "a"), "synced");
    // wasi-libc asks for this whenever it opens something to write.
    const asLibc = root.openAt(KEEP, "a", {}, { write: true, mutateDirectory: true });
    assert.equal(asLibc.getFlags().mutateDirectory, false);
    for (const descriptor of [file, sync, asLibc]) descriptor.drop();
  });

  check("open flags", (root) => {
    fails("no-entry", () => root.openAt(KEEP, "a", {}, READ));
    fails("no-entry", () => root.openAt(KEEP, "a", { exclusive: true }, READ));
    fails("no-entry", () => root.openAt(KEEP, "a", { truncate: true }, WRITE));
    put(root, "a", "text");
    root.createDirectoryAt("d");
    fails("exist", () => root.openAt(KEEP, "a", { create: true, exclusive: true }, WRITE));
    fails("exist", () => root.openAt(KEEP, "d", { create: true, exclusive: true }, READ));
    fails("not-directory", () => root.openAt(KEEP, "a", { directory: true }, READ));
    fails("not-directory", () => root.openAt(KEEP, "a/", {}, READ));
    fails("not-directory", () => root.openAt(KEEP, "a/.", {}, READ));
    fails("not-directory", () => root.openAt(KEEP, "a/b", {}, READ));
    fails("not-directory", () => root.openAt(KEEP, "a/..", {}, READ));
    fails("is-directory", () => root.openAt(KEEP, "d", {}, WRITE));
    fails("is-directory", () => root.openAt(KEEP, "d", CREATE, READ));
    fails("is-directory", () => root.openAt(KEEP, "d", { truncate: true }, READ));
    fails("is-directory", () => root.openAt(KEEP, ".", {}, WRITE));
    fails("is-directory", () => root.openAt(KEEP, "new/", CREATE, WRITE));
    fails("no-entry", () => root.openAt(KEEP, "new/.", CREATE, WRITE));
    for (const other of [CREATE, { exclusive: true }, { truncate: true }]) {
      fails("invalid", () => root.openAt(KEEP, "d", { directory: true, ...other }, READ));
    }
    fails("no-entry", () => root.openAt(KEEP, "", {}, READ));
    root.openAt(KEEP, "a", { exclusive: true }, READ).drop();
    root.openAt(KEEP, "a", CREATE, READ).drop();
    assert.equal(get(root, "a"), "text");
    root.openAt(KEEP, "a", { truncate: true }, READ).drop();
    assert.equal(get(root, "a"), "");
    const inner = root.openAt(KEEP, "d/", { directory: true }, READ);
    put(inner, "f", "in");
    assert.equal(get(root, "./d//f"), "in");
    assert.equal(get(root, "d/../d/./f"), "in");
    assert.ok(root.openAt(KEEP, "d/.", {}, READ).isSameObject(inner));
    assert.ok(root.openAt(KEEP, "d/..", {}, READ).isSameObject(root));
    inner.drop();
  });
}

/** Declares what must hold when guests may only look. */
export function readOnly(platform: string, make: () => Grant): void {
  test(`${platform}: in a read-only directory everything that changes something fails, and changes nothing`, () => {
    const mount = make();
    const writable = rootOf(mount({ readOnly: false }));
    writable.createDirectoryAt("d");
    put(writable, "a", "x");
    put(writable, "d/e", "y");
    writable.symlinkAt("a", "l");
    const before = [writable.statAt(KEEP, "a"), writable.statAt(KEEP, "d"), writable.metadataHash()];

    const root = rootOf(mount({ readOnly: true }));
    assert.equal(root.getFlags().mutateDirectory, false);
    const inner = root.openAt(KEEP, "d", { directory: true }, READ);
    assert.equal(inner.getFlags().mutateDirectory, false);
    for (const [directory, file] of [[root, "a"], [root, "d/e"], [root, "l"], [root, "d/../a"], [inner, "e"]] as const) {
      changesNothing(directory, file);
    }
    // Into it, out of it, and across it.
    fails("read-only", () => writable.renameAt("a", root, "b"));
    fails("read-only", () => root.renameAt("a", writable, "b"));
    fails("read-only", () => root.renameAt("a", root, "a"));
    fails("read-only", () => writable.linkAt(KEEP, "a", root, "b"));
    fails("read-only", () => root.linkAt(KEEP, "a", writable, "b"));
    fails("read-only", () => root.linkAt(FOLLOW, "l", writable, "b"));
    // What would fail anyway says why.
    fails("no-entry", () => root.unlinkFileAt("none"));
    fails("exist", () => root.createDirectoryAt("d"));
    fails("not-empty", () => writable.removeDirectoryAt("d"));
    const file = root.openAt(FOLLOW, "l", {}, READ);
    fails("bad-descriptor", () => file.write(bytes("z"), 0n));
    fails("invalid", () => file.setSize(0n));
    fails("bad-descriptor", () => file.appendViaStream());
    fails("read-only", () => file.setTimes(UNCHANGED, at(1n)));
    file.sync();
    root.sync();
    file.drop();

    assert.deepEqual(names(root), ["a:regular-file", "d:directory", "l:symbolic-link"]);
    assert.deepEqual([get(root, "l"), get(inner, "e")], ["x", "y"]);
    const after = [writable.statAt(KEEP, "a"), writable.statAt(KEEP, "d"), writable.metadataHash()];
    // Reading is seen in the access times.
    assert.deepEqual(after.map(withoutAccess), before.map(withoutAccess));
    for (const descriptor of [inner, root, writable]) descriptor.drop();
  });
}

function withoutAccess(value: object): object {
  return { ...value, dataAccessTimestamp: undefined };
}

function changesNothing(directory: Descriptor, file: string): void {
  fails("read-only", () => directory.openAt(FOLLOW, file, {}, WRITE));
  fails("read-only", () => directory.openAt(FOLLOW, file, CREATE, READ));
  fails("read-only", () => directory.openAt(FOLLOW, file, { truncate: true }, READ));
  fails("read-only", () => directory.openAt(FOLLOW, "new", { create: true, exclusive: true }, READ));
  fails("read-only", () => directory.openAt(KEEP, ".", {}, { mutateDirectory: true }));
  fails("read-only", () => directory.createDirectoryAt("new"));
  fails("read-only", () => directory.symlinkAt("x", "new"));
  fails("read-only", () => directory.unlinkFileAt(file));
  fails("read-only", () => directory.renameAt(file, directory, "new"));
  fails("read-only", () => directory.linkAt(KEEP, file, directory, "new"));
  fails("read-only", () => directory.setTimes(NOW, NOW));
  fails("read-only", () => directory.setTimesAt(KEEP, ".", NOW, NOW));
  fails("read-only", () => directory.setTimesAt(KEEP, file, at(1n), UNCHANGED));
  fails("read-only", () => directory.setTimesAt(FOLLOW, file, at(1n), UNCHANGED));
}
