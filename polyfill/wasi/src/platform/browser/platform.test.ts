import assert from "node:assert/strict";
import { test } from "node:test";
import { monotonicClock } from "../../clocks/p2.js";
import { random } from "../../random/p2.js";
import { Pending } from "../../suspend/pending.js";
import { bytes } from "../../testing/filesystem-suite.js";
import { ConsoleSink } from "./console.js";
import { createContext } from "./index.js";

test("the console gets whole lines, and what is left open when the guest pauses", async () => {
  const lines: string[] = [];
  const sink = new ConsoleSink((line) => lines.push(line));
  sink.write(bytes("one\ntw"));
  sink.write(bytes("o\n\nthr"));
  assert.deepEqual(lines, ["one", "two", ""]);
  sink.write(bytes("é").subarray(0, 1));
  sink.write(bytes("é").subarray(1));
  await Promise.resolve();
  assert.deepEqual(lines, ["one", "two", "", "thré"]);
  sink.write(bytes("\u{feff}x\n"));
  assert.equal(lines.at(-1), "\u{feff}x");
});

test("a page cannot stop its thread, only wait", async () => {
  const clock = monotonicClock(createContext());
  const start = clock.now();
  const pending = clock.subscribeDuration(10_000_000n).block();
  assert.ok(pending instanceof Pending);
  assert.equal(pending.block, undefined);
  await pending;
  assert.ok(clock.now() - start >= 10_000_000n);
});

test("random bytes", () => {
  assert.equal(random(createContext()).getRandomBytes(100_000n).length, 100_000);
});
