/** What a host import answers with when it would have to wait. */
export interface Pending<T = unknown> extends PromiseLike<T> {
  /** Waits on this thread; there only where the platform can. */
  block?(): T;
}

/** Whether a host import answered "not yet": the brand `weft.pending.v1` is what it answers with. */
export const isPending = (value: unknown): value is Pending =>
  typeof value === "object" && value !== null && Symbol.for("weft.pending.v1") in value;
