import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { ComponentError } from "../../component-error.js";
import type { ErrorCode } from "../../filesystem/p2.js";
import {
  at, bytes, fails, filesystemSuite, get, KEEP, names, now, put, READ, rootOf, UNCHANGED, WRITE,
} from "../../testing/filesystem-suite.js";
import { memoryDirectory } from "../memory/directory.js";
import { openHostDirectory } from "./directory.js";
import { canHold } from "./held-directory.js";
import { hostDirectory } from "./host.js";

const scratch = fs.mkdtempSync(join(tmpdir(), "weft-wasi-"));
after(() => fs.rmSync(scratch, { recursive: true }));
const fresh = (): string => fs.mkdtempSync(join(scratch, "d"));

const isDeno = "deno" in process.versions;

/** Deno sets times to the millisecond. */
const tick = isDeno ? 1_000_000n : 1000n;

filesystemSuite("host", () => {
  const path = fresh();
  return (options) => hostDirectory(path, options);
}, tick);

filesystemSuite("host, by path", () => {
  const path = fresh();
  return ({ readOnly }) => ({ readOnly, open: () => openHostDirectory(path, false) });
}, tick);

test("links that the host made lead nowhere outside", () => {
  const outside = fresh();
  fs.writeFileSync(join(outside, "secret"), "s");
  const inside = fresh();
  fs.symlinkSync(outside, join(inside, "absolute"));
  fs.symlinkSync(join("..", outside.slice(scratch.length + 1)), join(inside, "relative"));
  fs.symlinkSync(join(outside, "secret"), join(inside, "file"));
  const root = rootOf(hostDirectory(inside));
  for (const path of ["absolute", "relative", "file", "absolute/secret", "relative/secret"]) {
    fails("not-permitted", () => root.openAt({ symlinkFollow: true }, path, {}, READ));
    fails("not-permitted", () => root.statAt({ symlinkFollow: true }, path));
  }
  fails("not-permitted", () => root.readlinkAt("file"));
  fails("not-permitted", () => root.openAt({ symlinkFollow: true }, "file", { create: true, truncate: true }, WRITE));
  assert.equal(fs.readFileSync(join(outside, "secret"), "utf8"), "s");
});

test("the granted path may itself be a link, and must be a directory", () => {
  const real = fresh();
  fs.writeFileSync(join(real, "f"), "x");
  fs.symlinkSync(real, join(scratch, "alias"));
  assert.equal(get(rootOf(hostDirectory(join(scratch, "alias"))), "f"), "x");
  fails("not-directory", () => rootOf(hostDirectory(join(real, "f"))));
  fails("no-entry", () => rootOf(hostDirectory(join(real, "none"))));
});

test("an open directory survives its renaming", { skip: process.platform !== "linux" && "needs /proc" }, () => {
  const inside = fresh();
  fs.mkdirSync(join(inside, "a"));
  const root = rootOf(hostDirectory(inside));
  const a = root.openAt({}, "a", {}, READ);
  fs.renameSync(join(inside, "a"), join(inside, "b"));
  put(a, "f", "x");
  assert.equal(fs.readFileSync(join(inside, "b", "f"), "utf8"), "x");
});

test("dropped descriptors leave no file open", { skip: process.platform !== "linux" && "needs /proc" }, () => {
  const open = (): number => fs.readdirSync("/proc/self/fd").length;
  const before = open();
  const root = rootOf(hostDirectory(fresh()));
  root.createDirectoryAt("d");
  root.createDirectoryAt("d/e");
  put(root, "d/e/f", "x");
  assert.equal(get(root, "d/e/../e/f"), "x");
  fails("no-entry", () => root.openAt({}, "d/e/none", {}, READ));
  const file = root.openAt({}, "d/e/f", {}, READ);
  const stream = file.readViaStream(0n);
  file.drop();
  assert.equal(stream.read(1n).length, 1);
  stream.drop();
  root.drop();
  assert.equal(open(), before);
});

test("a pipe does not hold up whoever opens it", { skip: process.platform === "win32" && "needs mkfifo" }, () => {
  const path = fresh();
  assert.equal(spawnSync("mkfifo", [join(path, "pipe")]).status, 0);
  const root = rootOf(hostDirectory(path));
  assert.deepEqual(names(root), ["pipe:fifo"]);
  assert.equal(root.statAt(KEEP, "pipe").type, "fifo");
  fails("no-such-device", () => root.openAt(KEEP, "pipe", {}, WRITE));
  fails("no-such-device", () => root.openAt(KEEP, "pipe", { truncate: true }, WRITE));
  fails("not-directory", () => root.openAt(KEEP, "pipe", { directory: true }, READ));
  const pipe = root.openAt(KEEP, "pipe", {}, READ);
  assert.equal(pipe.getType(), "fifo");
  fails("invalid-seek", () => pipe.read(1n, 0n));
  pipe.drop();
  root.unlinkFileAt("pipe");
});

test("names and links that are no Unicode text are told as such", {
  skip: process.platform !== "linux" ? "other systems allow none" : isDeno && "Deno takes no path that is bytes",
}, () => {
  const path = fresh();
  const strange = Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0x66, 0xff])]);
  fs.writeFileSync(strange, "x");
  fs.writeFileSync(join(path, "\ufffd"), "y");
  fs.symlinkSync(Buffer.from([0xff]), join(path, "strange"));
  fs.symlinkSync("\ufffd", join(path, "replacement"));
  const root = rootOf(hostDirectory(path));
  const stream = root.readDirectory();
  const found: (string | undefined)[] = [];
  for (let count = 0; count < 4; count++) {
    try {
      found.push(stream.readDirectoryEntry()?.name);
    } catch (error) {
      found.push((error as ComponentError<ErrorCode>).payload);
    }
  }
  assert.equal(stream.readDirectoryEntry(), undefined);
  assert.deepEqual(found.sort(), ["illegal-byte-sequence", "replacement", "strange", "\ufffd"]);
  fails("illegal-byte-sequence", () => root.readlinkAt("strange"));
  assert.equal(get(root, "replacement"), "y");
});

test("times before 1970 cannot be told, and are left alone", () => {
  const path = fresh();
  fs.writeFileSync(join(path, "a"), "x");
  fs.utimesSync(join(path, "a"), new Date(-5000), new Date(-7000));
  const root = rootOf(hostDirectory(path));
  assert.equal(root.statAt(KEEP, "a").dataModificationTimestamp, undefined);
  root.setTimesAt(KEEP, "a", at(1n), UNCHANGED);
  assert.equal(fs.statSync(join(path, "a")).mtimeMs, -7000);
  fails("overflow", () => root.setTimesAt(KEEP, "a", at(2n ** 63n), UNCHANGED));
});

test("two processes append to one file", { skip: !canHold() && "needs /proc" }, async () => {
  const path = fresh();
  fs.writeFileSync(join(path, "log"), "");
  const script = `for (let i = 0; i < 2000; i++) fs.appendFileSync("log", "theirs\\n"); process.send("done");`;
  const other = spawn(process.execPath, ["-e", `process.send("begin"); ${script}`], { cwd: path, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await new Promise((resolve) => other.once("message", resolve));
  const ended = new Promise((resolve) => other.once("exit", resolve));
  const file = rootOf(hostDirectory(path)).openAt(KEEP, "log", {}, WRITE);
  const stream = file.appendViaStream();
  for (let count = 0; count < 2000; count++) now(stream.blockingWriteAndFlush(bytes("mine\n")));
  await ended;
  const lines = fs.readFileSync(join(path, "log"), "utf8").split("\n");
  assert.deepEqual(["mine", "theirs", ""].map((line) => lines.filter((found) => found === line).length), [2000, 2000, 1]);
});

test("a directory known by its path is refused once the path leads elsewhere", () => {
  const path = fresh();
  for (const name of ["a", "b"]) fs.mkdirSync(join(path, name));
  fs.writeFileSync(join(path, "b", "f"), "x");
  const root = rootOf({ open: () => openHostDirectory(path, false) });
  const a = root.openAt(KEEP, "a", {}, READ);
  fs.rmdirSync(join(path, "a"));
  fs.symlinkSync("b", join(path, "a"));
  fails("no-entry", () => a.openAt(KEEP, "f", {}, READ));
  fails("no-entry", () => a.openAt(KEEP, "new", { create: true }, WRITE));
  fails("no-entry", () => a.statAt(KEEP, "f"));
  fails("no-entry", () => a.unlinkFileAt("f"));
  fails("no-entry", () => a.readDirectory());
  fails("no-entry", () => a.setTimes(at(1n), at(1n)));
  assert.deepEqual(fs.readdirSync(join(path, "b")), ["f"]);
});

test("host and memory are two devices", () => {
  const root = rootOf(hostDirectory(fresh()));
  put(root, "a", "x");
  fails("cross-device", () => root.renameAt("a", rootOf(memoryDirectory()), "a"));
});
