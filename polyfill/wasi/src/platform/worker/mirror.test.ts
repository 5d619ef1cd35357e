import assert from "node:assert/strict";
import { test } from "node:test";
import type { Directory, Mount } from "../../ports/files.js";
import { memoryDirectory } from "../memory/directory.js";
import { DirectoryNode, LinkNode, rootOf } from "../memory/node.js";
import { clock } from "../node/clock.js";
import { decode, encode } from "./codec.js";
import { grant, mountsOf } from "./files.js";

const MIB = 1 << 20;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const write = { read: false, write: true, create: true, exclusive: false, truncate: false, fileSync: false, dataSync: false };

/** A clock of which no two readings are alike. */
function ticking(): typeof clock {
  let now = 1_000n;
  return { ...clock, wall: () => ++now };
}

/** A directory at both ends. */
function pair(contents: Parameters<typeof memoryDirectory>[0] = {}) {
  const mine = memoryDirectory(contents);
  const time = ticking();
  const page = grant({ "/": mine, "/again": { ...mine, readOnly: true } }, time);
  const component = mountsOf(page.preopens, structuredClone(page.volumes), () => assert.fail());
  const theirs = component.mounts["/"] as ReturnType<typeof memoryDirectory>;
  return {
    mine,
    theirs,
    here: mine.open(time),
    there: theirs.open(time),
    component,
    page,
    /** To the page, by message; or to the component, as the answer of an import. */
    toPage: () => page.apply(structuredClone(component.collect())),
    toComponent: () => component.apply(decode(encode(page.collect())) as ReturnType<typeof page.collect>),
  };
}

function put(directory: Directory, name: string, content: Uint8Array, offset = 0): void {
  const file = directory.openFile(name, write);
  file.write(content, offset);
  file.close();
}

/** All that a guest could tell of a directory, identity of objects included. */
function everything(mount: { readonly [rootOf]: DirectoryNode }): unknown {
  const numbers = new Map<unknown, number>();
  const look = (directory: DirectoryNode): unknown[] =>
    [...directory.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, node]) => {
      const isNew = !numbers.has(node);
      if (isNew) numbers.set(node, numbers.size);
      const { type, accessed, modified, changed, linkCount, size } = node.stat();
      const content = !isNew ? undefined
        : node instanceof DirectoryNode ? look(node)
          : node instanceof LinkNode ? node.target
            : Array.from(node.contents.piecesWithin(0, Infinity), (piece) => [piece, Buffer.from(node.contents.piece(piece) ?? []).toString("latin1").replace(/\0+$/, "")])
              .filter(([, text]) => text !== "");
      if (node instanceof DirectoryNode) assert.ok(node.parent === directory && !node.removed);
      return [name, numbers.get(node), type, accessed, modified, changed, linkCount, size, content];
    });
  const { accessed, modified, changed } = mount[rootOf].stat();
  return [accessed, modified, changed, look(mount[rootOf])];
}

test("files, links, times, holes and names come to the other end", () => {
  const both = pair({ note: "from the page", d: { e: { f: "deep" } }, gone: "x" });
  assert.deepEqual(everything(both.theirs), everything(both.mine));
  const { there } = both;
  there.symlink("d/e/f", "soft");
  there.link("note", there, "hard");
  there.setTimesAt("note", { accessed: 5n, modified: 6n });
  put(there, "holes", bytes("end"), 5 * MIB);
  there.unlink("gone");
  there.createDirectory("new");
  there.openDirectory("d").rename("e", there.openDirectory("new"), "moved");
  there.removeDirectory("d");
  put(there.openDirectory("new").openDirectory("moved"), "f", bytes("changed"));
  both.toPage();
  assert.deepEqual(everything(both.theirs), everything(both.mine));
  const { here } = both;
  assert.equal(here.readlink("soft"), "d/e/f");
  assert.deepEqual([here.statAt("note")?.linkCount, here.statAt("note")?.inode], [2n, here.statAt("hard")?.inode]);
  assert.deepEqual([here.statAt("note")?.accessed, here.statAt("note")?.modified], [5n, 6n]);
  assert.equal(here.statAt("holes")?.size, BigInt(5 * MIB + 3));
  put(here, "hard", bytes("FROM"));
  both.toComponent();
  assert.deepEqual(everything(both.theirs), everything(both.mine));
  assert.deepEqual([both.page.collect(), both.component.collect()], [[], []], "what came is not sent back");
});

test("whatever is done at either end, both are alike in the end", () => {
  for (let seed = 1; seed <= 30; seed++) {
    let state = seed;
    const next = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const both = pair({ a: "1", b: { a: "2", b: {} }, c: {} });
    const names = ["a", "b", "c", "d"];
    const name = (): string => names[next(names.length)] ?? "a";
    const within = (root: Directory): Directory => {
      let at = root;
      for (let depth = next(3); depth > 0; depth--) {
        const inner = name();
        if (at.statAt(inner)?.type === "directory") at = at.openDirectory(inner);
      }
      return at;
    };
    const act = (root: Directory): void => {
      const at = within(root);
      try {
        switch (next(9)) {
          case 0: return put(at, name(), bytes(`${next(1000)}`), next(3) * MIB + next(9));
          case 1: return at.openFile(name(), write).setSize(next(3 * MIB));
          case 2: return at.symlink(name(), name());
          case 3: return at.link(name(), within(root), name());
          case 4: return at.createDirectory(name());
          case 5: return at.unlink(name());
          case 6: return at.removeDirectory(name());
          case 7: return at.setTimesAt(name(), { accessed: BigInt(next(99)), modified: undefined });
          default: return at.rename(name(), within(root), name());
        }
      } catch (error) {
        assert.equal((error as Error).name, "ComponentError", String((error as Error).stack));
      }
    };
    for (let round = 0; round < 8; round++) {
      for (let count = next(12); count > 0; count--) act(both.there);
      both.toPage();
      assert.deepEqual(everything(both.theirs), everything(both.mine), `seed ${seed}, round ${round}`);
      for (let count = next(6); count > 0; count--) act(both.here);
      both.toComponent();
      assert.deepEqual(everything(both.theirs), everything(both.mine), `seed ${seed}, round ${round}, from the page`);
    }
  }
});

test("what both ends change at once neither breaks nor hangs, and later changes come through", () => {
  const both = pair({ a: { x: "1" }, b: { y: "2" }, c: "3" });
  both.here.rename("a", both.here.openDirectory("b"), "a");
  both.there.rename("b", both.there.openDirectory("a"), "b");
  both.there.unlink("c");
  put(both.here, "c", bytes("changed meanwhile"));
  both.toPage();
  assert.equal(both.here.statAt("c"), undefined, "the guest's removal came later");
  assert.deepEqual(both.here.entries().map(({ name }) => name), ["b"], "neither directory lies in itself");
  both.toComponent();
  put(both.there, "later", bytes("4"));
  both.toPage();
  assert.equal(Buffer.from(both.mine.tree()["later"] as Uint8Array).toString(), "4");
});

test("telling costs what changed", () => {
  const both = pair({ large: new Uint8Array(40 * MIB), other: "x", d: { e: "y" } });
  put(both.there, "large", bytes("!"), 20 * MIB + 5);
  const [change, ...none] = both.component.collect();
  assert.deepEqual(none, []);
  const [image, ...nothing] = change?.[1] ?? [];
  assert.ok(image?.is === "file" && nothing.length === 0);
  assert.deepEqual(image.pieces.map(([number, { length }]) => [number, length]), [[20, MIB]]);
  assert.deepEqual(both.component.collect(), []);
  both.there.openFile("other", write).setSize(2 ** 50);
  const [sparse] = both.component.collect()[0]?.[1] ?? [];
  assert.ok(sparse?.is === "file" && sparse.size === 2 ** 50 && sparse.pieces.length === 0);
  // A file that came and went is not told at all.
  put(both.there.openDirectory("d"), "temporary", new Uint8Array(MIB));
  both.there.openDirectory("d").unlink("temporary");
  const [directory, ...rest] = both.component.collect()[0]?.[1] ?? [];
  assert.ok(directory?.is === "directory" && directory.entries.length === 0 && rest.length === 0);
});

test("several components in workers see one directory", () => {
  const mine = memoryDirectory({ a: "1" });
  const [one, other] = [grant({ "/": mine }, clock), grant({ "/": mine }, clock)];
  const of = ({ preopens, volumes }: typeof one) => mountsOf(preopens, structuredClone(volumes), () => assert.fail());
  const [there, elsewhere] = [of(one), of(other)];
  put((there.mounts["/"] as Mount).open(clock), "b", bytes("2"));
  one.apply(there.collect());
  elsewhere.apply(other.collect());
  const tree = (elsewhere.mounts["/"] as unknown as typeof mine).tree();
  assert.deepEqual(Object.keys(tree), ["a", "b"]);
  assert.deepEqual(one.collect(), []);
  one.end();
  put(mine.open(clock), "c", bytes("3"));
  assert.equal(one.hasNews(), false);
  assert.equal(other.hasNews(), true);
});

test("a mount of somebody else's is refused by name", () => {
  const mount = { open: () => memoryDirectory().open(clock) };
  assert.throws(() => grant({ "/x": mount }, clock), /^TypeError: wasi\.preopens\["\/x"\]/);
});
