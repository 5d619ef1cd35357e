import assert from "node:assert/strict";
import { test } from "node:test";
import { isExit } from "./exit.ts";

test("an exit is known by its brand, and nothing else is one", () => {
  assert(isExit({ [Symbol.for("weft.exit.v1")]: true, code: 3 }));
  for (const value of [undefined, null, 0, "", {}, new Error("exit"), () => undefined]) assert(!isExit(value));
});
