import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext, timezone as zone } from "../platform/node/index.js";
import { Pollable } from "../io/poll.js";
import { monotonicClock, timezone, wallClock } from "./p2.js";

test("the monotonic clock does not go back", () => {
  const { now, resolution } = monotonicClock(createContext());
  const [a, b] = [now(), now()];
  assert.ok(b >= a);
  assert.ok(resolution() > 0n);
});

test("the wall clock is the host's", () => {
  const { now, resolution } = wallClock(createContext());
  const { seconds, nanoseconds } = now();
  assert.ok(Math.abs(Number(seconds) - Date.now() / 1000) < 2);
  assert.ok(nanoseconds >= 0 && nanoseconds < 1e9);
  assert.deepEqual(resolution(), { seconds: 0n, nanoseconds: 1_000_000 });
});

test("a clock of one's own", () => {
  const clock = { monotonic: () => 7n, monotonicResolution: 1n, wall: () => 1_500_000_000n, wallResolution: 1n, arm: () => () => {} };
  const context = createContext({ clock });
  assert.equal(monotonicClock(context).now(), 7n);
  assert.deepEqual(wallClock(context).now(), { seconds: 1n, nanoseconds: 500_000_000 });
  const pollable = monotonicClock(context).subscribeDuration(1n);
  assert.equal(pollable.ready(), false);
  assert.equal((pollable.block() as { block?: unknown }).block, undefined, "this clock cannot stop the thread");
});

test("what has come is ready, and what is far off is neither early nor an overflow", async () => {
  const { now, subscribeInstant, subscribeDuration } = monotonicClock(createContext());
  for (const past of [subscribeInstant(0n), subscribeInstant(now()), subscribeDuration(0n)]) assert.equal(past.ready(), true);
  const most = 2n ** 64n - 1n;
  const month = 31n * 86_400n * 1_000_000_000n;
  let early = 0;
  const withdraw = [subscribeInstant(most), subscribeDuration(most), subscribeDuration(month)].map((far) => {
    assert.equal(far.ready(), false);
    return Pollable.event(far).onReady(() => early++);
  });
  // A timer that overflows fires within a millisecond.
  await subscribeDuration(20_000_000n).block();
  for (const end of withdraw) end();
  assert.equal(early, 0);
});

test("a monotonic clock that tells no instant is a trap", () => {
  for (const [time, fits] of [[-1n, false], [0n, true], [2n ** 64n - 1n, true], [2n ** 64n, false]] as const) {
    const clock = { monotonic: () => time, monotonicResolution: 1n, wall: () => 0n, wallResolution: 1n, arm: () => () => {} };
    const { now } = monotonicClock(createContext({ clock }));
    if (fits) assert.equal(now(), time);
    else assert.throws(now, { name: "RangeError", message: `wasi:clocks/monotonic-clock.now: the clock tells ${time} ns, which is no instant` });
  }
});

test("a wall clock from before 1970 tells the epoch", () => {
  const clock = { monotonic: () => 0n, monotonicResolution: 1n, wall: () => -1n, wallResolution: 1n, arm: () => () => {} };
  assert.deepEqual(wallClock(createContext({ clock })).now(), { seconds: 0n, nanoseconds: 0 });
});

test("the time zone is UTC unless one is given", () => {
  const utc = timezone(createContext());
  const winter = { seconds: 1_705_320_000n, nanoseconds: 0 };
  assert.deepEqual(utc.display(winter), { utcOffset: 0, name: "UTC", inDaylightSavingTime: false });
  assert.equal(utc.utcOffset(winter), 0);

  const berlin = timezone(createContext({ timezone: zone("Europe/Berlin") }));
  const summer = { seconds: 1_721_044_800n, nanoseconds: 0 };
  assert.deepEqual([berlin.utcOffset(winter), berlin.display(winter).inDaylightSavingTime], [3600, false]);
  assert.deepEqual([berlin.utcOffset(summer), berlin.display(summer).inDaylightSavingTime], [7200, true]);
  const southern = timezone(createContext({ timezone: zone("Australia/Sydney") }));
  assert.deepEqual([southern.utcOffset(summer), southern.display(summer).inDaylightSavingTime], [36_000, false]);
  assert.deepEqual([southern.utcOffset(winter), southern.display(winter).inDaylightSavingTime], [39_600, true]);
  assert.equal(berlin.display({ seconds: 2n ** 64n - 1n, nanoseconds: 0 }).name, "UTC");
  assert.throws(() => zone("Nowhere/At_All"), RangeError);
});
