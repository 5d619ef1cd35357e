import { ReadySink } from "../stdio.js";
import { after } from "../timer.js";

/** Milliseconds that the beginning of a character waits for its rest, which a guest that copies a slow stream may bring in its next piece. */
const PATIENCE = 1000;

/**
 * Writes to the console, which knows only whole lines of text. A line that the guest leaves open is shown when it gives the thread
 * back, by returning, trapping or waiting: nothing is lost, and pieces that are written in one go stay together. Only the beginning of
 * a character waits for its rest, and is shown as U+FFFD when that does not come: nobody tells a sink that the guest has ended.
 */
export class ConsoleSink extends ReadySink {
  readonly takesViews = true;
  readonly #decoder: TextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #show: (line: string) => void;
  #open = "";
  #scheduled = false;
  readonly #patience: number;
  #withdraw: () => void = () => {};

  /**
   * @param show - takes a line without its end
   * @param patience - milliseconds until the beginning of a character is shown
   */
  constructor(show: (line: string) => void, patience: number = PATIENCE) {
    super();
    this.#show = show;
    this.#patience = patience;
  }

  write(bytes: Uint8Array): void {
    const end = bytes[bytes.length - 1];
    if (end === undefined) return;
    this.#withdraw();
    // Only what is no ASCII can be unfinished.
    if (end >= 0x80) this.#withdraw = after(this.#patience, () => this.#finish());
    const lines = this.#decoder.decode(bytes, { stream: true }).split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      const whole = this.#open + line;
      this.#open = "";
      this.#show(whole);
    }
    this.#open += last;
    if (this.#open === "" || this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      const open = this.#open;
      this.#open = "";
      if (open !== "") this.#show(open);
    });
  }
  /** Shows what stands for a character that has only begun. */
  #finish(): void {
    const unfinished = this.#decoder.decode();
    if (unfinished !== "") this.#show(unfinished);
  }
}
