import { Resource } from "../resource.js";

/**
 * `wasi:io/error.error`: what a stream tells about an operation that failed. Another package that knows more about its own
 * failures reads it from `cause` (`wasi:filesystem/types.filesystem-error-code` does).
 */
export class IoError extends Resource {
  /** What went wrong underneath, as it was thrown or rejected. */
  readonly cause: unknown;
  readonly #text: string;

  /** @param cause - the failure; its message becomes the debug string */
  constructor(cause: unknown) {
    super();
    this.cause = cause;
    this.#text = textOf(cause);
  }

  /** `to-debug-string`: text for people, never to be parsed. */
  toDebugString(): string {
    return this.#text;
  }
}

/** What a host throws may be anything, also what refuses to become text. */
function textOf(cause: unknown): string {
  try {
    return cause instanceof Error ? String(cause.message) || String(cause.name) : String(cause);
  } catch {
    return "a reason that cannot be told as text";
  }
}
