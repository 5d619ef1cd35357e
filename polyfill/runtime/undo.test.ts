import assert from "node:assert/strict";
import { test } from "node:test";
import { refuse, type Instance } from "./instance.ts";
import { allocate, type LinearMemory, type Realloc } from "./memory.ts";
import { undoable } from "./undo.ts";

/** An instance whose allocator answers with `ptrs` in turn, and the calls of it. */
const lowering = (...ptrs: number[]): { root: Instance; memory: LinearMemory; calls: Parameters<Realloc>[] } => {
  const calls: Parameters<Realloc>[] = [];
  const root: Instance = { state: 0 };
  const realloc: Realloc = (...call) => {
    if (root.state !== 0) assert.ok(root.state === 5 || root.state === 3, "the guest runs");
    calls.push(call);
    return ptrs.shift()!;
  };
  const memory: LinearMemory = { memory: new WebAssembly.Memory({ initial: 1 }), realloc, bytes: new Uint8Array(), view: null as never, loweredLength: 0 };
  undoable(root, memory);
  return { root, memory, calls };
};

const refused = (root: Instance): void => {
  const error = new RangeError("no");
  assert.throws(() => refuse(root, error, "a"), (thrown) => thrown === error);
  assert.equal(root.state, 0);
};

test("the next call takes what a refused one has left, block by block and by alignment", () => {
  const { root, memory, calls } = lowering(8, 16, 100, 16, 8, 200);
  root.state = 1;
  allocate(memory, 0, 0, 4, 8);
  allocate(memory, 0, 0, 8, 24);
  allocate(memory, 0, 0, 1, 5);
  refused(root);
  root.state = 1;
  allocate(memory, 0, 0, 8, 40);
  allocate(memory, 0, 0, 4, 4);
  allocate(memory, 0, 0, 4, 4);
  assert.deepEqual(calls.slice(3), [[16, 24, 8, 40], [8, 8, 4, 4], [0, 0, 4, 4]]);
});

test("what was resized is left over in its last size; what a call has kept is the guest's", () => {
  const { root, memory, calls } = lowering(10, 20, 30, 40);
  root.state = 1;
  allocate(memory, 0, 0, 1, 5);
  root.state = 3;
  root.state = 1;
  allocate(memory, 0, 0, 1, 6);
  allocate(memory, 20, 6, 1, 18);
  refused(root);
  root.state = 1;
  allocate(memory, 0, 0, 1, 2);
  refused(root);
  assert.deepEqual(calls.slice(2), [[20, 6, 1, 18], [30, 18, 1, 2]]);
});

test("an allocation of nothing leaves nothing, and neither does one of another sort of call", () => {
  const { root, memory, calls } = lowering(8, 8, 8, 8);
  root.state = 1;
  allocate(memory, 0, 0, 8, 0);
  refused(root);
  allocate(memory, 0, 0, 8, 8);
  assert.equal(root.state, 0, "instantiation is no call");
  root.state = 3;
  allocate(memory, 0, 0, 8, 8);
  assert.equal(root.state, 3);
  root.state = 1;
  allocate(memory, 0, 0, 8, 8);
  assert.deepEqual(calls, [[0, 0, 8, 0], [0, 0, 8, 8], [0, 0, 8, 8], [0, 0, 8, 8]]);
});

test("a trap of the allocator, or an address that is none, is no refusal", () => {
  for (const ptr of [3, 65536]) {
    const { root, memory } = lowering(ptr);
    root.state = 1;
    assert.throws(() => allocate(memory, 0, 0, 4, 4), (trap) => {
      assert.throws(() => refuse(root, trap, "a"), (thrown) => thrown === trap);
      return true;
    });
    assert.equal(root.state, 5);
  }
});
