import { ComponentError } from "../../component-error.js";
import { types } from "../../filesystem/p2.js";
import { IoError } from "../../io/error.js";
import type { StreamError } from "../../io/stream-error.js";
import { createContext } from "../../platform/node/index.js";

/** What `filesystem-error-code` says of the error that the stream's function `call` reports. */
export function filesystemErrorCode(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (!(error instanceof ComponentError)) throw error;
    const reported = error.payload as StreamError;
    if (reported.tag !== "last-operation-failed" || !(reported.val instanceof IoError)) throw error;
    return types(createContext()).filesystemErrorCode(reported.val);
  }
  throw new Error("did not throw");
}
