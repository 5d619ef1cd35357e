/** What a page's Content-Security-Policy may forbid, tried first and explained where it fails. */

/** The smallest core module. */
const EMPTY = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** The page's Content-Security-Policy forbids what is needed; the message names the directive and what to add to it. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/** Compiles a core module. */
export const compile = (bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> => permitted(WebAssembly.compile(bytes));

/** The same of what is being fetched, while it arrives where it is said to be wasm. */
export const compileStreaming = async (fetched: Promise<Response>): Promise<WebAssembly.Module> => {
  const response = await fetched;
  if (!response.ok) throw new TypeError(`${response.url}: HTTP ${response.status}`);
  if (/^application\/wasm\s*(;|$)/i.test(response.headers.get("Content-Type") ?? "")) return permitted(WebAssembly.compileStreaming(response));
  return compile(new Uint8Array(await response.arrayBuffer()));
};

/**
 * What `work` gives, which compiles or instantiates; where it fails, and so does the smallest module, the error says why. (WebKit compiles
 * whatever the policy says, and refuses instances.)
 */
export const permitted = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    const forbidden = await WebAssembly.instantiate(EMPTY).then(() => false, () => true);
    if (!forbidden) throw error;
    const message = "the page's Content-Security-Policy forbids WebAssembly: its directive `script-src` (or `default-src`) needs 'wasm-unsafe-eval'";
    throw new PolicyError(message, { cause: error });
  }
};

/** Imports a module from its text by a `blob:` URL. */
export const importBlob = async (text: Uint8Array<ArrayBuffer>): Promise<object> => {
  try {
    return await imported(text);
  } catch (error) {
    const forbidden = await imported(new Uint8Array()).then(() => false, () => true);
    if (!forbidden) throw error;
    const message =
      "the page's Content-Security-Policy forbids modules from memory: its directive `script-src` (or `script-src-elem`, or `default-src`) needs blob:; " +
      "without it, transpile the component beforehand (`weft transpile`) and serve what comes out";
    throw new PolicyError(message, { cause: error });
  }
};

const imported = async (text: Uint8Array<ArrayBuffer>): Promise<object> => {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)) as object;
  } finally {
    URL.revokeObjectURL(url);
  }
};
