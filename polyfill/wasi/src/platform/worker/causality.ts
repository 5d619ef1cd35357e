/**
 * Whose doing the code is that runs now. A function of the host that calls the component which waits for it would wait for ever; another call at
 * the same time just waits for its turn. To tell them apart one has to know who called. CanonicalABI.md#component-instances
 */
export interface Causality {
  /** Runs `work`, and as far as the platform tells what follows from it, on behalf of `cause`. */
  run<T>(cause: object, work: () => T): T;
  /** Whether what runs now is known to do so on behalf of `cause`. */
  isWithin(cause: object): boolean;
  /** @returns what runs something later on behalf of whom things are done now */
  capture(): <T>(work: () => T) => T;
}

/** What every engine tells: who is further up the stack. What a function does after an `await` is nobody's then. */
export function stackCausality(): Causality {
  let current: object | undefined;
  return {
    run(cause, work) {
      const outer = current;
      current = cause;
      try {
        return work();
      } finally {
        current = outer;
      }
    },
    isWithin: (cause) => cause === current,
    capture: () => (work) => work(),
  };
}
