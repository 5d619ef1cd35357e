/**
 * The value of a record or flags.
 *
 * @throws TypeError for what has no fields, as Web IDL refuses it for a dictionary.
 */
export const recordOf = (value: unknown): object => {
  if (typeof value === "object" && value !== null) return value;
  throw new TypeError(`a record or flags must be an object, not ${value === null ? "null" : typeof value}`);
};

/**
 * The value of a tuple.
 *
 * @param length - How many parts it has.
 * @throws TypeError for what is no array of that length.
 */
export const tupleOf = (value: unknown, length: number): ArrayLike<unknown> => {
  if (typeof value === "object" && value !== null && (value as ArrayLike<unknown>).length === length) return value as ArrayLike<unknown>;
  throw new TypeError(`a tuple must be an array of ${length} elements`);
};
