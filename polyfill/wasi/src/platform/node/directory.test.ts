import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fails, filesystemSuite, get, put, READ, rootOf, WRITE } from "../../testing/filesystem-suite.js";
import { memoryDirectory } from "../memory/directory.js";
import { openHostDirectory } from "./directory.js";
import { hostDirectory } from "./host.js";

const scratch = fs.mkdtempSync(join(tmpdir(), "weft-wasi-"));
after(() => fs.rmSync(scratch, { recursive: true }));
const fresh = (): string => fs.mkdtempSync(join(scratch, "d"));

filesystemSuite("host", (options) => hostDirectory(fresh(), options));

filesystemSuite("host, by path", ({ readOnly }) => {
  const path = fresh();
  return { readOnly, open: () => openHostDirectory(path, false) };
});

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

test("host and memory are two devices", () => {
  const root = rootOf(hostDirectory(fresh()));
  put(root, "a", "x");
  fails("cross-device", () => root.renameAt("a", rootOf(memoryDirectory()), "a"));
});
