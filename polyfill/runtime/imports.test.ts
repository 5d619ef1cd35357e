import assert from "node:assert/strict";
import { test } from "node:test";
import { missingImports } from "./imports.ts";

test("nothing missing is fine", () => {
  assert.equal(missingImports([]), undefined);
});

test("all missing names are listed at once", () => {
  assert.throws(() => missingImports(["a:b/c"]), { name: "TypeError", message: 'the component lacks an import: "a:b/c"' });
  assert.throws(() => missingImports(["a:b/c", "d\n"]), {
    name: "TypeError",
    message: 'the component lacks 2 imports: "a:b/c", "d\\n"',
  });
});
