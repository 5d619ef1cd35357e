import assert from "node:assert/strict";
import { test } from "node:test";
import { createBackpressure, decBackpressure, incBackpressure, newThread, notTranslated } from "./threads.ts";

test("a thread begins with empty storage and gets its arguments", () => {
  const storage = [1, 2];
  const sum = newThread(storage, (a: number, b: number) => {
    assert.deepEqual(storage, [0, 0]);
    storage[0] = a;
    return a + b;
  });
  assert.equal(sum(3, 4), 7);
  assert.equal(storage[0], 3);
  assert.equal(sum(5, 6), 11);
});

test("backpressure counts to 65535 and not below nothing", () => {
  const instance = createBackpressure();
  for (let i = 0; i < 65535; i++) incBackpressure(instance);
  assert.throws(() => incBackpressure(instance), WebAssembly.RuntimeError);
  const other = createBackpressure();
  incBackpressure(other);
  decBackpressure(other);
  assert.throws(() => decBackpressure(other), { name: "RuntimeError", message: "backpressure counter underflow" });
});

test("what is not translated says its name", () => {
  assert.throws(() => notTranslated("stream.new"), /stream\.new is not translated/);
});
