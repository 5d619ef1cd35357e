/** `wasi:io@0.2`: the resource classes are the same for every context. */
import type { BaseContext } from "../context.js";
import { IoError } from "./error.js";
import { InputStream } from "./input-stream.js";
import { OutputStream } from "./output-stream.js";
import { poll as pollList, Pollable } from "./poll.js";

export { InputStream, IoError, OutputStream, Pollable };
export type { StreamError } from "./stream-error.js";

/** `wasi:io/error`. */
export interface ErrorInterface {
  Error: typeof IoError;
}

/** `wasi:io/poll`. */
export interface PollInterface {
  Pollable: typeof Pollable;
  poll: typeof pollList;
}

/** `wasi:io/streams`. */
export interface StreamsInterface {
  Error: typeof IoError;
  Pollable: typeof Pollable;
  InputStream: typeof InputStream;
  OutputStream: typeof OutputStream;
}

/** Makes `wasi:io/error`. */
export function error(_context: BaseContext): ErrorInterface {
  return { Error: IoError };
}

/** Makes `wasi:io/poll`. */
export function poll(_context: BaseContext): PollInterface {
  return { Pollable, poll: pollList };
}

/** Makes `wasi:io/streams`. */
export function streams(_context: BaseContext): StreamsInterface {
  return { Error: IoError, Pollable, InputStream, OutputStream };
}
