import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allocate, allocateList, checkList, checkPointer, elements, liftNumbers, liftString, linearMemory, lowerNumbers, lowerString,
  refresh, type LinearMemory,
} from "./memory.ts";

const PAGE = 65536;
const trapped = (message: string): { name: string; message: string } => ({ name: "RuntimeError", message });

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

test("views follow the memory as it grows", () => {
  const memory = guest();
  memory.memory.grow(1);
  refresh(memory);
  assert.equal(memory.bytes.length, 2 * PAGE);
  assert.equal(memory.view.byteLength, 2 * PAGE);
});

test("an allocator is not trusted", () => {
  const memory = (ptr: number): LinearMemory => linearMemory(new WebAssembly.Memory({ initial: 1 }), () => ptr);
  assert.throws(() => allocate(memory(2), 0, 0, 4, 4), trapped("realloc return: result not aligned"));
  assert.throws(() => allocate(memory(PAGE - 4), 0, 0, 4, 8), trapped("realloc return: beyond end of memory"));
  assert.throws(() => allocate(memory(-4), 0, 0, 4, 8), trapped("realloc return: beyond end of memory"));
  assert.equal(allocate(memory(PAGE - 8), 0, 0, 4, 8), PAGE - 8);
});

test("pointers and lists are checked", () => {
  const memory = guest();
  assert.throws(() => checkPointer(memory, 2, 4, 4), trapped("unaligned pointer"));
  assert.throws(() => checkPointer(memory, PAGE - 4, 8, 4), trapped("pointer out of bounds of memory"));
  assert.equal(checkPointer(memory, PAGE - 8, 8, 4), undefined);
  assert.throws(() => checkList(memory, 2, 1, 4, 4), trapped("unaligned pointer"));
  assert.throws(() => checkList(memory, PAGE - 4, 2, 4, 4), trapped("list content out-of-bounds"));
  assert.throws(() => checkList(memory, 0, 0xffffffff, 8, 8), trapped("list content out-of-bounds"));
  assert.equal(checkList(memory, PAGE, 0, 4, 4), undefined);
});

test("strings go there and back, short and long, ASCII and not", () => {
  const memory = guest();
  const texts = ["", "a", "grüße", "x".repeat(23), "x".repeat(39) + "ü", "x".repeat(40), "😀".repeat(30), "ü" + "x".repeat(PAGE)];
  for (const text of texts) {
    const ptr = lowerString(memory, text);
    assert.equal(memory.length, new TextEncoder().encode(text).length);
    assert.equal(liftString(memory, ptr, memory.length), text);
  }
});

test("a string is what Web IDL makes of a value", () => {
  const memory = guest();
  for (const [value, text] of [[7, "7"], ["a\ud800b", "a\ufffdb"], ["\udc00".repeat(50), "\ufffd".repeat(50)]] as const) {
    assert.equal(liftString(memory, lowerString(memory, value), memory.length), text);
  }
  assert.throws(() => lowerString(memory, Symbol()), TypeError);
});

test("a string in the wrong place or of the wrong bytes traps", () => {
  const memory = guest();
  const outside = trapped("string pointer/length out of bounds of memory");
  assert.throws(() => liftString(memory, PAGE - 1, 2), outside);
  assert.throws(() => liftString(memory, 0xffffffff, 0), outside);
  assert.throws(() => liftString(memory, 0, 0x10000000), outside);
  memory.bytes.set([0xe2, 0x82], 100);
  assert.throws(() => liftString(memory, 100, 2), trapped("invalid utf-8"));
});

test("lists of numbers are copies of their own type", () => {
  const memory = guest();
  const numbers = new Float64Array([1.5, -0, NaN]);
  const ptr = lowerNumbers(memory, Float64Array, numbers);
  assert.equal(memory.length, 3);
  const lifted = liftNumbers(memory, Float64Array, ptr, 3);
  assert.deepEqual(lifted, numbers);
  memory.bytes.fill(0);
  assert.deepEqual(lifted, numbers);
  const converted = lowerNumbers(memory, BigUint64Array, [1n, -1n]);
  assert.deepEqual([...liftNumbers(memory, BigUint64Array, converted, 2)], [1n, 0xffffffffffffffffn]);
  const part = new Uint16Array([1, 2, 3, 4]).subarray(1, 3);
  assert.deepEqual([...liftNumbers(memory, Uint16Array, lowerNumbers(memory, Uint16Array, part), 2)], [2, 3]);
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
