import { ComponentError } from "../component-error.js";
import { IoError } from "../io/error.js";
import type { OpenFile } from "../ports/files.js";
import type { Sink, Source } from "../ports/stdio.js";
import type { Handle } from "./core.js";

/** Bytes of one write. Large, because files never make a guest wait and each round trip costs. */
const PERMIT = 1 << 20;

/** What a file reports becomes the stream's error, with the code inside; anything else is a fault of the host. */
function ioError(error: unknown): unknown {
  return error instanceof ComponentError ? new IoError(error) : error;
}

function never(): () => void {
  return () => {};
}

/** Reads a file from an offset on. */
export class FileSource implements Source {
  readonly #handle: Handle;
  readonly #file: OpenFile;
  #offset: number;

  /** @param offset - bytes from the file's beginning */
  constructor(handle: Handle, offset: number) {
    this.#file = handle.readable();
    this.#handle = handle.retain();
    this.#offset = offset;
  }

  close(): void {
    this.#handle.release();
  }

  ready(): boolean {
    return true;
  }

  onReady(): () => void {
    return never();
  }

  read(max: number): Uint8Array | undefined {
    let bytes: Uint8Array;
    try {
      bytes = this.#file.read(max, this.#offset);
    } catch (error) {
      throw ioError(error);
    }
    if (bytes.length === 0) return undefined;
    this.#offset += bytes.length;
    return bytes;
  }
}

/** Writes a file from an offset on, or behind its end. */
export class FileSink implements Sink {
  readonly takesViews = true;
  readonly #handle: Handle;
  readonly #file: OpenFile;
  #offset: number | undefined;

  /** @param offset - bytes from the file's beginning; `undefined` appends */
  constructor(handle: Handle, offset: number | undefined) {
    this.#file = handle.writable();
    this.#handle = handle.retain();
    this.#offset = offset;
  }

  close(): void {
    this.#handle.release();
  }

  ready(): boolean {
    return true;
  }

  onReady(): () => void {
    return never();
  }

  permit(): number {
    return PERMIT;
  }

  write(bytes: Uint8Array): void {
    try {
      if (this.#offset === undefined) {
        this.#file.append(bytes);
      } else {
        this.#file.write(bytes, this.#offset);
        this.#offset += bytes.length;
      }
    } catch (error) {
      throw ioError(error);
    }
  }

  flush(): void {}
}
