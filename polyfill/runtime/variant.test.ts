import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTwo, f32ToI32, f64ToI64, i32ToF32, i32ToI64, i64ToF64, i64ToI32, invalidCase, liftEnum, lowerEnum, unknownTag } from "./variant.ts";

const invalid = { name: "RuntimeError", message: "invalid variant discriminant" };

test("a discriminant names a case or traps", () => {
  assert.equal(liftEnum(["a", "b"], 1), "b");
  for (const index of [2, -1]) assert.throws(() => liftEnum(["a", "b"], index), invalid);
  assert.equal(checkTwo(1), undefined);
  for (const index of [2, -1]) assert.throws(() => checkTwo(index), invalid);
  assert.throws(() => invalidCase(), invalid);
});

test("a name that is no case is the caller's mistake", () => {
  assert.equal(lowerEnum(["a", "b"], "b"), 1);
  for (const name of ["c", "__proto__", 0, undefined]) assert.throws(() => lowerEnum(["a", "b"], name), TypeError);
  assert.throws(() => unknownTag({ tag: "c" }), { name: "TypeError", message: '"c" is not a case of this variant' });
});

test("numbers share their bits in joined flat types", () => {
  for (const value of [0, 1.5, -0, Infinity]) assert(Object.is(i32ToF32(f32ToI32(value)), value));
  for (const value of [0, 1.1, -0, -Infinity]) assert(Object.is(i64ToF64(f64ToI64(value)), value));
  assert.equal(f32ToI32(1), 0x3f800000);
  assert.equal(f64ToI64(1), 0x3ff0000000000000n);
  assert.equal(i32ToI64(-1), 0xffffffffn);
  assert.equal(i64ToI32(0xffffffffn), -1);
});
