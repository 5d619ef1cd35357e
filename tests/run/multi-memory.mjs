/**
 * Calls between components that have memories, in an engine that has no multi-memory.
 *
 * @module
 */
import { rejects } from "./assert.mjs";

const hasMultiMemory = WebAssembly.validate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 5, 2, 0, 0, 0, 0));

/**
 * Checks that such an engine is told what it lacks.
 * @param {() => Promise<any>} instantiate
 * @returns {Promise<boolean>} whether it lacks it
 */
export async function refused(instantiate) {
  if (hasMultiMemory) return false;
  await rejects(instantiate(), /fused\d*\.wasm: the engine cannot compile this core module\. It needs multiple memories: use a newer engine$/);
  return true;
}
