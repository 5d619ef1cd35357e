/** What is given to transpile: as a whole, or while it arrives. */
import type { Arrived, Arriving, Core } from "./wasm.js";

/**
 * A component, a core module, or the text of either (WAT), for `types` also WIT: bytes, or a response or stream of them, which may still be on
 * its way.
 */
export type Input = ArrayBuffer | ArrayBufferView<ArrayBuffer> | Response | ReadableStream<Uint8Array> | PromiseLike<Response>;

/**
 * Reads `input` to its end. What comes in chunks is validated chunk by chunk, as soon as the transpiler is ready, and refused when it is certain to be
 * invalid: no more is read then.
 *
 * @param starting - the transpiler, which is fetched and made ready meanwhile; what it rejects with ends the reading
 */
export const read = async (input: Input, starting: Promise<Core>): Promise<Arrived> => {
  // If the body fails first, the other failure is nobody's.
  starting.catch(() => {});
  if (input instanceof ArrayBuffer) return whole(new Uint8Array(input), await starting);
  if (ArrayBuffer.isView(input)) return whole(new Uint8Array(input.buffer, input.byteOffset, input.byteLength), await starting);
  if (input instanceof ReadableStream) return arrived(input, 0, starting);
  const response: unknown = await input;
  if (!(response instanceof Response)) throw new TypeError("the component has to be bytes, a Response or a ReadableStream");
  if (!response.ok) throw new TypeError(`${response.url || "the component"}: HTTP ${response.status}`);
  return response.body === null ? whole(new Uint8Array(), await starting) : arrived(response.body, expected(response), starting);
};

/** Bytes that are all there. */
export const whole = (bytes: Uint8Array<ArrayBuffer>, core: Core): Arrived => ({
  needs_encoding: () => core.needs_encoding(bytes),
  is_wat: () => core.is_wat(bytes),
  bytes: () => bytes,
  transpile: (options, docs, givenWasi) => core.transpile(bytes, options, docs, givenWasi),
  types: (options, docs) => core.types(bytes, options, docs),
  inspect: () => core.inspect(bytes),
  plan: () => core.plan(bytes),
});

const arrived = async (stream: ReadableStream<Uint8Array>, length: number, starting: Promise<Core>): Promise<Arrived> => {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let arriving: Arriving | undefined;
  const take = (): void => {
    while (arriving !== undefined && chunks.length > 0) arriving.push(chunks.shift() as Uint8Array);
  };
  const started = starting.then((core) => {
    arriving = core.arriving(length);
    take();
    return arriving;
  });
  const failed = started.then(() => new Promise<never>(() => {}));
  failed.catch(() => {});
  try {
    for (;;) {
      // A failure first: there may always be a next chunk.
      const { done, value } = await Promise.race([failed, reader.read()]);
      if (done) break;
      chunks.push(value);
      // What is no wasm may be an error page: no more of it than is needed to tell.
      if (arriving === undefined && !isWasm(chunks[0])) await started;
      take();
    }
    const all = await started;
    take();
    return all;
  } catch (error) {
    reader.cancel(error).catch(() => {});
    throw error;
  }
};

/** How long a body says it is, where that is what will be read. */
const expected = ({ headers }: Response): number => (headers.has("Content-Encoding") ? 0 : Number(headers.get("Content-Length")) || 0);

const isWasm = (chunk: Uint8Array | undefined): boolean => chunk !== undefined && chunk[0] === 0 && chunk[1] === 0x61 && chunk[2] === 0x73 && chunk[3] === 0x6d;
