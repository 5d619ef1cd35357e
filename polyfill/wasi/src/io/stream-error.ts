import { ComponentError } from "../component-error.js";
import { IoError } from "./error.js";

/** `wasi:io/streams.stream-error`. */
export type StreamError = { tag: "last-operation-failed"; val: IoError } | { tag: "closed" };

/** What a stream that is over throws; a source or sink may throw it, too, with what tells so as `cause`. */
export function closed(options?: { cause: unknown }): ComponentError<StreamError> {
  return new ComponentError<StreamError>({ tag: "closed" }, options);
}

/** What `error`, thrown by a source or sink, means for the guest: an `IoError` is its business, all else is the host's. */
export function failed(error: unknown): unknown {
  if (!(error instanceof IoError)) return error;
  return new ComponentError<StreamError>({ tag: "last-operation-failed", val: error }, { cause: error.cause });
}
