/**
 * One call at a time: while a call that returns a promise is in the instance, further ones take turns, first come, first served.
 */
import { enter, isLockedDown, type Instance } from "./instance.ts";
import { trap } from "./trap.ts";
import type { Turn, Waiting } from "./waiting.ts";

/** What a call that returns a promise takes behind its arguments. */
export interface CallOptions {
  /**
   * Ends the caller's wait: the promise rejects with the signal's reason. A call that has not begun never begins. One that has goes on, for
   * what a component does cannot be undone, and later calls wait for it; what it returns is dropped.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Refuses a call whose signal was aborted before. */
export const throwIfAborted = (options: CallOptions | undefined): void => options?.signal?.throwIfAborted();

/**
 * Runs a call that returns a promise: at once when the instance is idle, else after those that came before.
 * CanonicalABI.md#component-instances (`enter_from`)
 *
 * @param call - From here on the instance is entered; it leaves by setting the state.
 * @returns What `call` returns; rejects with a trap when the instance is locked down, now or when the turn comes, or when a plain
 * call is in it.
 */
export const inTurn = <T>(
  instance: Instance,
  waiting: Waiting,
  options: CallOptions | undefined,
  call: () => T | Promise<T>,
): Promise<T> => {
  const signal = options?.signal;
  const turn: Turn = {};
  if (signal === undefined) return takeTurn(instance, waiting, turn, call);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = (): void => {
      const place = waiting.queue.indexOf(turn);
      if (place >= 0) waiting.queue.splice(place, 1);
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort);
    takeTurn(instance, waiting, turn, call)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
};

const takeTurn = async <T>(instance: Instance, waiting: Waiting, turn: Turn, call: () => T | Promise<T>): Promise<T> => {
  if (waiting.busy) {
    await new Promise<void>((start) => {
      turn.start = start;
      waiting.queue.push(turn);
    });
    if (isLockedDown(instance)) trap("cannot enter component instance");
  } else {
    enter(instance, 3);
    waiting.busy = true;
  }
  try {
    return await call();
  } finally {
    endTurn(instance, waiting);
  }
};

/** The next call starts; all that wait fail once the instance is locked down. */
const endTurn = (instance: Instance, waiting: Waiting): void => {
  const lockedDown = isLockedDown(instance);
  const next = waiting.queue.splice(0, lockedDown ? Infinity : 1);
  waiting.busy = !lockedDown && next.length > 0;
  // Entered on behalf of the next, so that no plain call comes between.
  if (waiting.busy) instance.state = 3;
  for (const turn of next) turn.start!();
};

/**
 * Enters for a plain call, which cannot suspend.
 *
 * @param name - The export, for the error of an import that would have to wait.
 */
export const enterPlain = (instance: Instance, waiting: Waiting, name: string): void => {
  enter(instance, 3);
  waiting.plain = name;
};
