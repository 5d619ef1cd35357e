import assert from "node:assert/strict";
import { test } from "node:test";
import { monotonicClock } from "../../clocks/p2.js";
import { random } from "../../random/p2.js";
import { Pending } from "../../suspend/pending.js";
import { bytes } from "../../testing/filesystem-suite.js";
import { ConsoleSink } from "./console.js";
import { createContext } from "./index.js";
import { resolutionOf } from "./resolution.js";

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

test("what a guest wrote is shown, however it is cut and however it ends", async () => {
  const sentence = "Grüße, 世界 🦀!\r\nzwei";
  const whole = bytes(sentence);
  for (let size = 1; size <= whole.length; size++) {
    const lines: string[] = [];
    const sink = new ConsoleSink((line) => lines.push(line));
    const guest = async (): Promise<void> => {
      for (let at = 0; at < whole.length; at += size) sink.write(whole.slice(at, at + size));
      throw new TypeError("unreachable");
    };
    await assert.rejects(guest(), TypeError);
    assert.deepEqual(lines, sentence.split("\n"));
  }
});

test("the beginning of a character waits for its rest, and is shown when that does not come", async () => {
  const lines: string[] = [];
  const shown = new Promise<void>((resolve) => {
    const sink = new ConsoleSink((line) => lines.push(line) === 3 && resolve(), 1);
    sink.write(bytes("a\nbé").subarray(0, -1));
    sink.write(bytes(""));
  });
  await shown;
  assert.deepEqual(lines, ["a", "b", "\u{fffd}"]);

  const whole: string[] = [];
  const patient = new ConsoleSink((line) => whole.push(line));
  patient.write(bytes("a🦀").subarray(0, -1));
  // The guest waits for more input.
  await new Promise<void>((resolve) => setTimeout(resolve));
  patient.write(bytes("🦀\n").subarray(-2));
  assert.deepEqual(whole, ["a", "🦀"]);
});

test("two consoles have no line in common", async () => {
  const lines: string[] = [];
  const [one, two] = [1, 2].map((n) => new ConsoleSink((line) => lines.push(`${n} ${line}`)));
  one?.write(bytes("a"));
  two?.write(bytes("b\n"));
  one?.write(bytes("c\n"));
  assert.deepEqual(lines, ["2 b", "1 ac"]);
});

test("a console that throws gets no line twice", () => {
  const lines: string[] = [];
  const sink = new ConsoleSink((line) => {
    lines.push(line);
    if (line === "ab") throw new Error("the console is gone");
  });
  sink.write(bytes("a"));
  assert.throws(() => sink.write(bytes("b\nc")), /gone/);
  sink.write(bytes("d\n"));
  assert.deepEqual(lines, ["ab", "d"]);
});

test("a clock's tick is what is seen of it", () => {
  let time = 0;
  const every = (step: number) => () => Math.floor((time += 0.013) / step) * step;
  assert.equal(resolutionOf(every(1)), 1_000_000n);
  assert.equal(resolutionOf(every(0.1)), 100_000n);
  assert.equal(resolutionOf(() => 5), 1_000_000_000n, "a clock that stands still");
  const { resolution } = monotonicClock(createContext());
  assert.ok(resolution() > 0n && resolution() <= 1_000_000_000n);
});

test("a thread without shared memory cannot be stopped, only wait", async (t) => {
  const shared = Object.getOwnPropertyDescriptor(globalThis, "SharedArrayBuffer") ?? {};
  Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
  t.after(() => Object.defineProperty(globalThis, "SharedArrayBuffer", shared));
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
