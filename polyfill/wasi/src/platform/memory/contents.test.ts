import assert from "node:assert/strict";
import { test } from "node:test";
import { Contents } from "./contents.js";

const MIB = 1 << 20;

/** A generator of numbers below `limit`, the same in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

test("agrees with a plain array under random writes, resizes and reads", () => {
  const limit = 3 * MIB;
  for (let seed = 1; seed <= 4; seed++) {
    const next = numbers(seed);
    const initial = new Uint8Array(next(2 * MIB)).fill(9);
    const contents = new Contents(initial);
    const plain = new Uint8Array(limit);
    plain.set(initial);
    let size = initial.length;
    for (let step = 0; step < 60; step++) {
      const offset = next(limit - 1000);
      if (next(4) === 0) {
        contents.resize(offset);
        plain.fill(0, Math.min(size, offset), limit);
        size = offset;
      } else {
        const bytes = new Uint8Array(Math.min(next(2) === 0 ? next(1000) : next(MIB + 1000), limit - offset)).fill(1 + next(255));
        contents.write(bytes, offset);
        plain.set(bytes, offset);
        if (bytes.length > 0) size = Math.max(size, offset + bytes.length);
      }
      assert.equal(contents.size, size);
      const [length, from] = [next(MIB), next(limit)];
      const expected = plain.subarray(Math.min(from, size), Math.min(from + length, size));
      assert.ok(Buffer.from(contents.read(length, from)).equals(expected));
    }
    assert.ok(Buffer.from(contents.bytes()).equals(plain.subarray(0, size)));
    assert.ok(initial.every((byte) => byte === 9), "the initial bytes are left alone");
  }
});

test("what lies together is read as a view", () => {
  const contents = new Contents(new Uint8Array(0));
  contents.write(new Uint8Array(3 * MIB), 0);
  assert.equal(contents.read(65_536, MIB).buffer, contents.read(65_536, MIB).buffer);
  assert.equal(contents.read(10, MIB - 5).length, 10);
  assert.equal(contents.read(5 * MIB, 0).length, MIB);
});
