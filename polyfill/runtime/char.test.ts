import assert from "node:assert/strict";
import { test } from "node:test";
import { liftChar, lowerChar } from "./char.ts";

test("scalar values go there and back", () => {
  for (const code of [0, 0x41, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]) {
    assert.equal(lowerChar(liftChar(code)), code);
  }
});

test("what is no scalar value traps", () => {
  for (const code of [0xd800, 0xdfff, 0x110000, -1]) {
    assert.throws(() => liftChar(code), { name: "RuntimeError", message: "invalid `char` bit pattern" });
  }
});

test("what is not one scalar value is the caller's mistake", () => {
  for (const value of ["", "ab", "\ud83d", "\ude00", "😀a", 65, undefined]) {
    assert.throws(() => lowerChar(value), {
      name: "TypeError",
      message: "a char must be a string of one Unicode scalar value",
    });
  }
});
