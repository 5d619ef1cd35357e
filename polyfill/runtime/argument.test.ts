import assert from "node:assert/strict";
import { test } from "node:test";
import { coerceS64, coerceU64, named } from "./argument.ts";

test("an error of a conversion names the parameter", () => {
  for (const error of [new TypeError("no"), new SyntaxError("no")]) {
    const given = named(error, "a-b") as Error;
    assert.equal(given.name, "TypeError");
    assert.equal(given.message, 'parameter "a-b": no');
    assert.equal(given.cause, error);
  }
});

test("any other error is the argument's own", () => {
  for (const error of [new RangeError("mine"), new WebAssembly.RuntimeError("trap"), "text"]) assert.equal(named(error, "a"), error);
});

test("64-bit integers wrap", () => {
  for (const value of [0n, -1n, 2n ** 63n, 2n ** 64n + 5n, "7", true]) {
    assert.equal(coerceS64(value, "n"), BigInt.asIntN(64, value as bigint));
    assert.equal(coerceU64(value, "n"), BigInt.asUintN(64, value as bigint));
  }
});

test("what is no 64-bit integer is refused by name", () => {
  const own = new RangeError("mine");
  for (const coerce of [coerceS64, coerceU64]) {
    for (const value of [5, "x", Symbol("s"), undefined, {}]) {
      assert.throws(() => coerce(value, "count"), { name: "TypeError", message: /^parameter "count": ./ });
    }
    assert.throws(() => coerce({ valueOf() { throw own; } }, "count"), (error) => error === own);
  }
});
