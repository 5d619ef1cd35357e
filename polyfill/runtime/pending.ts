import { trap } from "./trap.ts";

/** What a host import answers with when it would have to wait. */
export interface Pending<T = unknown> extends PromiseLike<T> {
  /** Waits on this thread; there only where the platform can. */
  block?(): T;
}

/** Whether a host import answered "not yet": the brand `weft.pending.v1` is what it answers with. */
export const isPending = (value: unknown): value is Pending =>
  typeof value === "object" && value !== null && Symbol.for("weft.pending.v1") in value;

/**
 * Takes the answer of an import that may have to wait, waiting where the thread can.
 *
 * @param value - The answer.
 * @param name - The import, for the error.
 * @throws A trap when it would have to wait and cannot.
 */
export const settle = (value: unknown, name: string): unknown => {
  if (!isPending(value)) return value;
  if (value.block) return value.block();
  return trap(`${name} would have to wait, which a synchronous call cannot here: give it data that is ready, such as a string for stdin`);
};
