/** Whether a host import answered "not yet": the brand `weft.pending.v1` is what it answers with. */
export const isPending = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Symbol.for("weft.pending.v1") in value;
