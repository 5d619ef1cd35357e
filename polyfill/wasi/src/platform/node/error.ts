import { ComponentError } from "../../component-error.js";
import type { ErrorCode } from "../../ports/files.js";

/** What Node's errors are called in WASI. */
const codes: Readonly<Record<string, ErrorCode>> = {
  EACCES: "access", EAGAIN: "would-block", EALREADY: "already", EBADF: "bad-descriptor", EBUSY: "busy", EDEADLK: "deadlock",
  EDQUOT: "quota", EEXIST: "exist", EFBIG: "file-too-large", EILSEQ: "illegal-byte-sequence", EINPROGRESS: "in-progress",
  EINTR: "interrupted", EINVAL: "invalid", EIO: "io", EISDIR: "is-directory", ELOOP: "loop", EMLINK: "too-many-links",
  EMSGSIZE: "message-size", ENAMETOOLONG: "name-too-long", ENODEV: "no-device", ENOENT: "no-entry", ENOLCK: "no-lock",
  ENOMEM: "insufficient-memory", ENOSPC: "insufficient-space", ENOTDIR: "not-directory", ENOTEMPTY: "not-empty",
  ENOTRECOVERABLE: "not-recoverable", ENOTSUP: "unsupported", ENOSYS: "unsupported", EOPNOTSUPP: "unsupported",
  ENOTTY: "no-tty", ENXIO: "no-such-device", EOVERFLOW: "overflow", EPERM: "not-permitted", EPIPE: "pipe",
  EROFS: "read-only", ESPIPE: "invalid-seek", ETXTBSY: "text-file-busy", EXDEV: "cross-device",
};

/** The system's name of `error`, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  // Deno names only the most common ones, and has the number of the others in the text.
  const number = /\(os error (\d+)\)$/.exec(error.message)?.[1];
  return number === undefined ? undefined : (process.getBuiltinModule("node:util").getSystemErrorName(-Number(number)) ?? "EIO");
}

/** Runs `operation`; what the system reports becomes a `ComponentError<ErrorCode>`, anything else stays what it is. */
export function translated<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error;
    throw new ComponentError<ErrorCode>(Object.hasOwn(codes, code) ? (codes[code] ?? "io") : "io", { cause: error });
  }
}
