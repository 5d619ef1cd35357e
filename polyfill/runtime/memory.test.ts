import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allocate, allocateList, checkList, checkPointer, elements, entries, fixedElements, fixedNumbers, lendBytes, liftNumbers, lowerNumbers,
  storeNumbers, storeRange, type LinearMemory, type Realloc,
} from "./memory.ts";

const PAGE = 65536;
const trapped = (message: string): { name: string; message: string } => ({ name: "RuntimeError", message });

/** A memory that was looked at before. */
const linearMemory = (memory: WebAssembly.Memory, realloc: Realloc): LinearMemory =>
  ({ memory, realloc, bytes: new Uint8Array(memory.buffer), view: new DataView(memory.buffer), loweredLength: 0 });

/** A memory of one page whose allocator only goes up, grows the memory where it must, and keeps what was there. */
const guest = (): LinearMemory => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  let top = 8;
  return linearMemory(memory, (oldPtr, oldSize, align, size) => {
    const ptr = top + align - 1 & -align;
    top = ptr + size;
    if (top > memory.buffer.byteLength) memory.grow(Math.ceil((top - memory.buffer.byteLength) / PAGE));
    new Uint8Array(memory.buffer).copyWithin(ptr, oldPtr, oldPtr + Math.min(oldSize, size));
    return ptr;
  });
};

test("views are made at the first use, and follow the memory as it grows", () => {
  const memory: LinearMemory = { ...guest(), bytes: new Uint8Array(), view: null as never };
  for (const pages of [1, 2]) {
    checkPointer(memory, 0, 1, 1);
    assert.equal(memory.bytes.length, pages * PAGE);
    assert.equal(memory.view.byteLength, pages * PAGE);
    memory.memory.grow(1);
  }
});

test("an allocator is not trusted", () => {
  const memory = (ptr: number): LinearMemory => linearMemory(new WebAssembly.Memory({ initial: 1 }), () => ptr);
  assert.throws(() => allocate(memory(2), 0, 0, 4, 4), trapped("realloc return: result not aligned"));
  assert.throws(() => allocate(memory(PAGE - 4), 0, 0, 4, 8), trapped("realloc return: beyond end of memory"));
  assert.throws(() => allocate(memory(-4), 0, 0, 4, 8), trapped("realloc return: beyond end of memory"));
  assert.equal(allocate(memory(PAGE - 8), 0, 0, 4, 8), PAGE - 8);
});

test("where a list lies and its length are two words, those of what was lowered last unless told otherwise", () => {
  const memory = guest();
  const words = (at: number): number[] => [memory.view.getUint32(at, true), memory.view.getUint32(at + 4, true)];
  const at = allocate(memory, 0, 0, 4, 16);
  storeRange(memory, at, lowerNumbers(memory, Uint8Array, new Uint8Array(PAGE)));
  storeRange(memory, at + 8, 0xfffffffc, 7);
  assert.deepEqual(words(at), [at + 16, PAGE]);
  assert.deepEqual(words(at + 8), [0xfffffffc, 7]);
});

test("pointers and lists are checked", () => {
  const memory = guest();
  assert.throws(() => checkPointer(memory, 2, 4, 4), trapped("unaligned pointer"));
  assert.throws(() => checkPointer(memory, PAGE - 4, 8, 4), trapped("pointer out of bounds of memory"));
  assert.equal(checkPointer(memory, PAGE - 8, 8, 4), PAGE - 8);
  assert.throws(() => checkPointer(memory, -8, 8, 4), trapped("pointer out of bounds of memory"));
  assert.throws(() => checkList(memory, 2, 1, 4, 4), trapped("unaligned pointer"));
  assert.throws(() => checkList(memory, PAGE - 4, 2, 4, 4), trapped("list content out-of-bounds"));
  assert.throws(() => checkList(memory, 0, 0xffffffff, 8, 8), trapped("list content out-of-bounds"));
  assert.equal(checkList(memory, PAGE, 0, 4, 4), PAGE);
});

test("lists of numbers are copies of their own type", () => {
  const memory = guest();
  const numbers = new Float64Array([1.5, -0, NaN]);
  const ptr = lowerNumbers(memory, Float64Array, numbers);
  assert.equal(memory.loweredLength, 3);
  const lifted = liftNumbers(memory, Float64Array, ptr, 3);
  assert.deepEqual(lifted, numbers);
  memory.bytes.fill(0);
  assert.deepEqual(lifted, numbers);
  const converted = lowerNumbers(memory, BigUint64Array, [1n, -1n]);
  assert.deepEqual([...liftNumbers(memory, BigUint64Array, converted, 2)], [1n, 0xffffffffffffffffn]);
  const part = new Uint16Array([1, 2, 3, 4]).subarray(1, 3);
  assert.deepEqual([...liftNumbers(memory, Uint16Array, lowerNumbers(memory, Uint16Array, part), 2)], [2, 3]);
});

test("bytes are lent to whom takes views, and copied for others", () => {
  const memory = guest();
  const ptr = lowerNumbers(memory, Uint8Array, [1, 2, 3]);
  const [view, ...copies] = [{ takesViews: true }, { takesViews: false }, {}].map((taker) => lendBytes(memory, taker, ptr, 3));
  memory.bytes[ptr] = 9;
  assert.deepEqual(view, new Uint8Array([9, 2, 3]));
  for (const copy of copies) assert.deepEqual(copy, new Uint8Array([1, 2, 3]));
  assert.throws(() => lendBytes(memory, { takesViews: true }, PAGE - 1, 2), trapped("list content out-of-bounds"));
});

test("other lists are reserved as a whole", () => {
  const memory = guest();
  assert.equal(allocateList(memory, 3, 8, 4) % 4, 0);
  assert.throws(() => allocateList(memory, 0x10000000, 8, 4), RangeError);
  assert.deepEqual(elements(new Set([1, 2])), [1, 2]);
  const array = [1];
  assert.equal(elements(array), array);
});

test("what is no list is refused", () => {
  const memory = guest();
  for (const value of [undefined, null, 5, "text", {}, { length: 1, 0: 1 }]) {
    assert.throws(() => elements(value), { name: "TypeError", message: /^a list must be an array or another iterable object, not / });
    assert.throws(() => lowerNumbers(memory, Uint8Array, value as Iterable<unknown>), { name: "TypeError" });
  }
});

test("a fixed-length list has its length", () => {
  const wrong = { name: "TypeError", message: "a fixed-length list must have 2 elements, not 3" };
  assert.deepEqual(fixedElements(new Set(["a", "b"]), 2), ["a", "b"]);
  assert.throws(() => fixedElements(["a", "b", "c"], 2), wrong);
  assert.deepEqual(fixedNumbers(Uint8Array, [1, 257], 2), new Uint8Array([1, 1]));
  const floats = new Float32Array([1, NaN]);
  assert.equal(fixedNumbers(Float32Array, floats, 2), floats);
  assert.throws(() => fixedNumbers(Float32Array, [1, 2, 3], 2), wrong);
  assert.throws(() => fixedNumbers(Float32Array, "12" as unknown as Iterable<unknown>, 2), { name: "TypeError" });
  const memory = guest();
  storeNumbers(memory, 4, new Uint16Array([0, 0x102, 0x304]).subarray(1));
  assert.deepEqual([...memory.bytes.subarray(3, 9)], [0, 2, 1, 4, 3, 0]);
});

test("a map is pairs", () => {
  const pairs: [string, number][] = [["a", 1], ["b", 2], ["a", 3]];
  assert.deepEqual(entries(new Map(pairs)), [["a", 3], ["b", 2]]);
  assert.deepEqual(entries(pairs.values()), pairs);
  assert.throws(() => entries([["a", 1], "b2"]), { name: "TypeError", message: "a map must be a Map or another iterable of pairs" });
  assert.throws(() => entries([["a"]]), { name: "TypeError" });
  for (const value of [undefined, null, "ab", { a: 1 }]) assert.throws(() => entries(value), { name: "TypeError" });
});
