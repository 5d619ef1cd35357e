import assert from "node:assert/strict";
import { test } from "node:test";
import { trap, trapFor } from "./trap.ts";

test("a trap is what the engine throws, with its cause where there is one", () => {
  const cause = new Error("why");
  for (const [raise, expected] of [[() => trap("unaligned pointer"), undefined], [() => trapFor(cause, "unaligned pointer"), cause]] as const) {
    assert.throws(raise, (error: unknown) => {
      assert(error instanceof WebAssembly.RuntimeError);
      assert.equal(error.message, "unaligned pointer");
      assert.equal((error as Error).cause, expected);
      return true;
    });
  }
});
