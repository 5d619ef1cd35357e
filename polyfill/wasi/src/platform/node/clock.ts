import type { Clock } from "../../ports/clock.js";
import { arm } from "../timer.js";

/** `Atomics.wait` takes milliseconds; waits beyond this are taken in turns. */
const LONGEST = 2 ** 31 - 1;

/** Stops the thread for `milliseconds`, or a little less. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.min(milliseconds, LONGEST));
}

/** Time in a process. */
export const clock: Clock = {
  monotonic: () => process.hrtime.bigint(),
  monotonicResolution: 1n,
  wall: () => BigInt(Date.now()) * 1_000_000n,
  wallResolution: 1_000_000n,
  arm: (deadline, wake) => arm(clock, deadline, wake),
  block(deadline) {
    for (let left = deadline - clock.monotonic(); left > 0n; left = deadline - clock.monotonic()) {
      pause(Number(left) / 1e6);
    }
  },
};
