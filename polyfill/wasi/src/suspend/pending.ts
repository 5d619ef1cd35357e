/**
 * How a WASI function says "I would have to wait". It answers at once whenever it can; otherwise it returns a
 * {@link Pending}, and the glue picks the way to wait that the engine and the call allow: `block()` where the platform can
 * stop the thread, JSPI on `then`, or a refusal that names the import. Nothing is armed before one of the two is called.
 */
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
  /**
   * The instant, in nanoseconds of the monotonic clock, at which this becomes ready, if only time decides, and if the thread can
   * be stopped until then.
   */
  readonly deadline?: bigint | undefined;
  /** Stops the thread until ready. Only called if there is a {@link Readiness.deadline}. */
  block?(): void;
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
 * The thread can be stopped only if nothing but time is waited for: an event that arrives through the event loop could never
 * arrive while the loop stands still.
 */
export function waitThen<T>(events: readonly Readiness[], attempt: () => Awaitable<T>): Pending<T> {
  const start = (): Promise<T> => untilReady(events).then(attempt);
  const first = earliest(events);
  if (first === undefined) return new Pending(start);
  return new Pending(start, () => {
    first.block?.();
    const result = attempt();
    if (!(result instanceof Pending)) return result;
    if (result.block === undefined) throw new Error("a wait that began on a deadline cannot be continued synchronously");
    return result.block();
  });
}

/** The event with the least deadline, if every event has one. */
function earliest(events: readonly Readiness[]): Readiness | undefined {
  let first: Readiness | undefined;
  let least: bigint | undefined;
  for (const event of events) {
    const { deadline } = event;
    if (deadline === undefined) return undefined;
    if (least === undefined || deadline < least) {
      first = event;
      least = deadline;
    }
  }
  return first;
}

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
