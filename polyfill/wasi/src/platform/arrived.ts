import { IoError } from "../io/error.js";

const NOTHING: Uint8Array = new Uint8Array(0);

/** What an input has brought and nobody has taken yet, and whether and how it ended: what is the same of all sources. */
export class Arrived {
  /** Untaken bytes; may be a view. */
  bytes: Uint8Array = NOTHING;
  /** Nothing comes behind {@link Arrived.bytes}. */
  ended = false;
  #failure: IoError | undefined;

  /** Whether there is something to tell: bytes, the end or a failure. */
  get isThere(): boolean {
    return this.bytes.length > 0 || this.ended;
  }

  /** It ended because of `reason`. */
  fail(reason: unknown): void {
    this.ended = true;
    this.#failure = new IoError(reason);
  }

  /** `Source.read`, as far as it concerns what is there. */
  take(max: number): Uint8Array | undefined {
    const bytes = this.bytes;
    if (bytes.length > 0) {
      this.bytes = bytes.subarray(max);
      return bytes.subarray(0, max);
    }
    if (this.#failure !== undefined) throw this.#failure;
    return this.ended ? undefined : NOTHING;
  }
}
