import { ReadySink } from "../stdio.js";

/**
 * Writes to the console, which knows only whole lines of text. A line that the guest leaves open is shown when it gives the thread
 * back, by returning, trapping or waiting: nothing is lost, and pieces that are written in one go stay together. Only the beginning of
 * a character waits for its rest.
 */
export class ConsoleSink extends ReadySink {
  readonly takesViews = true;
  readonly #decoder: TextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #show: (line: string) => void;
  #open = "";
  #scheduled = false;

  /** @param show - takes a line without its end */
  constructor(show: (line: string) => void) {
    super();
    this.#show = show;
  }

  write(bytes: Uint8Array): void {
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
}
