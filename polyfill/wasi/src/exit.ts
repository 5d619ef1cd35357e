const brand = Symbol.for("weft.exit.v1");

/**
 * Thrown by `wasi:cli/exit`: the guest asked to end. It is neither a trap nor an error of the guest; glue passes it
 * through unchanged and whoever runs the component turns {@link Exit.code} into an exit status.
 */
export class Exit extends Error {
  /** The exit status, 0 to 255; 0 is success. */
  readonly code: number;

  /** @param code - the exit status */
  constructor(code: number) {
    super(`the component exited with status ${code}`);
    this.code = code;
    Object.defineProperty(this, brand, { value: true });
  }

  override get name(): string {
    return "Exit";
  }
}
