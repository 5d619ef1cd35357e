import { named } from "./argument.ts";
import { isExit } from "./exit.ts";
import type { Realloc } from "./memory.ts";
import { trap, trapFor } from "./trap.ts";

/**
 * What a root instance may do now. CanonicalABI.md#component-instances
 *
 * `state`: 0 idle; 1 entered but still lowering arguments, 2 the same with memory taken for them; 3 running; 4 running, and
 * nothing of the host can run meanwhile; 5 running what must not call out (`realloc`, `post-return`), and locked down. From 4 and 5
 * only the end of the call leads away: whatever is thrown locks down, without anybody to catch it.
 *
 * @internal
 */
export interface Instance {
  /** See above. */
  state: number;
  /** Gives back the memory that was taken in state 2. */
  undo?: () => void;
}

/**
 * Enters from the host. CanonicalABI.md#component-instances (`enter_from`)
 *
 * @param state - The state then.
 */
export const enter = (instance: Instance, state: number): void => {
  if (instance.state) trap("cannot enter component instance");
  instance.state = state;
};

/** Traps where the guest must not call out. CanonicalABI.md#canon-lower */
export const leave = (instance: Instance): void => {
  if (instance.state === 5) trap("cannot leave component instance");
};

/**
 * Whether a call that threw was still lowering its arguments. What threw then was the host's: a value of the wrong shape, or
 * code of an argument such as a getter, whatever that threw. The guest's allocator runs in another state.
 */
export const isLowering = (instance: Instance): boolean => instance.state === 1 || instance.state === 2;

/** Whether a trap has ended the instance; of the host's code, which cannot run in a call that may end well in states 4 and 5. */
export const isLockedDown = (instance: Instance): boolean => instance.state > 3;

/**
 * Ends a call that threw. If it was still lowering arguments nothing has happened, and the instance is idle again.
 *
 * @param parameter - The parameter that was being lowered.
 * @throws What {@link named} makes of `error` then; else `error`.
 */
export const refuse = (instance: Instance, error: unknown, parameter: string): never => {
  if (!isLowering(instance)) throw error;
  if (instance.state === 2) instance.undo!();
  instance.state = 0;
  throw named(error, parameter);
};

/**
 * Ends a call that threw: the instance is locked down.
 *
 * @throws `error` when it is a trap or an exit, else a trap with it as `cause`.
 */
export const fail = (instance: Instance, error: unknown): never => {
  instance.state = 5;
  if (error instanceof WebAssembly.RuntimeError || isExit(error)) throw error;
  return trapFor(error, error instanceof Error ? `${error.name}: ${error.message}` : "an exception was not caught");
};

/** {@link refuse} for a call that was still lowering arguments, else {@link fail}. */
export const refuseOrFail = (instance: Instance, error: unknown, parameter: string): never =>
  isLowering(instance) ? refuse(instance, error, parameter) : fail(instance, error);

/** The guest's allocator, barred from calling imports. CanonicalABI.md#storing (`reallocate`) */
export const guardRealloc = (instance: Instance, realloc: Realloc): Realloc => (oldPtr, oldSize, align, size) => {
  const { state } = instance;
  instance.state = 5;
  const ptr = realloc(oldPtr, oldSize, align, size);
  instance.state = state;
  return ptr;
};
