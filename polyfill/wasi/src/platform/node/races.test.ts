/** Another process against the guest: it swaps directories for links to outside, and back, while the guest works through them. */
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ComponentError } from "../../component-error.js";
import type { Descriptor, DescriptorFlags, OpenFlags } from "../../filesystem/p2.js";
import { at, BOTH, bytes, CREATE, FOLLOW, KEEP, names, READ, rootOf, text, WRITE } from "../../testing/filesystem-suite.js";
import { canHold } from "./held-directory.js";
import { hostDirectory } from "./host.js";

const scratch = fs.mkdtempSync(join(tmpdir(), "weft-races-"));
after(() => fs.rmSync(scratch, { recursive: true }));

const SECRET = "what nobody may read";

/** A directory to grant, `inside`, beside one that must stay as it is, `outside`. */
function scene(): { inside: string; outside: string } {
  const base = fs.mkdtempSync(join(scratch, "s"));
  const [inside, outside] = [join(base, "inside"), join(base, "outside")];
  for (const path of [inside, outside, join(inside, "swap"), join(outside, "d")]) fs.mkdirSync(path);
  for (const name of ["f", "secret", "g", "moved"]) fs.writeFileSync(join(outside, name), SECRET);
  for (const path of ["file", "g", "swap/f"]) fs.writeFileSync(join(inside, path), "mine");
  fs.symlinkSync("../outside", join(inside, "to-outside"));
  fs.symlinkSync("../outside/secret", join(inside, "to-secret"));
  // Old access times: reading would be seen.
  for (const name of ["f", "secret", "g", "moved", "d", ""]) fs.utimesSync(join(outside, name), 1000, 2000);
  return { inside, outside };
}

/** All there is to know about what is outside. */
function snapshot(outside: string): unknown {
  const paths = ["", ...fs.readdirSync(outside, { recursive: true }).map(String)].sort();
  return paths.map((path) => {
    const { atimeNs, mtimeNs, ctimeNs, ino, nlink, size, mode } = fs.lstatSync(join(outside, path), { bigint: true });
    // Listing the directories here is seen in their own access times.
    return { path, atimeNs: path === "" || path === "d" ? 0n : atimeNs, mtimeNs, ctimeNs, ino, nlink, size, mode };
  });
}

async function swapper(inside: string): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL("../../testing/swapper.js", import.meta.url)), [inside]);
  await new Promise((resolve) => child.once("message", resolve));
  return child;
}

/** Does everything a guest can do by a path through `swap` and `file`; counts how it ended. */
function work(root: Descriptor, rounds: number): Map<string, number> {
  const outcomes = new Map<string, number>();
  const attempt = (operation: () => void): void => {
    let outcome = "done";
    try {
      operation();
    } catch (error) {
      if (!(error instanceof ComponentError)) throw error;
      outcome = String(error.payload);
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  };
  const open = (path: string, how: OpenFlags, flags: DescriptorFlags, use: (file: Descriptor) => void): void =>
    attempt(() => {
      const file = root.openAt(FOLLOW, path, how, flags);
      try {
        use(file);
      } finally {
        file.drop();
      }
    });
  const read = (file: Descriptor): void => assert.notEqual(text(file.read(100n, 0n)[0]), SECRET);
  for (let round = 0; round < rounds; round++) {
    for (const path of ["swap/f", "file", "swap/./../swap/f"]) {
      open(path, {}, READ, read);
      open(path, { create: true, truncate: true }, BOTH, (file) => void file.write(bytes("mine"), 0n));
      open(path, {}, WRITE, (file) => file.setSize(4n));
      open(path, { truncate: true }, READ, read);
      attempt(() => root.setTimesAt(FOLLOW, path, at(5n), at(5n)));
      attempt(() => assert.notEqual(root.statAt(FOLLOW, path).size, BigInt(SECRET.length)));
      attempt(() => root.linkAt(FOLLOW, path, root, "linked"));
      open("linked", {}, READ, read);
      attempt(() => root.unlinkFileAt("linked"));
    }
    open("swap", { directory: true }, READ, (directory) => assert.ok(!names(directory).includes("secret:regular-file")));
    open("swap", { directory: true }, READ, (directory) => directory.openAt(KEEP, "made", CREATE, WRITE).drop());
    open("swap/new", { create: true, exclusive: true }, WRITE, () => {});
    attempt(() => root.unlinkFileAt("swap/new"));
    attempt(() => root.createDirectoryAt("swap/e"));
    attempt(() => root.removeDirectoryAt("swap/e"));
    attempt(() => root.removeDirectoryAt("swap/d"));
    attempt(() => root.symlinkAt("f", "swap/l"));
    attempt(() => root.unlinkFileAt("swap/l"));
    attempt(() => root.renameAt("g", root, "swap/moved"));
    attempt(() => root.renameAt("swap/moved", root, "g"));
    attempt(() => root.unlinkFileAt("swap/secret"));
    attempt(() => root.metadataHashAt(FOLLOW, "swap/secret"));
    attempt(() => root.setTimesAt(KEEP, "swap/.", at(5n), at(5n)));
  }
  return outcomes;
}

async function race(rounds: number): Promise<Map<string, number>> {
  const { inside, outside } = scene();
  const before = snapshot(outside);
  const root = rootOf(hostDirectory(inside));
  const child = await swapper(inside);
  let outcomes: Map<string, number>;
  try {
    outcomes = work(root, rounds);
  } finally {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await gone;
    root.drop();
  }
  assert.deepEqual(snapshot(outside), before);
  return outcomes;
}

test("a process that swaps in links leads no guest outside", { skip: !canHold() && "needs /proc" }, async (t) => {
  const outcomes = await race(100);
  t.diagnostic([...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(", "));
  // The guest met both states, thousands of times.
  assert.ok((outcomes.get("done") ?? 0) > 500);
  assert.ok((outcomes.get("not-permitted") ?? 0) > 100);
});
