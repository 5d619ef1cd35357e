import assert from "node:assert/strict";
import { test } from "node:test";
import { stdin } from "../cli/p2.js";
import { monotonicClock } from "../clocks/p2.js";
import { createContext } from "../platform/node/index.js";
import { Pending } from "../suspend/pending.js";
import { poll, Pollable } from "./poll.js";

const MILLISECOND = 1_000_000n;
const clock = monotonicClock(createContext());

/** A pollable that becomes ready when told to. */
function manual(): { pollable: Pollable; armed: () => number; fire(): void } {
  let fired = false;
  const waiting = new Set<() => void>();
  const pollable = new Pollable({
    ready: () => fired,
    onReady(wake) {
      waiting.add(wake);
      return () => waiting.delete(wake);
    },
  });
  const fire = (): void => {
    fired = true;
    for (const wake of waiting) wake();
  };
  return { pollable, armed: () => waiting.size, fire };
}

test("an empty list traps", () => {
  assert.throws(() => poll([]), (error: Error) => !("payload" in error));
});

test("all that are ready are reported, and nothing waits", () => {
  const never = manual();
  const past = clock.subscribeInstant(0n);
  assert.deepEqual(poll([past, never.pollable, clock.subscribeDuration(0n)]), Uint32Array.of(0, 2));
  assert.equal(past.ready(), true);
  assert.equal(past.block(), undefined);
  assert.equal(never.armed(), 0);
});

test("a deadline stops the thread through block()", () => {
  const start = clock.now();
  const pollable = clock.subscribeDuration(20n * MILLISECOND);
  assert.equal(pollable.ready(), false);
  const pending = pollable.block();
  assert.ok(pending instanceof Pending && pending.block !== undefined);
  assert.equal(pending.block(), undefined);
  assert.ok(clock.now() - start >= 20n * MILLISECOND);
  assert.equal(pollable.ready(), true);
});

test("a deadline is waited for through then", async () => {
  const start = clock.now();
  await clock.subscribeDuration(20n * MILLISECOND).block();
  assert.ok(clock.now() - start >= 20n * MILLISECOND);
});

test("poll waits for the first of several deadlines", async () => {
  const list = (): Pollable[] => [
    clock.subscribeDuration(3600n * 1000n * MILLISECOND),
    clock.subscribeDuration(10n * MILLISECOND),
    clock.subscribeInstant(2n ** 64n - 1n),
  ];
  const sync = poll(list());
  assert.ok(sync instanceof Pending && sync.block !== undefined);
  assert.deepEqual(sync.block(), Uint32Array.of(1));
  assert.deepEqual(await poll(list()), Uint32Array.of(1));
});

test("poll withdraws from what it no longer waits for", async () => {
  const [one, two] = [manual(), manual()];
  const pending = poll([one.pollable, two.pollable, clock.subscribeDuration(3600n * 1000n * MILLISECOND)]);
  assert.ok(pending instanceof Pending);
  assert.equal(pending.block, undefined, "an event of the event loop cannot be waited for with the loop stopped");
  assert.deepEqual([one.armed(), two.armed()], [0, 0], "nothing is armed before somebody waits");
  const result = pending.then((ready) => ready);
  assert.deepEqual([one.armed(), two.armed()], [1, 1]);
  two.fire();
  assert.deepEqual(await result, Uint32Array.of(1));
  assert.deepEqual([one.armed(), two.armed()], [0, 0]);
});

test("a spurious wake-up waits on", async () => {
  let wake = (): void => {};
  let ready = false;
  const pollable = new Pollable({ ready: () => ready, onReady: (call) => ((wake = call), () => {}) });
  let done = false;
  const blocked = (pollable.block() as Pending<void>).then(() => (done = true));
  wake();
  await Promise.resolve();
  assert.equal(done, false);
  ready = true;
  wake();
  await blocked;
});

test("a timeout races with input", async () => {
  const never = stdin(createContext({ stdin: { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) } }));
  const list = [never.getStdin().subscribe(), clock.subscribeDuration(5n * MILLISECOND)];
  assert.deepEqual(await poll(list), Uint32Array.of(1));
});
