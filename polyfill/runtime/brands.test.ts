import assert from "node:assert/strict";
import { test } from "node:test";
import { isExit } from "./exit.ts";
import { isPending } from "./pending.ts";

test("exits and pending answers are known by their brands", () => {
  assert(isExit({ [Symbol.for("weft.exit.v1")]: true, code: 3 }));
  assert(isPending({ [Symbol.for("weft.pending.v1")]: true }));
});

test("nothing else is one", () => {
  for (const value of [undefined, null, 0, "", {}, new Error("exit"), () => undefined]) {
    assert(!isExit(value));
    assert(!isPending(value));
  }
});
