/** What is given to transpile, as bytes. */
import type { Core } from "./wasm.js";

/**
 * A component, a core module, or the text of either (WAT), for `types` also WIT: bytes, or a response that holds them, which may still be on its way.
 */
export type Input = ArrayBuffer | ArrayBufferView<ArrayBuffer> | Response | PromiseLike<Response>;

/**
 * The bytes of `input`, and the transpiler, which is fetched and made ready meanwhile. Of a body that is clearly nothing that could be
 * transpiled, such as an error page, no more is read than what says so.
 */
export const read = async (input: Input, starting: Promise<Core>): Promise<[bytes: Uint8Array<ArrayBuffer>, core: Core]> => {
  // If the body fails first, the other failure is nobody's.
  starting.catch(() => {});
  if (input instanceof ArrayBuffer) return [new Uint8Array(input), await starting];
  if (ArrayBuffer.isView(input)) return [new Uint8Array(input.buffer, input.byteOffset, input.byteLength), await starting];
  const response: unknown = await input;
  if (!(response instanceof Response)) throw new TypeError("the component has to be bytes or a Response");
  if (!response.ok) throw new TypeError(`${response.url || "the component"}: HTTP ${response.status}`);
  const bytes = await body(response, starting);
  return [bytes, await starting];
};

const body = async (response: Response, starting: Promise<Core>): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let known = false;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (!known && length >= 8) {
      known = true;
      const begin = joined(chunks, length);
      if (!isWasm(begin) && !(await starting).needs_encoding(begin)) {
        void reader.cancel();
        break;
      }
    }
  }
  return joined(chunks, length);
};

const isWasm = ([a, b, c, d]: Uint8Array): boolean => a === 0 && b === 0x61 && c === 0x73 && d === 0x6d;

const joined = (chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
};
