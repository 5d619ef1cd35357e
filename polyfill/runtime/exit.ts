/** What `wasi:cli/exit` throws: an outcome of its own, neither a trap nor an error. */
export interface Exit {
  /** The exit code. */
  readonly code: number;
}

/** Whether `error` is an {@link Exit}, known by its brand. */
export const isExit = (error: unknown): error is Exit =>
  typeof error === "object" && error !== null && Symbol.for("weft.exit.v1") in error;
