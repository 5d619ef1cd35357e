/** lib.dom's constructor does not know the second argument that every engine takes. */
type RuntimeError = new (message: string, options?: ErrorOptions) => Error;

/**
 * Ends a call with a trap.
 *
 * @param message - The text of the reference suite.
 * @throws WebAssembly.RuntimeError, as a trap of the engine does. CanonicalABI.md#embedding
 */
export const trap: (message: string) => never = (message) => {
  throw new WebAssembly.RuntimeError(message);
};

/** {@link trap} for what an error led to, which is its cause. */
export const trapFor = (cause: unknown, message: string): never => {
  throw new (WebAssembly.RuntimeError as RuntimeError)(message, { cause });
};
