import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "./codec.js";

test("what WIT values look like in JavaScript comes back as it was", () => {
  const values = [
    undefined, null, true, false, 0, -0, NaN, Infinity, 1e300, 0n, -(2n ** 63n), 2n ** 64n - 1n, "", "\u{feff}ä🦀\0",
    [], [1, [undefined, "x"]], {}, { tag: "some", val: { a: 1n } }, new Map<unknown, unknown>([["k", [1]], [2, {}]]),
    Uint8Array.of(1, 255), Int8Array.of(-1), Uint16Array.of(65535), Int16Array.of(-2), Uint32Array.of(2 ** 32 - 1), Int32Array.of(-3),
    BigUint64Array.of(2n ** 64n - 1n), BigInt64Array.of(-4n), Float32Array.of(0.5), Float64Array.of(NaN, -0), new Uint8Array(100_000).fill(7),
  ];
  for (const value of values) assert.deepStrictEqual(decode(encode(value)), value);
  assert.deepStrictEqual(decode(encode(values)), values);
});

test("a view is sent without what surrounds it", () => {
  assert.deepStrictEqual(decode(encode(Uint16Array.of(1, 2, 3).subarray(1, 2))), Uint16Array.of(2));
});

test("a name is only a name", () => {
  const record = decode(encode(JSON.parse('{"__proto__": 1}'))) as object;
  assert.deepEqual(Object.entries(record), [["__proto__", 1]]);
  assert.equal(Object.getPrototypeOf(record), Object.prototype);
});

test("what no WIT type has is refused", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  for (const value of [() => {}, Symbol("s"), cycle]) assert.throws(() => encode(value), TypeError);
});

test("values of any size lie across the places where the buffer grows", () => {
  for (let length = 0; length < 700; length++) {
    const value = ["x".repeat(length), 0.5, length, 2n ** 60n, Uint8Array.of(1, 2), { a: [1, 2, 3] }];
    assert.deepEqual(decode(encode(value)), value);
  }
});
