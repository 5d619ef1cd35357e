import assert from "node:assert/strict";
import { test } from "node:test";
import { rethrow, unwind, unwinding, unwound } from "./unwind.ts";

/** What a call throws. */
const thrownBy = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
};

test("an error crosses as a trap of the engine and comes out as itself", () => {
  for (const error of [new TypeError("no"), undefined, null, "text", Object.create(null)]) {
    const trap = thrownBy(() => unwind(error));
    assert(trap instanceof WebAssembly.RuntimeError);
    assert.equal(unwound(trap), error);
    assert.equal(unwound(thrownBy(() => unwind(trap))), error, "through two guests");
    assert.equal(thrownBy(() => rethrow(trap)), error);
  }
});

test("any other error is itself", () => {
  for (const error of [new WebAssembly.RuntimeError("unreachable"), undefined, null, 7]) assert.equal(unwound(error), error);
});

test("a rejection crosses in the same way, and what is awaited passes", async () => {
  const error = new Error("later");
  const trap = await unwinding(() => Promise.reject(error))(0).catch((thrown: unknown) => thrown);
  assert(trap instanceof WebAssembly.RuntimeError);
  assert.equal(unwound(trap), error);
  assert.equal(await unwinding((out) => Promise.resolve(out))(5), 5);
});
