import { named } from "./argument.ts";
import { isExit } from "./exit.ts";
import type { Realloc } from "./memory.ts";
import { trap } from "./trap.ts";

/**
 * What a component instance may do now. CanonicalABI.md#component-instances
 *
 * `state`: 0 idle, 1 entered but still lowering arguments, 4 the same with memory taken for them, 2 running, 3 locked down
 * by a trap.
 *
 * @internal
 */
export interface Instance {
  /** Of the root instance; see above. */
  state: number;
  /** Whether the guest may call its imports: not from `realloc` and `post-return`. */
  mayLeave: boolean;
  /** Gives back the memory that was taken in state 4. */
  undo?: () => void;
}

/** A new instance, idle. */
export const createInstance = (): Instance => ({ state: 0, mayLeave: true });

/** Enters from the host. CanonicalABI.md#component-instances (`enter_from`) */
export const enter = (instance: Instance): void => {
  if (instance.state !== 0) trap("cannot enter component instance");
  instance.state = 2;
};

/** Traps where the guest must not call out. CanonicalABI.md#canon-lower */
export const leave = (instance: Instance): void => {
  if (!instance.mayLeave) trap("cannot leave component instance");
};

/**
 * Whether a call that threw was still lowering its arguments. What threw then was the host's: a value of the wrong shape, or
 * code of an argument such as a getter, whatever that threw. The guest's allocator runs in another state.
 */
export const isLowering = (instance: Instance): boolean => instance.state === 1 || instance.state === 4;

/**
 * Ends a call that threw while it was lowering arguments: nothing has happened, the instance is idle again. Does nothing
 * for any other call.
 *
 * @param parameter - The parameter that was being lowered.
 * @throws What {@link named} makes of `error`.
 */
export const refuse = (instance: Instance, error: unknown, parameter: string): void => {
  if (!isLowering(instance)) return;
  if (instance.state === 4) instance.undo!();
  instance.state = 0;
  throw named(error, parameter);
};

/**
 * Ends a call that threw: the instance is locked down.
 *
 * @throws `error` when it is a trap or an exit, else a trap with it as `cause`.
 */
export const fail = (instance: Instance, error: unknown): never => {
  instance.state = 3;
  if (error instanceof WebAssembly.RuntimeError || isExit(error)) throw error;
  return trap(error instanceof Error ? `${error.name}: ${error.message}` : "an exception was not caught", { cause: error });
};

/** Ends a call that trapped, in a component that calls nothing and throws nothing: there is no other way to fail. */
export const lockDown = (instance: Instance, error: unknown): never => {
  instance.state = 3;
  throw error;
};

/** The guest's allocator, barred from calling imports. CanonicalABI.md#storing (`reallocate`) */
export const guardRealloc = (instance: Instance, realloc: Realloc): Realloc => (oldPtr, oldSize, align, size) => {
  instance.mayLeave = false;
  const ptr = realloc(oldPtr, oldSize, align, size);
  instance.mayLeave = true;
  return ptr;
};
