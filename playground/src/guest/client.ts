/** The page's end of the worker that runs a component. */
import { type Func } from "../component/outline.ts";
import type { Argument } from "../../../npm/transpiler/src/command/invoke.ts";
import type { FromGuest, Start, ToGuest } from "./protocol.ts";
import { makeRing, RingWriter } from "./stdin.ts";

/** What the page hears. */
export type Listener = (message: Exclude<FromGuest, { type: "bell" }>) => void;

/** One instance of a component. */
export class Guest {
  readonly #worker: Worker;
  readonly #ring: RingWriter | undefined;
  #bells: Int32Array<SharedArrayBuffer>[] = [];

  /**
   * Starts it.
   *
   * @param given - all but where input comes from
   * @param stdin - text; nothing for what is given to {@link Guest.type}
   */
  constructor(given: Omit<Start, "stdin" | "base">, stdin: string | undefined, listener: Listener) {
    const shared = stdin === undefined ? makeRing() : undefined;
    this.#ring = shared && new RingWriter(shared);
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "weft-guest" });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromGuest>) => {
      if (data.type === "bell") this.#wait(data.word);
      else listener(data);
    });
    this.#worker.addEventListener("error", (event) => {
      const message = event.message || "the worker could not be loaded";
      listener({ type: "failed", failure: { name: "Error", message, stack: "", causes: [] } });
    });
    this.#send({
      type: "start",
      start: { ...given, base: document.baseURI, stdin: stdin === undefined ? { kind: "terminal", shared } : { kind: "text", text: stdin } },
    });
  }

  /** Runs it as a command. */
  run(): void {
    this.#send({ type: "run" });
  }

  /** Calls one of its functions. */
  call(func: Func, args: readonly Argument[]): void {
    this.#send({ type: "call", func, args });
  }

  /** Lets go of a resource. */
  drop(label: string): void {
    this.#send({ type: "drop", label });
  }

  /** Standard input; nothing for its end. */
  type(bytes: Uint8Array | undefined): void {
    if (this.#ring === undefined) return this.#send({ type: "input", bytes });
    if (bytes === undefined) this.#ring.end();
    else this.#ring.write(bytes);
    this.#ringBells();
    this.#send({ type: "arrived" });
  }

  /** Ends it, whatever it does. */
  stop(): void {
    this.#worker.terminate();
  }

  #wait(word: Int32Array<SharedArrayBuffer>): void {
    this.#bells.push(word);
    this.#ring?.pump();
    if (this.#ring?.isReady) this.#ringBells();
  }

  #ringBells(): void {
    for (const word of this.#bells) {
      Atomics.add(word, 0, 1);
      Atomics.notify(word, 0);
    }
    this.#bells = [];
  }

  #send(message: ToGuest): void {
    this.#worker.postMessage(message);
  }
}
