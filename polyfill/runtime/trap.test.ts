import assert from "node:assert/strict";
import { test } from "node:test";
import { trap } from "./trap.ts";

test("a trap is what the engine throws, with its cause", () => {
  const cause = new Error("why");
  assert.throws(() => trap("unaligned pointer", { cause }), (error: unknown) => {
    assert(error instanceof WebAssembly.RuntimeError);
    assert.equal(error.message, "unaligned pointer");
    assert.equal((error as Error).cause, cause);
    return true;
  });
});
