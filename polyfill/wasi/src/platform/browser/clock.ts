import type { Clock } from "../../ports/clock.js";
import { arm } from "../timer.js";

/** `performance.now` is coarser where pages of several origins may share a process. */
const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true;

/** Time on a page, whose thread cannot be stopped. */
export const clock: Clock = {
  monotonic: () => BigInt(Math.floor(performance.now() * 1e6)),
  monotonicResolution: isolated ? 5_000n : 100_000n,
  wall: () => BigInt(Date.now()) * 1_000_000n,
  wallResolution: 1_000_000n,
  arm: (deadline, wake) => arm(clock, deadline, wake),
};
