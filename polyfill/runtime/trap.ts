/**
 * Ends a call with a trap.
 *
 * @param message - The text of the reference suite.
 * @param options - `cause`: what led to it.
 * @throws WebAssembly.RuntimeError, as a trap of the engine does. CanonicalABI.md#embedding
 */
export const trap = (message: string, options?: ErrorOptions): never => {
  // lib.dom's constructor does not know the second argument that every engine takes.
  throw new (WebAssembly.RuntimeError as new (message: string, options?: ErrorOptions) => Error)(message, options);
};
