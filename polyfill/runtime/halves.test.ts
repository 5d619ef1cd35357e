import assert from "node:assert/strict";
import { test } from "node:test";
import { byMemories, withHalves } from "./halves.ts";

const header = [0, 97, 115, 109, 1, 0, 0, 0];
const text = (value: string): number[] => [value.length, ...Buffer.from(value)];
const section = (id: number, ...bytes: number[]): number[] => [id, bytes.length, ...bytes];

/** `(module (import "" "1" (memory 0)) (func (export "u8") (param i32 i32) (result i32) (i32.load8_u (i32.add …))))` */
const half = [
  ...header,
  ...section(1, 1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f),
  ...section(2, 1, 0, ...text("1"), 2, 0, 0),
  ...section(3, 1, 0),
  ...section(7, 1, ...text("u8"), 0, 0),
  ...section(10, 1, 10, 0, 0x20, 0, 0x20, 1, 0x6a, 0x2d, 0, 0, 0x0b),
];

/** Imports `u8` of the memories 0 and 2, and what copies; exports all three. */
const calls = new WebAssembly.Module(Uint8Array.from([
  ...header,
  ...section(1, 2, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0),
  ...section(2, 3, 0, ...text("0 u8"), 0, 0, 0, ...text("2 u8"), 0, 0, 0, ...text("copy"), 0, 1),
  ...section(7, 3, ...text("a"), 0, 0, ...text("b"), 0, 1, ...text("copy"), 0, 2),
  ...section(0, ...text("half"), ...half),
]));

test("a half reaches its memory, and bytes are copied from one memory into another", () => {
  const [first, second] = [1, 1].map((initial) => new WebAssembly.Memory({ initial })) as [WebAssembly.Memory, WebAssembly.Memory];
  new Uint8Array(first.buffer).set([1, 2, 3], 8);
  const imports = withHalves(calls, { "": { 0: first, 1: () => {}, 2: second } });
  const { a, b, copy } = new WebAssembly.Instance(calls, imports).exports as Record<string, (...args: number[]) => number>;
  copy!(65_534, 9, 2, 1, 0);
  assert.deepEqual([a!(8, 1), b!(65_534, 0), b!(65_530, 5)], [2, 2, 3]);
  second.grow(1);
  copy!(65_536, 8, 1, 1, 0);
  assert.equal(b!(65_536, 0), 1, "in memory that has grown");
});

test("a module without a half has the memories themselves", () => {
  const module = new WebAssembly.Module(Uint8Array.from(header));
  const imports = { "": { 0: new WebAssembly.Memory({ initial: 1 }) } };
  assert.equal(withHalves(module, imports), imports);
});

test("the engine decides which module is taken", () => {
  const several = Uint8Array.from([...header, ...section(5, 2, 0, 0, 0, 0)]);
  assert.equal(byMemories("several", "one"), WebAssembly.validate(several) ? "several" : "one");
});
