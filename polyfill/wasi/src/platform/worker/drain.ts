/** What the component's thread writes to standard output or error, on its way to the host. */
import type { Sink } from "../../ports/stdio.js";

/** Hands on what the component writes, as the host takes it. */
export class Drain {
  readonly #sink: Sink;
  readonly #report: (total: number, error: { readonly reason: unknown } | undefined) => void;
  readonly #queue: Uint8Array[] = [];
  /** How much of the queue's first was written. */
  #written = 0;
  #total = 0;
  #state: "idle" | "busy" | "failed" = "idle";

  constructor(sink: Sink, report: (total: number, error: { readonly reason: unknown } | undefined) => void) {
    this.#sink = sink;
    this.#report = report;
  }

  /** Whether everything was handed on. */
  get isIdle(): boolean {
    return this.#state !== "busy";
  }

  take(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    if (this.#state !== "idle") return;
    this.#state = "busy";
    this.#step();
  }

  #step(): void {
    try {
      for (;;) {
        const permit = this.#sink.permit();
        if (permit === 0) return void this.#sink.onReady(() => this.#step());
        const [first] = this.#queue;
        if (first === undefined) break;
        // What was written counts as taken once the sink takes more: it has been flushed then.
        if (this.#written === first.length) {
          this.#queue.shift();
          this.#written = 0;
          this.#total += first.length;
          this.#report(this.#total, undefined);
        } else {
          const piece = first.subarray(this.#written, this.#written + permit);
          this.#written += piece.length;
          this.#sink.write(piece);
          this.#sink.flush();
        }
      }
      this.#state = "idle";
    } catch (reason) {
      this.#state = "failed";
      this.#report(this.#total, { reason });
    }
  }
}
