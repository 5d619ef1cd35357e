import type { Readiness } from "../suspend/pending.js";

/** Where an input stream takes its bytes from. It is ready, too, when it has ended or failed. */
export interface Source extends Readiness {
  /**
   * Takes at most `max` (≥ 1) bytes of what is there now: empty if there is nothing yet, `undefined` at the end. The result may be
   * a view that the next call overwrites.
   * @throws an `IoError` if the source failed: the guest learns of it; anything else is a fault of the host, and a trap
   */
  read(max: number): Uint8Array | undefined;
  /** Called once, when the only stream on this source is dropped. Absent on a source that streams share. */
  close?(): void;
  /** Gives back what the host gave, a stream's lock say: nothing is read any more. */
  release?(): void;
}

/** Where an output stream puts its bytes. It is ready, too, when it is over or failed. */
export interface Sink extends Readiness {
  /**
   * How many bytes {@link Sink.write} takes now; 0 while it or a flush is busy.
   * @throws an `IoError` if the sink failed, the stream error `closed` if it takes nothing more; anything else is a fault of the
   *   host, and a trap. So do {@link Sink.write} and {@link Sink.flush}
   */
  permit(): number;
  /**
   * Takes all of `bytes`, at most as many as permitted. It may keep `bytes` itself, and the caller must not change them, unless it
   * {@link Sink.takesViews}.
   */
  write(bytes: Uint8Array): void;
  /** Whether {@link Sink.write} keeps nothing, so that the caller may change the bytes as soon as it returns. */
  readonly takesViews?: boolean;
  /** Begins to hand on what was written. Until that is done, {@link Sink.permit} answers 0. */
  flush(): void;
  /** Called once, when the only stream on this sink is dropped. Absent on a sink that streams share. */
  close?(): void;
}
