import type { Clock } from "../../ports/clock.js";
import { stopUntil } from "../stop.js";
import { arm } from "../timer.js";
import { resolutionOf } from "./resolution.js";

/** Time on a page, whose thread cannot be stopped, or in a worker, whose thread can where there is shared memory. */
export const clock: Clock = {
  monotonic: () => BigInt(Math.floor(performance.now() * 1e6)),
  get monotonicResolution() {
    return resolutionOf(() => performance.now());
  },
  wall: () => BigInt(Date.now()) * 1_000_000n,
  wallResolution: 1_000_000n,
  arm: (deadline, wake) => arm(clock, deadline, wake),
  get block() {
    return stopUntil(clock);
  },
};
