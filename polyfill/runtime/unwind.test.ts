import assert from "node:assert/strict";
import { test } from "node:test";
import { rethrow, unwind, unwinding, unwindingAll, unwound } from "./unwind.ts";

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

test("functions that throw do so past handlers", () => {
  const error = new Error("absent");
  const throwing = (): never => {
    throw error;
  };
  const [first, second] = unwindingAll([() => assert.fail("not called"), throwing]);
  assert(first !== undefined && second !== undefined);
  const trap = thrownBy(second);
  assert(trap instanceof WebAssembly.RuntimeError);
  assert.equal(unwound(trap), error);
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
