import assert from "node:assert/strict";
import { test } from "node:test";
import { readNumbers, readScalar } from "./scalars.ts";

test("integers are read in their range, in any base", () => {
  assert.equal(readScalar("u8", " 255 "), "255");
  assert.equal(readScalar("s8", "-0x80"), "-128");
  assert.equal(readScalar("u64", "18_446_744_073_709_551_615"), "18446744073709551615");
  for (const [type, typed] of [["u8", "256"], ["u8", "-1"], ["s64", "9223372036854775808"]] as const) assert.throws(() => readScalar(type, typed), RangeError);
  for (const typed of ["", "1.5", "1e3", "x", "0x", "--1"]) assert.throws(() => readScalar("u32", typed), SyntaxError, typed);
});

test("floats have their special values", () => {
  assert.deepEqual(["1e3", "-0", "inf", "-Infinity", "NaN", "1e999"].map((typed) => readScalar("f64", typed)), ["1000", "-0", "inf", "-inf", "nan", "inf"]);
  for (const typed of ["", "one", "1,5"]) assert.throws(() => readScalar("f32", typed), SyntaxError, typed);
});

test("a char is one scalar value", () => {
  assert.equal(readScalar("char", "🧵"), "🧵");
  for (const typed of ["", "ab", "\ud800"]) assert.throws(() => readScalar("char", typed), SyntaxError);
});

test("lists of numbers stand between commas or spaces", () => {
  assert.deepEqual(readNumbers("u8", "[1, 2 3,]"), ["1", "2", "3"]);
  assert.deepEqual(readNumbers("u8", ""), []);
  assert.throws(() => readNumbers("u8", "1, 300"), RangeError);
});
