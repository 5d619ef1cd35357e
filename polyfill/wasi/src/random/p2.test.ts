import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext } from "../platform/node/index.js";
import { insecure, insecureSeed, random } from "./p2.js";

test("bytes and numbers are fresh each time", () => {
  const context = createContext();
  for (const [getBytes, getU64] of [
    [random(context).getRandomBytes, random(context).getRandomU64],
    [insecure(context).getInsecureRandomBytes, insecure(context).getInsecureRandomU64],
  ] as const) {
    assert.equal(getBytes(0n).length, 0);
    assert.notDeepEqual(getBytes(16n), getBytes(16n));
    const many = getBytes(200_000n);
    assert.ok(many.subarray(-64).some((byte) => byte !== 0), "beyond what the platform fills at once");
    assert.notEqual(getU64(), getU64());
  }
  const [a, b] = insecureSeed(context).insecureSeed();
  assert.notEqual(a, b);
});

test("more than a list can hold is refused by name, and nothing is made", () => {
  const filled: number[] = [];
  const context = createContext({ entropy: { fill: (bytes) => void filled.push(bytes.length) } });
  for (const len of [2n ** 28n, 2n ** 32n, 2n ** 62n, 2n ** 64n - 1n]) {
    const error = { name: "RangeError", message: new RegExp(`^wasi:random/random\\.get-random-bytes: ${len} bytes`) };
    assert.throws(() => random(context).getRandomBytes(len), error);
    assert.throws(() => insecure(context).getInsecureRandomBytes(len), RangeError);
  }
  assert.deepEqual(filled, []);
});

test("entropy of one's own", () => {
  const context = createContext({ entropy: { fill: (bytes) => void bytes.fill(1) } });
  assert.equal(random(context).getRandomU64(), 0x0101010101010101n);
  assert.deepEqual(random(context).getRandomBytes(2n), Uint8Array.of(1, 1));
});
