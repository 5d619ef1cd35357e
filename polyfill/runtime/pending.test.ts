import assert from "node:assert/strict";
import { test } from "node:test";
import { isPending, settle } from "./pending.ts";

const pending = (more: object): object => ({ [Symbol.for("weft.pending.v1")]: true, ...more });

test("what is ready is the answer", () => {
  for (const value of [undefined, null, 0, { then: () => undefined }]) {
    assert(!isPending(value));
    assert.equal(settle(value, "f"), value);
  }
});

test("where the thread can wait, it does", () => {
  assert.equal(settle(pending({ block: () => 7 }), "f"), 7);
});

test("where it cannot, the trap names the import", () => {
  assert.throws(() => settle(pending({}), "wasi:io/poll#poll"), { name: "RuntimeError", message: /^wasi:io\/poll#poll would have to wait/ });
});
