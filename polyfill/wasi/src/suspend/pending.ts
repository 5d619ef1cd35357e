/**
 * How a WASI function says "I would have to wait". It answers at once whenever it can; otherwise it returns a
 * {@link Pending}, and the glue picks the way to wait that the engine and the call allow: JSPI on `then`, `block()` where the
 * platform can stop the thread, or a refusal that names the import. Nothing is armed before one of the two is called.
 */
import { Bell } from "./bell.js";

const brand = Symbol.for("weft.pending.v1");

/** Something that is or becomes ready: the port behind `wasi:io/poll.pollable`. */
export interface Readiness {
  /** Whether an operation would make progress now. Never waits; may start fetching what is waited for. */
  ready(): boolean;
  /**
   * Calls `wake` when {@link Readiness.ready} may have turned true (a spurious call is allowed). Only called while not ready.
   * @returns a function that withdraws the request and frees its timer or listener
   */
  onReady(wake: () => void): () => void;
  /** Nanoseconds until this becomes ready, if only time decides. Absent, as the next two are, where the thread cannot be stopped. */
  readonly left?: (() => bigint) | undefined;
  /** Lets another thread ring `bell` once {@link Readiness.ready} may have turned true; at once if it already has. */
  readonly ring?: ((bell: Bell) => void) | undefined;
  /** Stops the thread until ready, when nothing else is waited for. Absent on an event that has neither of the other two. */
  readonly block?: (() => void) | undefined;
}

/** The outcome of a function that has to wait: a thenable of the final value, with `block` where the thread can stop. */
export class Pending<T> implements PromiseLike<T> {
  /** Waits synchronously and returns the value, or throws what the function throws. Absent where the platform cannot. */
  declare readonly block?: () => T;
  readonly #start: () => PromiseLike<T>;
  #promise: PromiseLike<T> | undefined;

  /**
   * @param start - begins to wait; called at most once
   * @param block - the synchronous way to wait, if there is one
   */
  constructor(start: () => PromiseLike<T>, block?: () => T) {
    this.#start = start;
    Object.defineProperty(this, brand, { value: true });
    if (block !== undefined) this.block = block;
  }

  /** As `Promise.prototype.then`; the first call begins to wait. */
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    this.#promise ??= this.#start();
    return this.#promise.then(onFulfilled, onRejected);
  }
}

/** What a function that may have to wait returns. */
export type Awaitable<T> = T | Pending<T>;

/**
 * Waits until one of `events` is ready, then answers with `attempt()`, which may turn out to be pending again.
 *
 * The thread can be stopped if time or another thread decides about each event: one that arrives through this thread's event loop
 * could never arrive while the loop stands still.
 */
export function waitThen<T>(events: readonly Readiness[], attempt: () => Awaitable<T>): Pending<T> {
  const start = (): Promise<T> => untilReady(events).then(attempt);
  if (!events.every(({ left, ring }) => left !== undefined || ring !== undefined)) return new Pending(start);
  return new Pending(start, () => {
    stop(events);
    const result = attempt();
    if (!(result instanceof Pending)) return result;
    if (result.block === undefined) throw new Error("a wait that began on a stopped thread cannot be continued there");
    return result.block();
  });
}

/** Stops the thread until one of `events` is ready. */
function stop(events: readonly Readiness[]): void {
  const [only] = events;
  if (events.length === 1 && only?.block !== undefined) return only.block();
  if (events.every(({ left }) => left !== undefined)) {
    return events.reduce((first, event) => (remaining(event) < remaining(first) ? event : first)).block?.();
  }
  const bell = new Bell();
  for (;;) {
    const strokes = bell.strokes();
    for (const event of events) event.ring?.(bell);
    if (events.some((event) => event.ready())) return;
    let least: bigint | undefined;
    for (const event of events) {
      const time = event.left?.();
      if (time !== undefined && (least === undefined || time < least)) least = time;
    }
    bell.wait(strokes, least);
  }
}

const remaining = (event: Readiness): bigint => event.left?.() ?? 0n;

/** Resolves when one of `events` is ready; withdraws from the others. Rejects with what a `ready()` throws. */
function untilReady(events: readonly Readiness[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancels: (() => void)[] = events.map(() => () => {});
    let done = false;
    const settle = (end: () => void): void => {
      done = true;
      for (const cancel of cancels) cancel();
      end();
    };
    const arm = (index: number, event: Readiness): void => {
      if (done) return;
      try {
        if (event.ready()) return settle(resolve);
        cancels[index] = event.onReady(() => arm(index, event));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    events.forEach((event, index) => arm(index, event));
  });
}
