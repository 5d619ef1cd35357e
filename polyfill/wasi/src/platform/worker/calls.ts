/** Calls of a component's exports: those that its thread has, and those that still wait in this one. */
import type { Mirrors } from "./files.js";
import type { ToComponent, ToMain } from "./protocol.js";

/** What a call is settled with. */
export interface Outcome {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Call extends Outcome {
  readonly id: number;
  readonly path: readonly string[];
  readonly args: readonly unknown[];
  readonly isAbortable: boolean;
  /** Runs what is done for the call on behalf of whoever made it. */
  readonly asCaller: <T>(work: () => T) => T;
}

/** The end of a call, as the component's thread tells it. */
export type Ended = Extract<ToMain, { is: "returned" | "threw" }>;

/**
 * The calls, first come, first served. All go to the component's thread at once, but for one with a signal: it must never begin once it is
 * aborted, and a thread that is stopped or busy hears of no abort. So it goes when the thread is idle, and what comes behind it waits, too. So does
 * a call before which the host has changed its files: both threads must not change them at once.
 */
export class Calls {
  readonly #post: (message: ToComponent) => void;
  readonly #mirrors: Mirrors;
  /** What the component's thread has, in the order in which it runs. */
  readonly #sent: Map<number, Call> = new Map();
  readonly #line: Call[] = [];
  #count = 0;

  constructor(post: (message: ToComponent) => void, mirrors: Mirrors) {
    this.#post = post;
    this.#mirrors = mirrors;
  }

  /** Whether nothing is called. */
  get isIdle(): boolean {
    return this.#sent.size === 0 && this.#line.length === 0;
  }

  /**
   * @param outcome - settled by whoever gets the call back from {@link Calls.take}; an abort settles it as well
   * @throws `TypeError` for an argument that cannot go to another thread; the signal's reason if it is aborted
   */
  add(path: readonly string[], args: readonly unknown[], { resolve, reject }: Outcome, asCaller: Call["asCaller"]): void {
    const signal = signalOf(args.at(-1));
    signal?.throwIfAborted();
    const abort = (): void => {
      const place = this.#line.indexOf(call);
      if (place >= 0) this.#line.splice(place, 1);
      reject(signal?.reason);
      // What stood behind it need not wait any longer, perhaps.
      this.#advance();
    };
    const ended = (end: (value: unknown) => void) => (value: unknown): void => {
      signal?.removeEventListener("abort", abort);
      end(value);
    };
    const isAbortable = signal !== undefined;
    const isHeld = this.#line.length > 0 || this.#mustWait(isAbortable);
    const given = isAbortable ? args.slice(0, -1) : args;
    const call: Call = {
      id: ++this.#count, path, args: isHeld ? this.#crossing(path, () => structuredClone(given)) : given, isAbortable, asCaller,
      resolve: ended(resolve), reject: ended(reject),
    };
    if (isHeld) this.#line.push(call);
    else this.#crossing(path, () => this.#send(call));
    signal?.addEventListener("abort", abort);
  }

  /** The call that has ended, and its changes in files; the next ones go. */
  take({ id, changes }: Ended): Outcome | undefined {
    const call = this.#sent.get(id);
    this.#sent.delete(id);
    this.#mirrors.apply(changes);
    this.#advance();
    return call;
  }

  /** All calls, which never end by themselves any more. */
  takeAll(): readonly Outcome[] {
    const all = [...this.#sent.values(), ...this.#line.splice(0)];
    this.#sent.clear();
    return all;
  }

  /** Runs `work` on behalf of whoever made the call that is running: the others wait for it. */
  asCaller<T>(work: () => T): T {
    for (const { asCaller } of this.#sent.values()) return asCaller(work);
    return work();
  }

  #advance(): void {
    for (let next = this.#line[0]; next !== undefined; next = this.#line[0]) {
      if (this.#mustWait(next.isAbortable)) return;
      this.#line.shift();
      this.#send(next);
    }
  }

  #mustWait(isAbortable: boolean): boolean {
    return this.#sent.size > 0 && (isAbortable || this.#mirrors.hasNews());
  }

  #send(call: Call): void {
    // Without news there is nothing to collect, so this never happens while the thread is busy.
    this.#post({ is: "call", id: call.id, path: call.path, args: call.args, changes: this.#mirrors.collect() });
    this.#sent.set(call.id, call);
  }

  #crossing<T>(path: readonly string[], work: () => T): T {
    try {
      return work();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new TypeError(`${path.join("#")}: an argument cannot go to the worker: ${why}`, { cause });
    }
  }
}

/** The signal of a call's options. */
function signalOf(last: unknown): AbortSignal | undefined {
  const signal = typeof last === "object" && last !== null && "signal" in last ? last.signal : undefined;
  return signal instanceof AbortSignal ? signal : undefined;
}
