/** What knows files, where the address of a module can be one. */
interface Node {
  /** As in Node, Deno and Bun. */
  readonly process?: { getBuiltinModule(name: "node:fs"): { readFileSync(url: URL): Uint8Array<ArrayBuffer> } };
}

/**
 * Compiles the core module at `url`: from the file system for `file:`, else by streaming, else (a server that does
 * not say `application/wasm`) from the whole body.
 *
 * @throws Error that names the address and the status when the server does not deliver.
 */
export const compile = async (url: URL): Promise<WebAssembly.Module> => {
  const { process } = globalThis as Node;
  if (url.protocol === "file:" && process) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  // Streaming takes exactly this type: a parameter after it is an error there.
  return response.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};
