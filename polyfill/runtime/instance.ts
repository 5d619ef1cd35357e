import { isExit } from "./exit.ts";
import type { Realloc } from "./memory.ts";
import { trap } from "./trap.ts";

/**
 * What a component instance may do now. CanonicalABI.md#component-instances
 *
 * `state`: 0 idle, 1 entered but still lowering arguments, 2 running, 3 locked down by a trap.
 *
 * @internal
 */
export interface Instance {
  /** Of the root instance; see above. */
  state: number;
  /** Whether the guest may call its imports: not from `realloc` and `post-return`. */
  mayLeave: boolean;
  /** The last entry that was refused: no trap of this instance, so it locks nothing. */
  refusal: Error | undefined;
}

/** A new instance, idle. */
export const createInstance = (): Instance => ({ state: 0, mayLeave: true, refusal: undefined });

/** Enters from the host. CanonicalABI.md#component-instances (`enter_from`) */
export const enter = (instance: Instance): void => {
  if (instance.state !== 0) throw (instance.refusal = new WebAssembly.RuntimeError("cannot enter component instance"));
  instance.state = 2;
};

/** Traps where the guest must not call out. CanonicalABI.md#canon-lower */
export const leave = (instance: Instance): void => {
  if (!instance.mayLeave) trap("cannot leave component instance");
};

/**
 * Ends a call that threw: the instance is locked down, unless what threw was a caller's argument, e.g. a getter of it that
 * calls the very instance.
 *
 * @throws `error` when it is a trap or an exit, else a trap with it as `cause`.
 */
export const fail = (instance: Instance, error: unknown): never => {
  const isTrap = error instanceof WebAssembly.RuntimeError;
  if (instance.state === 1 && (!isTrap || error === instance.refusal)) {
    instance.state = 0;
    throw error;
  }
  instance.state = 3;
  if (isTrap || isExit(error)) throw error;
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
