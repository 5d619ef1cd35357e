import type { Clock } from "../ports/clock.js";

/** The longest delay `setTimeout` understands. */
const LONGEST = 2 ** 31 - 1;

/** {@link Clock.arm} by `setTimeout`: wakes early for deadlines more than 24 days off, and the waiter arms again. */
export function arm(clock: Pick<Clock, "monotonic">, deadline: bigint, wake: () => void): () => void {
  const left = Number(deadline - clock.monotonic()) / 1e6;
  const timer = setTimeout(wake, Math.min(Math.max(Math.ceil(left), 0), LONGEST));
  return () => clearTimeout(timer);
}
