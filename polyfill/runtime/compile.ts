/**
 * Compiles the core module at `url`: from the file system for `file:`, else by streaming, else (a server that does
 * not say `application/wasm`) from the whole body.
 *
 * @throws Error that names the address and the status when the server does not deliver.
 */
export const compile = async (url: URL): Promise<WebAssembly.Module> => {
  // Node, Deno and Bun read files, browsers and what is made of them may fetch some.
  if (url.protocol === "file:" && globalThis.process) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  // Streaming takes exactly this type: a parameter after it is an error there.
  return response.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};

/**
 * The same for a module that not every engine can compile.
 *
 * @param features of WebAssembly that it uses and engines may lack, as words
 * @throws WebAssembly.CompileError that names the module and the features, with the engine's own error as `cause`.
 */
export const compileNeeding = async (url: URL, features: string): Promise<WebAssembly.Module> => {
  try {
    return await compile(url);
  } catch (cause) {
    if (!(cause instanceof WebAssembly.CompileError)) throw cause;
    // TypeScript does not know that it takes options, as every error does.
    throw new (WebAssembly.CompileError as ErrorConstructor)(`${url.href}: the engine cannot compile this core module. It needs ${features}: use a newer engine`, { cause });
  }
};

/** The bytes of a module that stands in the text. */
export const inlineBytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
