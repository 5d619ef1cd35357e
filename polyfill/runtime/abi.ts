/**
 * The version of what generated code expects of this package when it imports it: the functions, their parameters, and the
 * properties of the objects that they share. It goes up with every change that code generated before would stumble over.
 */
export const abi = 3;

/**
 * The first thing that generated code calls here, once per module.
 *
 * @param expected - The version that the code was generated for.
 * @throws Error that names both versions and says what to do.
 */
export const requireAbi = (expected: number): void => {
  if (expected === abi) return;
  const remedy = expected > abi ? "update @weft-wasm/runtime" : "transpile the component again, or use the older @weft-wasm/runtime";
  throw new Error(`the generated code speaks version ${expected} of the runtime's ABI, the @weft-wasm/runtime that it found version ${abi}: ${remedy}`);
};
