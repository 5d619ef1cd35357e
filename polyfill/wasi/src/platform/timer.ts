import type { Clock } from "../ports/clock.js";

/** The longest delay `setTimeout` understands. */
const LONGEST = 2 ** 31 - 1;

/** {@link Clock.arm} by `setTimeout`: wakes early for deadlines more than 24 days off, and the waiter arms again. */
export function arm(clock: Pick<Clock, "monotonic">, deadline: bigint, wake: () => void): () => void {
  const left = Number(deadline - clock.monotonic()) / 1e6;
  return after(Math.min(Math.max(Math.ceil(left), 0), LONGEST), wake);
}

/**
 * Calls `wake` once, so many milliseconds from now.
 * @returns what takes that back
 */
export function after(milliseconds: number, wake: () => void): () => void {
  const timer = setTimeout(wake, milliseconds);
  return () => clearTimeout(timer);
}
