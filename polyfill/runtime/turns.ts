/**
 * One call at a time: while a call that returns a promise is in the instance, further ones take turns, first come, first served.
 */
import { enter, type Instance } from "./instance.ts";
import { trap } from "./trap.ts";
import type { Waiting } from "./waiting.ts";

/**
 * Enters for a call that returns a promise: at once when the instance is idle, else after those that came before.
 * CanonicalABI.md#component-instances (`enter_from`)
 *
 * @throws A trap when the instance is locked down, now or when the turn comes, or when a plain call is in it.
 */
export const enterInTurn = async (instance: Instance, waiting: Waiting): Promise<void> => {
  if (waiting.busy) {
    await new Promise<void>((start) => waiting.queue.push(start));
    if (instance.state === 3) trap("cannot enter component instance");
  } else {
    enter(instance);
    waiting.busy = true;
  }
};

/** Ends a call that {@link enterInTurn} let in: the next one starts, and all fail once the instance is locked down. */
export const endTurn = (instance: Instance, waiting: Waiting): void => {
  const lockedDown = instance.state === 3;
  const next = waiting.queue.splice(0, lockedDown ? Infinity : 1);
  waiting.busy = !lockedDown && next.length > 0;
  // Entered on behalf of the next, so that no plain call comes between.
  if (waiting.busy) instance.state = 2;
  for (const start of next) start();
};

/**
 * Enters for a plain call, which cannot suspend.
 *
 * @param name - The export, for the error of an import that would have to wait.
 */
export const enterPlain = (instance: Instance, waiting: Waiting, name: string): void => {
  enter(instance);
  waiting.plain = name;
};
