/**
 * Leaving a guest that has exception handlers: its `catch_all` catches whatever JavaScript throws, but not a trap of the
 * engine, and the engine's trap stays one when it is thrown again. So errors cross such a guest inside a trap.
 */

/** A trap of the engine with what it carries. @internal */
interface Unwinding extends Error {
  /** What JavaScript threw. */
  unwound?: { readonly error: unknown };
}

/** `(module (func (export "t") unreachable))` */
const unreachable = new WebAssembly.Instance(new WebAssembly.Module(
  Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11),
)).exports.t as () => never;

/**
 * Throws into the guest what none of its handlers catches.
 *
 * @param error - What {@link unwound} gives back where the guest was entered.
 * @throws A trap of the engine.
 */
export const unwind = (error: unknown): never => {
  try {
    return unreachable();
  } catch (trap) {
    throw Object.assign(trap as Unwinding, { unwound: { error: unwound(error) } });
  }
};

/** What JavaScript threw into the guest, if that is what came out; else `error` itself. */
export const unwound = (error: unknown): unknown => {
  const carried = (error as Unwinding | null | undefined)?.unwound;
  return carried === undefined ? error : carried.error;
};

/** The `wait` of an import, for a guest with handlers: a promise that is rejected throws into the guest, too. */
export const unwinding = (wait: (out: number) => Promise<unknown>) => async (out: number): Promise<unknown> => {
  try {
    return await wait(out);
  } catch (error) {
    return unwind(error);
  }
};

/** Functions that only throw, for a guest with handlers. */
export const unwindingAll = (functions: readonly (() => never)[]): (() => never)[] => functions.map((throwing) => () => {
  try {
    return throwing();
  } catch (error) {
    return unwind(error);
  }
});

/** Throws what instantiation failed with. */
export const rethrow = (error: unknown): never => {
  throw unwound(error);
};
