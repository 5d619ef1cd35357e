import assert from "node:assert/strict";
import { test } from "node:test";
import { recordOf, tupleOf } from "./shape.ts";

test("a record is an object", () => {
  const value = { a: 1 };
  assert.equal(recordOf(value), value);
  for (const other of [undefined, null, 5, "text", Symbol(), recordOf]) {
    assert.throws(() => recordOf(other), { name: "TypeError", message: /^a record or flags must be an object, not / });
  }
});

test("a tuple has its length", () => {
  const value = [1, "a"];
  assert.equal(tupleOf(value, 2), value);
  assert.deepEqual(tupleOf(new Float32Array(2), 2), new Float32Array(2));
  for (const other of [[1], [1, 2, 3], {}, new Set([1, 2]), "ab", 5, null, undefined]) {
    assert.throws(() => tupleOf(other, 2), { name: "TypeError", message: "a tuple must be an array of 2 elements" });
  }
});
