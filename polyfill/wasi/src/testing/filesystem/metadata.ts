/** Times, identity, and what tells of changes. */
import assert from "node:assert/strict";
import type { Descriptor, DescriptorStat } from "../../filesystem/p2.js";
import { at, BOTH, bytes, type Check, CREATE, fails, FOLLOW, KEEP, names, NOW, put, READ, UNCHANGED } from "../fixture.js";

const LONG_AGO = at(1_000_000_000n, 500_000_000);

type Which = "dataAccessTimestamp" | "dataModificationTimestamp" | "statusChangeTimestamp";

/** Since the epoch. */
function nanoseconds(stat: DescriptorStat, which: Which): bigint {
  const time = stat[which];
  assert.ok(time);
  return time.seconds * 1_000_000_000n + BigInt(time.nanoseconds);
}

/** A system may keep coarser times than the clock tells. */
const TICK = 20_000_000n;

function recent(stat: DescriptorStat, which: Which): boolean {
  const age = BigInt(Date.now()) * 1_000_000n - nanoseconds(stat, which);
  return age > -TICK && age < 60_000_000_000n;
}

export function times(check: Check, tick: bigint): void {
  check("what is new has the time of now", (root) => {
    put(root, "a", "x");
    root.createDirectoryAt("d");
    root.symlinkAt("a", "l");
    for (const name of ["a", "d", "l", "."]) {
      const stat = root.statAt(KEEP, name);
      assert.ok(recent(stat, "dataAccessTimestamp") && recent(stat, "dataModificationTimestamp") && recent(stat, "statusChangeTimestamp"));
    }
  });

  check("times are set, left alone, and of links too", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    file.setTimes(UNCHANGED, LONG_AGO);
    assert.deepEqual({ tag: "timestamp", val: file.stat().dataModificationTimestamp }, LONG_AGO);
    assert.ok(recent(file.stat(), "dataAccessTimestamp"));
    assert.ok(recent(file.stat(), "statusChangeTimestamp"));
    file.setTimes(at(2n), UNCHANGED);
    assert.deepEqual({ tag: "timestamp", val: file.stat().dataModificationTimestamp }, LONG_AGO);
    assert.deepEqual(file.stat().dataAccessTimestamp, { seconds: 2n, nanoseconds: 0 });
    file.setTimes(UNCHANGED, UNCHANGED);
    assert.deepEqual(file.stat().dataAccessTimestamp, { seconds: 2n, nanoseconds: 0 });
    root.symlinkAt("a", "l");
    root.setTimesAt(KEEP, "l", LONG_AGO, LONG_AGO);
    assert.deepEqual({ tag: "timestamp", val: root.statAt(KEEP, "l").dataAccessTimestamp }, LONG_AGO);
    root.setTimesAt(FOLLOW, "l", NOW, NOW);
    assert.ok(recent(root.statAt(KEEP, "a"), "dataModificationTimestamp"));
    assert.deepEqual({ tag: "timestamp", val: root.statAt(KEEP, "l").dataModificationTimestamp }, LONG_AGO);
    root.setTimes(UNCHANGED, LONG_AGO);
    assert.deepEqual({ tag: "timestamp", val: root.stat().dataModificationTimestamp }, LONG_AGO);
    root.createDirectoryAt("d");
    root.setTimesAt(KEEP, "d/", UNCHANGED, LONG_AGO);
    root.setTimesAt(KEEP, "d/.", LONG_AGO, UNCHANGED);
    assert.deepEqual({ tag: "timestamp", val: root.statAt(KEEP, "d").dataAccessTimestamp }, LONG_AGO);
    fails("no-entry", () => root.setTimesAt(KEEP, "none", NOW, NOW));
    fails("not-directory", () => root.setTimesAt(KEEP, "a/", NOW, NOW));
    fails("invalid", () => file.setTimes(at(1n, 1_000_000_000), UNCHANGED));
    file.drop();
  });

  check("times to the tick, and for a long time", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    for (const [seconds, microseconds] of [[0n, 0], [0n, 1], [1n, 999_999], [1_795_278_860n, 1], [1_795_278_860n, 679_820], [4_294_967_296n, 7]] as const) {
      file.setTimes(at(seconds), at(seconds, microseconds * 1000));
      const found = nanoseconds(file.stat(), "dataModificationTimestamp");
      assert.equal(found / tick, (seconds * 1_000_000_000n + BigInt(microseconds) * 1000n) / tick);
    }
    file.drop();
  });

  check("reading and writing are seen in the times", (root) => {
    const file = root.openAt(KEEP, "a", CREATE, BOTH);
    file.setTimes(LONG_AGO, LONG_AGO);
    file.read(1n, 0n);
    // Not every file system of a host is mounted to keep it.
    const keepsAccess = recent(file.stat(), "dataAccessTimestamp");
    const changes = (change: () => void, expected: Which[], of: Descriptor = file): void => {
      of.setTimes(LONG_AGO, LONG_AGO);
      const which = ["dataAccessTimestamp", "dataModificationTimestamp"] as const;
      change();
      const kept = expected.filter((time) => keepsAccess || time !== "dataAccessTimestamp");
      assert.deepEqual(which.filter((time) => recent(of.stat(), time)), kept, String(change));
      assert.ok(recent(of.stat(), "statusChangeTimestamp"));
    };
    changes(() => file.write(bytes("x"), 0n), ["dataModificationTimestamp"]);
    changes(() => file.write(new Uint8Array(0), 0n), []);
    changes(() => file.setSize(3n), ["dataModificationTimestamp"]);
    changes(() => file.setSize(3n), ["dataModificationTimestamp"]);
    changes(() => void file.read(1n, 0n), ["dataAccessTimestamp"]);
    changes(() => void file.read(0n, 0n), []);
    changes(() => root.openAt(KEEP, "a", { truncate: true }, BOTH).drop(), ["dataModificationTimestamp"]);
    changes(() => root.openAt(KEEP, "a", {}, BOTH).drop(), []);
    changes(() => root.linkAt(KEEP, "a", root, "b"), []);
    changes(() => root.renameAt("b", root, "c"), []);
    changes(() => root.unlinkFileAt("c"), []);
    root.createDirectoryAt("d");
    const directory = root.openAt(KEEP, "d", {}, READ);
    changes(() => put(directory, "f", "x"), ["dataModificationTimestamp"], directory);
    changes(() => put(directory, "f", "y"), [], directory);
    changes(() => void names(directory), ["dataAccessTimestamp"], directory);
    changes(() => directory.symlinkAt("f", "l"), ["dataModificationTimestamp"], directory);
    changes(() => directory.linkAt(KEEP, "f", directory, "g"), ["dataModificationTimestamp"], directory);
    changes(() => directory.renameAt("f", root, "f"), ["dataModificationTimestamp"], directory);
    changes(() => root.renameAt("f", directory, "f"), ["dataModificationTimestamp"], directory);
    changes(() => directory.unlinkFileAt("f"), ["dataModificationTimestamp"], directory);
    changes(() => directory.createDirectoryAt("e"), ["dataModificationTimestamp"], directory);
    changes(() => directory.removeDirectoryAt("e"), ["dataModificationTimestamp"], directory);
    directory.drop();
    file.drop();
  });
}

export function identity(check: Check): void {
  check("is-same-object", (root) => {
    put(root, "a", "x");
    put(root, "b", "x");
    root.linkAt(KEEP, "a", root, "c");
    const [a, b, c, again] = ["a", "b", "c", "a"].map((name) => root.openAt(KEEP, name, {}, READ)) as [Descriptor, Descriptor, Descriptor, Descriptor];
    assert.deepEqual([a.isSameObject(a), a.isSameObject(again), a.isSameObject(c), a.isSameObject(b)], [true, true, true, false]);
    assert.deepEqual([root.isSameObject(root), root.isSameObject(a), a.isSameObject(root)], [true, false, false]);
    for (const descriptor of [a, b, c, again]) descriptor.drop();
  });

  check("metadata-hash tells objects apart and whether one was changed", (root) => {
    put(root, "a", "x");
    put(root, "b", "x");
    root.symlinkAt("a", "l");
    const file = root.openAt(KEEP, "a", {}, BOTH);
    const first = file.metadataHash();
    assert.deepEqual(file.metadataHash(), first);
    assert.deepEqual(root.metadataHashAt(KEEP, "a"), first);
    assert.deepEqual(root.metadataHashAt(FOLLOW, "l"), first);
    assert.notEqual(first.lower, first.upper);
    const others = [root.metadataHashAt(KEEP, "b"), root.metadataHashAt(KEEP, "l"), root.metadataHash()];
    assert.equal(new Set([first, ...others].flatMap(({ lower, upper }) => [lower, upper])).size, 8);

    root.linkAt(KEEP, "a", root, "c");
    root.renameAt("c", root, "d");
    assert.deepEqual(root.metadataHashAt(KEEP, "d"), root.metadataHashAt(KEEP, "a"));
    const linked = file.metadataHash();
    file.write(bytes("xyz"), 0n);
    const written = file.metadataHash();
    assert.notEqual(written.upper, linked.upper);
    // libc's inode number
    assert.deepEqual([linked.lower, written.lower], [first.lower, first.lower]);
    put(root, "new", "xyz");
    root.renameAt("new", root, "a");
    assert.notEqual(root.metadataHashAt(KEEP, "a").lower, written.lower);
    fails("no-entry", () => root.metadataHashAt(KEEP, "none"));
    file.drop();
  });

  check("stat and get-type agree", (root) => {
    put(root, "a", "four");
    root.createDirectoryAt("d");
    for (const name of ["a", "d", "."]) {
      const descriptor = root.openAt(KEEP, name, {}, READ);
      assert.deepEqual(descriptor.stat(), root.statAt(KEEP, name));
      assert.equal(descriptor.getType(), descriptor.stat().type);
      assert.ok(descriptor.stat().linkCount >= 1n);
      descriptor.drop();
    }
    assert.equal(root.statAt(KEEP, "a").size, 4n);
  });
}
