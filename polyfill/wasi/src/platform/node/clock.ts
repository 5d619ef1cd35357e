import type { Clock } from "../../ports/clock.js";
import { stopUntil } from "../stop.js";
import { arm } from "../timer.js";

/** Time in a process. */
export const clock: Clock = {
  monotonic: () => process.hrtime.bigint(),
  monotonicResolution: 1n,
  wall: () => BigInt(Date.now()) * 1_000_000n,
  wallResolution: 1_000_000n,
  arm: (deadline, wake) => arm(clock, deadline, wake),
  get block() {
    return stopUntil(clock);
  },
};
