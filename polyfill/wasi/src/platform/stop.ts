import type { Clock } from "../ports/clock.js";
import { Bell } from "../suspend/bell.js";

/** {@link Clock.block} by a bell that nobody rings, where this thread may be stopped. */
export function stopUntil(clock: Pick<Clock, "monotonic">): ((deadline: bigint) => void) | undefined {
  if (!Bell.isAllowed()) return undefined;
  return (deadline) => {
    const bell = new Bell();
    for (let left = deadline - clock.monotonic(); left > 0n; left = deadline - clock.monotonic()) bell.wait(0, left);
  };
}
