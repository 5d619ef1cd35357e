import { numbers, type NumericArray } from "./memory.ts";

/**
 * What a caller reads about an argument that cannot be lowered.
 *
 * @param parameter - The parameter's name.
 * @returns A TypeError with the name before the message of `error`, which is its cause; `error` itself if it does not come from
 *   a conversion but from code of the argument.
 */
export const named = (error: unknown, parameter: string): unknown =>
  error instanceof TypeError || error instanceof SyntaxError
    ? new TypeError(`parameter "${parameter}": ${error.message}`, { cause: error })
    : error;

/** Wraps an argument to `s64`, as BigInt.asIntN does. DESIGN.md §4 */
export const coerceS64 = (value: unknown, parameter: string): bigint => {
  try {
    return BigInt.asIntN(64, value as bigint);
  } catch (error) {
    throw named(error, parameter);
  }
};

/** Wraps an argument to `u64`, as BigInt.asUintN does. DESIGN.md §4 */
export const coerceU64 = (value: unknown, parameter: string): bigint => {
  try {
    return BigInt.asUintN(64, value as bigint);
  } catch (error) {
    throw named(error, parameter);
  }
};

/** The numbers of an argument that is a list of them: a typed array of this type as it is, any other iterable converted. DESIGN.md §4 */
export const coerceNumbers = <T extends ArrayBufferView<ArrayBuffer>>(
  type: NumericArray<T>, value: T | Iterable<unknown>, parameter: string,
): T => {
  try {
    return numbers(type, value);
  } catch (error) {
    throw named(error, parameter);
  }
};
