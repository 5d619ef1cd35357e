/**
 * Where a measurement runs: the same few words in Node and in a page.
 *
 * @module
 */

/** Paths are those of the repository; a server has the same at its root. */
const root = new URL("../../", import.meta.url);

/**
 * @param {string} path in the repository
 * @returns {string}
 */
export function url(path) {
  return new URL(path, root).href;
}

/**
 * Compiles a module as fast as the place can.
 * @param {string} path in the repository
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(path) {
  if (root.protocol !== "file:") return WebAssembly.compileStreaming(fetch(url(path)));
  return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(new URL(path, root)));
}
