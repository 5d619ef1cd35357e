import { trap } from "./trap.ts";

/** What `context.get` and `context.set` work on: two words of a thread. CanonicalABI.md#-canon-contextget */
export type Storage = number[];

/** A core function that begins a thread, with empty storage. */
export const newThread = <Args extends unknown[], Result>(storage: Storage, callee: (...args: Args) => Result) => (...args: Args): Result => {
  storage.fill(0);
  return callee(...args);
};

/** How often an instance asked not to be called. CanonicalABI.md#-canon-backpressureincdec @internal */
export interface Backpressure {
  /** From 0 to 65535. */
  backpressure: number;
}

/** Nobody has asked yet. */
export const createBackpressure = (): Backpressure => ({ backpressure: 0 });

/** `canon backpressure.inc` */
export const incBackpressure = (instance: Backpressure): void => {
  if (++instance.backpressure === 65536) trap("backpressure counter overflow");
};

/** `canon backpressure.dec` */
export const decBackpressure = (instance: Backpressure): void => {
  if (--instance.backpressure < 0) trap("backpressure counter underflow");
};

/**
 * Stands for a built-in that this version does not have. Components may import it as long as they do not call it.
 *
 * @param name - In the spec, e.g. `stream.new`.
 * @throws Error with that name.
 */
export const notTranslated = (name: string): never => {
  throw new Error(`the canonical built-in ${name} is not translated yet`);
};
