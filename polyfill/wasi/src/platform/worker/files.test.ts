import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDirectory } from "../memory/directory.js";
import { clock } from "../node/clock.js";
import { apply, changeOf, planOf } from "./files.js";
import type { Tree } from "./protocol.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a change makes one tree the other", () => {
  const trees: Tree[] = [
    {},
    { a: bytes("1"), d: { e: { f: bytes("2") } }, x: {} },
    { a: { inside: bytes("3") }, d: bytes("a file now"), x: {} },
    { d: { e: { f: bytes("2"), g: bytes("") } }, x: { y: {} } },
  ];
  for (const before of trees) {
    for (const after of trees) {
      const directory = memoryDirectory(before);
      const change = changeOf(before, after);
      apply(change, directory, clock);
      assert.deepEqual(plain(directory.tree()), plain(after));
      if (before === after) assert.deepEqual(change, { gone: [], made: [] });
    }
  }
});

test("a mount of somebody else's is refused by name", () => {
  const mount = { open: () => memoryDirectory().open(clock) };
  assert.throws(() => planOf("/x", mount), /^TypeError: wasi\.preopens\["\/x"\]/);
});

function plain(tree: object): unknown {
  return Object.fromEntries(Object.entries(tree).map(([name, item]) => [name, item instanceof Uint8Array ? item : plain(item as object)]));
}
