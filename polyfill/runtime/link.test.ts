import assert from "node:assert/strict";
import { test } from "node:test";
import { importsInOrder, linkAsync, linkSync, numbered, unprefixed, type Linking } from "./link.ts";

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

test("exports under successive numbers", () => {
  const [a, b, c] = [() => 1, () => 2, () => 3];
  assert.deepEqual(numbered({ 0: a, 1: b, 2: c }, 1, 2), [b, c]);
});

test("imports get their names from the module, which has to be the one", () => {
  // (module (import "m" "g" (global i32)) (import "__proto__" "__proto__" (global i32)) (import "rest" "r" (global i32)) (import "m" "\u{e4}" (global i32)))
  const imports = [["m", "g"], ["__proto__", "__proto__"], ["rest", "r"], ["m", "\u{e4}"]] as const;
  const text = (name: string): number[] => {
    const bytes = [...new TextEncoder().encode(name)];
    return [bytes.length, ...bytes];
  };
  const section = [imports.length, ...imports.flatMap(([from, name]) => [...text(from), ...text(name), 3, 127, 0])];
  const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 2, section.length, ...section]));
  let sum = 0;
  for (const letter of "m g __proto__ __proto__ m \u{e4} ") sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  const found = importsInOrder(module, sum, [1, 2, 3], { rest: { r: 4 } });
  assert.deepEqual(Object.entries(found).map(([from, names]) => [from, Object.entries(names)]), [
    ["rest", [["r", 4]]],
    ["m", [["g", 1], ["\u{e4}", 3]]],
    ["__proto__", [["__proto__", 2]]],
  ]);
  assert(new WebAssembly.Instance(module, found) instanceof WebAssembly.Instance);
  assert.equal(Object.hasOwn(Object.prototype, "__proto__") && Object.hasOwn(Object.prototype, "g"), false);
  assert.throws(() => importsInOrder(module, sum, [1, 2, 3, 4]), { name: "LinkError", message: "the core module is not the one that this code was made for" });
});
