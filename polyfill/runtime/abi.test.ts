import assert from "node:assert/strict";
import { test } from "node:test";
import { abi, requireAbi } from "./abi.ts";

test("the own version is fine", () => {
  requireAbi(abi);
});

test("another version is an error that names both and the remedy", () => {
  assert.throws(() => requireAbi(abi + 1), { message: new RegExp(`version ${abi + 1} .* version ${abi}: update`) });
  assert.throws(() => requireAbi(abi - 1), { message: new RegExp(`version ${abi - 1} .* version ${abi}: transpile`) });
});
