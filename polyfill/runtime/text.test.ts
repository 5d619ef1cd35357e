import assert from "node:assert/strict";
import { test } from "node:test";
import { encoder, utf8 } from "./text.ts";

test("a byte order mark is text", () => {
  assert.equal(utf8.decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])), "\ufeffa");
});

test("invalid UTF-8 is an error, and leaves nothing behind", () => {
  assert.throws(() => utf8.decode(new Uint8Array([0xe2, 0x82])), TypeError);
  assert.equal(utf8.decode(new Uint8Array([0x61])), "a");
});

test("a lone surrogate is encoded as U+FFFD", () => {
  assert.deepEqual([...encoder.encode("\ud800")], [0xef, 0xbf, 0xbd]);
});
