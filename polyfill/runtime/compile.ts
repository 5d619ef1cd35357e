/**
 * Compiles the core module at `url`: from the file system for `file:`, else by streaming, else (a server that does
 * not say `application/wasm`) from the whole body.
 *
 * @throws Error that names the address and the status when the server does not deliver.
 */
export const compile = async (url: URL): Promise<WebAssembly.Module> => {
  if (url.protocol === "file:") {
    const process = (globalThis as { process?: { getBuiltinModule?(name: string): { readFileSync(url: URL): Uint8Array<ArrayBuffer> } } }).process;
    if (process?.getBuiltinModule) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: the server answered ${response.status} ${response.statusText}`.trimEnd());
  const type = response.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  return type === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};
