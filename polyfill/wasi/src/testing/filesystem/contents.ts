/** Reading and writing files: offsets, ends, holes, sizes, streams. */
import assert from "node:assert/strict";
import { filesystemErrorCode } from "./errors.js";
import { BOTH, bytes, type Check, CREATE, fails, get, KEEP, now, put, READ, text, WRITE } from "../fixture.js";

export function contents(check: Check): void {
  check("read and write at offsets, with zeros in a gap", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    assert.equal(file.write(bytes("hello"), 3n), 5n);
    const [all, end] = file.read(100n, 0n);
    assert.deepEqual([text(all), end], ["\0\0\0hello", true]);
    const [part, partEnd] = file.read(2n, 3n);
    assert.deepEqual([text(part), partEnd], ["he", false]);
    const [none, noneEnd] = file.read(2n, 1000n);
    assert.deepEqual([none.length, noneEnd], [0, true]);
    file.write(bytes("HE"), 3n);
    assert.equal(text(file.read(100n, 3n)[0]), "HEllo");
    file.drop();
  });

  check("offsets and lengths beyond everything", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    file.write(bytes("hello"), 0n);
    for (const offset of [2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]) {
      assert.deepEqual(file.read(2n, offset), [new Uint8Array(0), true]);
      fails("file-too-large", () => file.write(bytes("x"), offset));
      fails("file-too-large", () => file.setSize(offset));
      fails("file-too-large", () => file.writeViaStream(offset));
      assert.throws(() => file.readViaStream(offset).read(1n), { payload: { tag: "closed" } });
      file.advise(offset, offset, "will-need");
    }
    const [all, end] = file.read(2n ** 64n - 1n, 1n);
    assert.deepEqual([text(all), end], ["ello", true]);
    assert.deepEqual(file.read(0n, 0n), [new Uint8Array(0), false]);
    file.drop();
  });

  check("no bytes are written anywhere", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    assert.equal(file.write(new Uint8Array(0), 100n), 0n);
    assert.equal(file.stat().size, 0n);
    file.drop();
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

  check("a hole in a large file costs nothing", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    const size = 1n << 40n;
    file.setSize(size);
    file.write(bytes("middle"), size / 2n);
    file.write(bytes("end"), size - 3n);
    assert.equal(file.stat().size, size);
    assert.equal(text(file.read(10n, size / 2n - 2n)[0]), "\0\0middle\0\0");
    assert.deepEqual([text(file.read(10n, size - 4n)[0]), file.read(10n, size - 4n)[1]], ["\0end", true]);
    assert.deepEqual(file.read(3n, size / 4n), [new Uint8Array(3), false]);
    file.setSize(size / 2n + 3n);
    assert.equal(text(file.read(10n, size / 2n)[0]), "mid");
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

  check("several streams on one file have a position each", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    const [first, second] = [file.writeViaStream(0n), file.writeViaStream(3n)];
    now(first.blockingWriteAndFlush(bytes("abc")));
    now(second.blockingWriteAndFlush(bytes("def")));
    now(first.blockingWriteAndFlush(bytes("D")));
    const [one, two] = [file.readViaStream(0n), file.readViaStream(4n)];
    assert.equal(text(one.read(2n)), "ab");
    assert.equal(text(two.read(9n)), "ef");
    assert.equal(text(one.read(9n)), "cDef");
    assert.equal(text(file.read(9n, 0n)[0]), "abcDef");
    for (const stream of [first, second, one, two]) stream.drop();
    file.drop();
  });

  check("appending streams of several descriptors never overwrite each other", (root) => {
    put(root, "a", "0");
    const files = [root.openAt(KEEP, "a", {}, WRITE), root.openAt(KEEP, "a", {}, BOTH)];
    const streams = files.map((file) => file.appendViaStream());
    for (let round = 1; round <= 3; round++) {
      streams.forEach((stream, index) => now(stream.blockingWriteAndFlush(bytes(`${round}${"xy"[index]}`))));
      files[1]?.write(bytes("!"), 0n);
    }
    assert.equal(get(root, "a"), "!1x1y2x2y3x3y");
    files[0]?.setSize(1n);
    now((streams[1] as (typeof streams)[0]).blockingWriteAndFlush(bytes("z")));
    assert.equal(get(root, "a"), "!z");
    for (const object of [...streams, ...files]) object.drop();
  });

  check("an appending stream goes on after the name and the descriptor are gone", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    const input = file.readViaStream(0n);
    const stream = file.appendViaStream();
    root.unlinkFileAt("a");
    file.drop();
    now(stream.blockingWriteAndFlush(bytes("one")));
    now(stream.blockingWriteAndFlush(bytes("two")));
    assert.equal(text(input.read(9n)), "onetwo");
    stream.drop();
    input.drop();
  });

  check("a stream splices from file to file", (root) => {
    put(root, "a", "0123456789".repeat(1000));
    const [from, to] = [root.openAt(KEEP, "a", {}, READ), root.openAt(KEEP, "b", CREATE, WRITE)];
    const [input, output] = [from.readViaStream(5n), to.writeViaStream(0n)];
    let moved = 0n;
    while (moved < 9995n) moved += now(output.blockingSplice(input, 4000n));
    assert.throws(() => output.splice(input, 1n), { payload: { tag: "closed" } });
    assert.equal(get(root, "b"), "0123456789".repeat(1000).slice(5));
    for (const object of [input, output, from, to]) object.drop();
  });

  check("what a stream reports has the file system's code", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, WRITE);
    const stream = file.writeViaStream(2n ** 53n - 1n);
    assert.equal(filesystemErrorCode(() => now(stream.blockingWriteAndFlush(bytes("xyz")))), "file-too-large");
    assert.throws(() => stream.checkWrite(), { payload: { tag: "closed" } });
    stream.drop();
    file.drop();
  });

  check("an unlinked file lives while it is open", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    root.unlinkFileAt("a");
    file.write(bytes("still"), 0n);
    file.setSize(6n);
    assert.equal(text(file.read(9n, 0n)[0]), "still\0");
    assert.equal(file.stat().linkCount, 0n);
    fails("no-entry", () => root.unlinkFileAt("a"));
    put(root, "a", "another");
    assert.equal(text(file.read(9n, 0n)[0]), "still\0");
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
}
