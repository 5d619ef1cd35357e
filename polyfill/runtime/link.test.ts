import assert from "node:assert/strict";
import { test } from "node:test";
import { linkAsync, linkSync, unprefixed, type Linking } from "./link.ts";

// (module (global (export "g") i32 (i32.const 7))) and (module (import "m" "g" (global i32)))
const giver = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 6, 6, 1, 127, 0, 65, 7, 11, 7, 5, 1, 1, 103, 3, 0]));
const taker = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 2, 8, 1, 1, 109, 1, 103, 3, 127, 0]));

function* steps(): Linking<number> {
  const { g } = (yield [giver]).exports as { g: WebAssembly.Global };
  yield [taker, { m: { g } }];
  return g.value as number;
}

test("the same steps run at once and without blocking", async () => {
  assert.equal(linkSync(steps()), 7);
  assert.equal(await linkAsync(steps()), 7);
});

test("a step that fails ends the linking", async () => {
  function* wrong(): Linking<void> {
    yield [taker, { m: {} }];
  }
  assert.throws(() => linkSync(wrong()), WebAssembly.LinkError);
  await assert.rejects(linkAsync(wrong()), WebAssembly.LinkError);
});

test("exports by what follows a prefix", () => {
  const [a, b] = [() => 1, () => 2];
  const rest = unprefixed(Object.assign(Object.create(null), { "x:a": a, "x:__proto__": b, "x:": b, "y:x:c": b, x: b }), "x:");
  assert.deepEqual(Object.entries(rest), [["a", a], ["__proto__", b], ["", b]]);
  assert.equal(rest["toString"], undefined);
});
