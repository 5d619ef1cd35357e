import assert from "node:assert/strict";
import { test } from "node:test";
import { liftLatin1OrUtf16, lowerLatin1OrUtf16 } from "./latin1-utf16.ts";
import { type LinearMemory, type Realloc } from "./memory.ts";
import { encoder } from "./text.ts";
import { liftUtf16, lowerUtf16 } from "./utf16.ts";
import { liftQuickly, liftStringFast, lowerStringFast } from "./utf8-fast.ts";
import { liftString, lowerString, lowerWholeString } from "./utf8.ts";

const PAGE = 65536;
const TAG = 0x80000000;
const trapped = (message: string): { name: string; message: string } => ({ name: "RuntimeError", message });
const outside = trapped("string pointer/length out of bounds of memory");
const unaligned = trapped("unaligned pointer");

/** A memory that was looked at before. */
const linearMemory = (memory: WebAssembly.Memory, realloc: Realloc): LinearMemory =>
  ({ memory, realloc, bytes: new Uint8Array(memory.buffer), view: new DataView(memory.buffer), loweredLength: 0 });

type Call = [oldPtr: number, oldSize: number, align: number, size: number];

/** A memory of one page whose allocator only goes up, grows the memory where it must, keeps what was there and tells its calls. */
const guest = (): { memory: LinearMemory; calls: Call[] } => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const calls: Call[] = [];
  let top = 7;
  const realloc = (...call: Call): number => {
    const [oldPtr, oldSize, align, size] = call;
    calls.push(call);
    const ptr = top + align - 1 & -align;
    top = ptr + size;
    if (top > memory.buffer.byteLength) memory.grow(Math.ceil((top - memory.buffer.byteLength) / PAGE));
    new Uint8Array(memory.buffer).copyWithin(ptr, oldPtr, oldPtr + Math.min(oldSize, size));
    return ptr;
  };
  return { memory: linearMemory(memory, realloc), calls };
};

/** The module that makes strings of bytes, as the transpiler writes it (`fuse/ascii.rs`). */
const module = "AGFzbQEAAAABEwNedwFgA2MAf38BZG9gAn9/AW8CKQIOd2FzbTpqcy1zdHJpbmcRZnJvbUNoYXJDb2RlQXJyYXkAAQAAAgAAAwIBAgYLAWQAAEGAAfsHAAsHBAEAAAEKSAFGAQN/AkADQCACIAFPDQEjACACIAAgAmotAAAiBPsOACADIARyIQMgAkEBaiECDAALCyADQYABTwRA0G8PCyMAQQAgARAACw==";
type Lift = typeof liftString;
const quickly = (module: string): Lift => (memory, ptr, length) => {
  if (memory.liftAscii === undefined) liftQuickly(memory, module);
  return liftStringFast(memory, ptr, length);
};
/** By the engine's own functions where it has them, and by a loop. */
const liftFast = quickly(module), liftSlow = quickly("");

/** The three encodings: their functions, and what a text is in them, with the length that goes with it. */
const encodings = {
  "utf8": {
    lift: liftString, lower: lowerString,
    encoded: (text: string): [number[], number] => narrow(text),
  },
  "utf8, fast": {
    lift: liftFast, lower: lowerStringFast,
    encoded: (text: string): [number[], number] => narrow(text),
  },
  "utf8, fast without builtins": {
    lift: liftSlow, lower: lowerStringFast,
    encoded: (text: string): [number[], number] => narrow(text),
  },
  "utf16": {
    lift: liftUtf16, lower: lowerUtf16,
    encoded: (text: string): [number[], number] => [wide(text), text.length],
  },
  "latin1+utf16": {
    lift: liftLatin1OrUtf16, lower: lowerLatin1OrUtf16,
    encoded: (text: string): [number[], number] => /[^\0-\xff]/.test(text)
      ? [wide(text), text.length + TAG] : [units(text), text.length],
  },
};
const narrow = (text: string): [number[], number] => { const bytes = [...encoder.encode(text)]; return [bytes, bytes.length]; };
const units = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
const wide = (text: string): number[] => units(text).flatMap((unit) => [unit & 255, unit >> 8]);

const c1 = String.fromCharCode(...Array.from({ length: 32 }, (_, i) => 0x80 + i));
const lengths = [1, 11, 12, 13, 23, 24, 25, 39, 40, 41, 127, 128, 129, 130, 300, PAGE + 1];
const texts = [
  "", "\0", "\ufeff", "\ufeffa", "grüße", "日本語", "😀", "\ud7ff\ue000\uffff\u{10000}\u{10ffff}", c1, c1.repeat(3),
  ...lengths.flatMap((n) => ["x".repeat(n), "ÿ".repeat(n), "日".repeat(n), "😀".repeat(n)]),
  ...lengths.flatMap((n) => ["é", "Ā", "😀"].flatMap((odd) => [odd + "x".repeat(n), "x".repeat(n) + odd, "ü".repeat(n) + odd])),
];
const broken: [string, string][] = [
  ["\ud800", "\ufffd"], ["\udfff", "\ufffd"], ["a\ud800b", "a\ufffdb"], ["\udc00\ud800", "\ufffd\ufffd"],
  ["\ud83d\ud83d\ude00\ude00", "\ufffd😀\ufffd"], ["é\ud800", "é\ufffd"], ["\udc00".repeat(130), "\ufffd".repeat(130)],
  ["x".repeat(130) + "\ud83d", "x".repeat(130) + "\ufffd"],
];

for (const [name, { lift, lower, encoded }] of Object.entries(encodings)) {
  test(`${name}: what is lowered has the right bytes, and lifts to the same`, () => {
    for (const text of texts) {
      const { memory } = guest(), [bytes, length] = encoded(text);
      const ptr = lower(memory, text);
      assert.equal(memory.loweredLength, length, `the length of ${JSON.stringify(text.slice(0, 40))}`);
      assert.deepEqual(memory.bytes.slice(ptr, ptr + bytes.length), new Uint8Array(bytes));
      assert.equal(lift(memory, ptr, length), text);
    }
  });

  test(`${name}: a lone surrogate is replaced, as Web IDL does`, () => {
    for (const [value, text] of broken) {
      const { memory } = guest();
      const ptr = lower(memory, value);
      assert.equal(lift(memory, ptr, memory.loweredLength), text);
    }
  });

  test(`${name}: text at the end of memory is inside`, () => {
    const { memory } = guest();
    assert.equal(lift(memory, PAGE, 0), "");
    assert.equal(lift(memory, PAGE - 2, name === "utf16" ? 1 : 2).length, name === "utf16" ? 1 : 2);
    assert.throws(() => lift(memory, PAGE - 2, name === "utf16" ? 2 : 3), outside);
    assert.throws(() => lift(memory, PAGE + 2, 0), outside);
    assert.throws(() => lift(memory, 0xfffffffe, 0), outside);
    assert.throws(() => lift(memory, 0, 0x10000000), outside);
  });
}

/** What is asked of the allocator: sizes and alignments; addresses are the previous result. */
const protocol = (lower: (memory: LinearMemory, text: string) => number, text: string): number[][] => {
  const { memory, calls } = guest();
  lower(memory, text);
  assert.ok(calls.every(([oldPtr, oldSize], i) => i === 0 ? oldPtr === 0 && oldSize === 0 : oldPtr >= 7));
  return calls.map(([, oldSize, align, size]) => [oldSize, align, size]);
};

for (const lower of [lowerString, lowerStringFast]) {
  test(`UTF-8 is allocated small, grown once and trimmed (${lower.name})`, () => {
    assert.deepEqual(protocol(lower, ""), [[0, 1, 0]]);
    assert.deepEqual(protocol(lower, "abc"), [[0, 1, 3]]);
    assert.deepEqual(protocol(lower, "aüc"), [[0, 1, 3], [3, 1, 9], [9, 1, 4]]);
    assert.deepEqual(protocol(lower, "日"), [[0, 1, 1], [1, 1, 3]]);
    assert.deepEqual(protocol(lower, "😀"), [[0, 1, 2], [2, 1, 6], [6, 1, 4]]);
    assert.deepEqual(protocol(lower, "x".repeat(100) + "ü"), [[0, 1, 101], [101, 1, 303], [303, 1, 102]]);
  });
}

test("UTF-8 for an allocator that lets nothing grow is allocated once", () => {
  assert.deepEqual(protocol(lowerWholeString, ""), [[0, 1, 0]]);
  assert.deepEqual(protocol(lowerWholeString, "aü😀"), [[0, 1, 7]]);
  const { memory } = guest(), ptr = lowerWholeString(memory, "aü\ud800");
  assert.equal(liftString(memory, ptr, memory.loweredLength), "aü\ufffd");
});

test("UTF-16 is allocated once", () => {
  assert.deepEqual(protocol(lowerUtf16, ""), [[0, 2, 0]]);
  assert.deepEqual(protocol(lowerUtf16, "a😀"), [[0, 2, 6]]);
  assert.deepEqual(protocol(lowerUtf16, "x".repeat(200)), [[0, 2, 400]]);
});

test("Latin-1 is grown to UTF-16 at the first unit that needs it", () => {
  assert.deepEqual(protocol(lowerLatin1OrUtf16, ""), [[0, 2, 0]]);
  assert.deepEqual(protocol(lowerLatin1OrUtf16, "aüc"), [[0, 2, 3]]);
  assert.deepEqual(protocol(lowerLatin1OrUtf16, "aüc日"), [[0, 2, 4], [4, 2, 8]]);
  assert.deepEqual(protocol(lowerLatin1OrUtf16, "ü".repeat(100) + "😀"), [[0, 2, 102], [102, 2, 204]]);
});

test("what the allocator keeps is what is grown, not the text", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const forgetful = linearMemory(memory, (oldPtr) => oldPtr + 16);
  const ptr = lowerLatin1OrUtf16(forgetful, "ab日");
  assert.deepEqual([...forgetful.bytes.subarray(ptr, ptr + 6)], [0, 0, 0, 0, 0xe5, 0x65]);
});

test("no answer of the allocator is trusted", () => {
  const answers = (...list: number[]): LinearMemory => linearMemory(new WebAssembly.Memory({ initial: 1 }), () => list.shift()!);
  const beyond = trapped("realloc return: beyond end of memory"), misaligned = trapped("realloc return: result not aligned");
  for (const lower of [lowerString, lowerStringFast]) {
    assert.throws(() => lower(answers(-1), ""), beyond);
    assert.throws(() => lower(answers(PAGE - 2), "abc"), beyond);
    assert.throws(() => lower(answers(8, PAGE - 8), "abü"), beyond);
    assert.throws(() => lower(answers(8, 8, PAGE - 3), "abü"), beyond);
    assert.equal(lower(answers(8, PAGE - 9, PAGE - 4), "abü"), PAGE - 4);
  }
  assert.throws(() => lowerUtf16(answers(3), ""), misaligned);
  assert.throws(() => lowerUtf16(answers(-1), "a"), misaligned);
  assert.throws(() => lowerUtf16(answers(-2), ""), beyond);
  assert.throws(() => lowerUtf16(answers(PAGE - 2), "ab"), beyond);
  assert.throws(() => lowerLatin1OrUtf16(answers(3), "ab"), misaligned);
  assert.throws(() => lowerLatin1OrUtf16(answers(PAGE - 2), "abc"), beyond);
  assert.throws(() => lowerLatin1OrUtf16(answers(8, 3), "a日"), misaligned);
  assert.throws(() => lowerLatin1OrUtf16(answers(8, PAGE - 2), "a日"), beyond);
});

for (const [name, liftOf] of Object.entries({ liftString, liftFast, liftSlow })) {
  test(`invalid UTF-8 traps, and tells what only ends too early (${name})`, () => {
    const { memory } = guest();
    const lift = (...bytes: number[]): string => (memory.bytes.set(bytes, 100), liftOf(memory, 100, bytes.length));
    for (const bytes of [[0xff], [0x80], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xed, 0xa0], [0xc0, 0x80], [0xf5], [0xf0, 0x80], [0x61, 0xe2, 0x28]]) {
      assert.throws(() => lift(...bytes), trapped("invalid utf-8"), bytes.join());
    }
    for (const bytes of [[0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0x61, 0xf0], [...Array<number>(30).fill(0x61), 0xc3]]) {
      assert.throws(() => lift(...bytes), trapped("incomplete utf-8 byte sequence"), bytes.join());
    }
    assert.equal(lift(0x61), "a");
  });
}

test("a lone surrogate in UTF-16 traps", () => {
  const { memory } = guest();
  for (const [text] of broken) {
    memory.bytes.set(wide(text), 100);
    assert.throws(() => liftUtf16(memory, 100, text.length), trapped("invalid utf-16"));
    assert.throws(() => liftLatin1OrUtf16(memory, 100, text.length + TAG), trapped("invalid utf-16"));
  }
  assert.equal(liftUtf16(memory, 0, 1), "\0");
});

test("UTF-16 and Latin-1 lie at even addresses, even where there is nothing", () => {
  const { memory } = guest();
  assert.throws(() => liftUtf16(memory, 1, 0), unaligned);
  assert.throws(() => liftUtf16(memory, 0xffffffff, 1), unaligned);
  assert.throws(() => liftLatin1OrUtf16(memory, 1, 0), unaligned);
  assert.throws(() => liftLatin1OrUtf16(memory, 1, TAG), unaligned);
  assert.equal(liftLatin1OrUtf16(memory, 2, TAG), "");
});

test("a length is checked before the address", () => {
  const { memory } = guest();
  assert.throws(() => liftUtf16(memory, 1, 0x8000000), outside);
  assert.throws(() => liftUtf16(memory, 0, 0xffffffff), outside);
  assert.throws(() => liftLatin1OrUtf16(memory, 1, 0x10000000), outside);
  assert.throws(() => liftLatin1OrUtf16(memory, 1, TAG + 0x8000000), outside);
  assert.throws(() => liftLatin1OrUtf16(memory, 2, TAG + 0x7ffffff), outside);
});
