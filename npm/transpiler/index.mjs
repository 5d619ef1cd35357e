/**
 * The transpiler, guarded: should it panic, the wasm instance is dropped and made anew, and the caller gets an
 * `internal` diagnostic like any other. It stands beside the files that wasm-bindgen writes.
 *
 * @module
 */
import load, { __wbg_reset_state as reset, initSync, inspect as inspectOnce, transpile as transpileOnce } from "./weft_transpiler.js";

export { load as default, initSync };

/** Transpiles a binary component; throws an `Error` with `diagnostics` when it cannot. */
export const transpile = guarded(transpileOnce);

/** Describes a binary component without generating anything; throws as `transpile` does. */
export const inspect = guarded(inspectOnce);

/**
 * What the transpiler itself throws is an `Error` with `diagnostics`, or a `TypeError` about an argument. Anything else, a trap above
 * all, leaves the instance in an unknown state.
 *
 * @template {(...args: any[]) => any} F
 * @param {F} call
 * @returns {F}
 */
function guarded(call) {
  return /** @type {F} */ ((...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof TypeError || (error instanceof Error && "diagnostics" in error)) throw error;
      reset();
      throw internal(error);
    }
  });
}

/**
 * @param {unknown} cause
 * @returns {Error}
 */
function internal(cause) {
  const message = `internal error, please report: ${cause instanceof Error ? cause.message : String(cause)}`;
  const help = "this is a bug in Weft, not in the component";
  return Object.assign(new Error(message, { cause }), {
    diagnostics: [{ code: "internal", message, offset: null, path: [], help }],
  });
}
