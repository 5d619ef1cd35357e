/**
 * Compiles the core module at `url`: from the file system for `file:`, else by streaming, else (a server that does
 * not say `application/wasm`) from the whole body.
 *
 * @throws Error that names the address and the status when the server does not deliver.
 */
export const compile = async (url: URL): Promise<WebAssembly.Module> => {
  const { process } = globalThis as { process?: { getBuiltinModule(name: string): { readFileSync(url: URL): Uint8Array<ArrayBuffer> } } };
  if (url.protocol === "file:" && process) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: the server answered ${response.status} ${response.statusText}`.trimEnd());
  // Streaming takes exactly this type: a parameter after it is an error there.
  return /^application\/wasm$/i.test(response.headers.get("content-type") ?? "")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};
