/** @module */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, read, write } from "./snapshot.mjs";

test("what is written is read again, in the order of names", () => {
  const text = write(new Map([["b raw", 1_234_567], ["b gz", 12], ["a raw", 0]]));
  assert.equal(text, "a raw 0\nb gz 12\nb raw 1,234,567\n");
  assert.equal(write(read(text)), text);
  assert.throws(() => read("a raw\n"), /not a line of sizes: "a raw"/);
});

test("every difference has its line, what grew first", () => {
  const old = read("a gz 1,000\na raw 4,000\nb gz 10\nd gz 5\n");
  assert.equal(compare(old, old), "");
  const lines = ["  a gz: 1,000 → 1,500 (+500, +50.00 %)", "  c gz: 7 is new", "  d gz: was not measured", "  a raw: 4,000 → 3,999 (−1, −0.03 %)"];
  assert.equal(compare(old, read("a gz 1,500\na raw 3,999\nb gz 10\nc gz 7\n")), lines.join("\n"));
});
