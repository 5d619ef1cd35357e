import { readSync, writeSync } from "node:fs";
import { IoError } from "../../io/error.js";
import type { Source } from "../../ports/stdio.js";
import { ReadySink } from "../stdio.js";
import { pause } from "./clock.js";
import { codeOf } from "./error.js";

/** Bytes of one read. */
const CHUNK = 1 << 16;

/**
 * Runs `operation` until the descriptor is ready. A pipe or terminal that somebody made non-blocking answers EAGAIN, and Node has no
 * way to wait for one descriptor, so the thread sleeps a moment between the attempts, longer each time up to 8 ms.
 */
function insist<T>(operation: () => T): T {
  for (let delay = 0.25; ; delay = Math.min(delay * 2, 8)) {
    try {
      return operation();
    } catch (error) {
      const code = codeOf(error);
      if (code === "EINTR") continue;
      if (code !== "EAGAIN") throw error;
      pause(delay);
    }
  }
}

/** Writes to a file descriptor, at once and completely, so that nothing is lost when the process ends. */
export class DescriptorSink extends ReadySink {
  readonly #fd: number;

  /** @param fd - a file descriptor of the process */
  constructor(fd: number) {
    super();
    this.#fd = fd;
  }

  write(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length; ) at += insist(() => writeSync(this.#fd, bytes, at));
    } catch (error) {
      throw new IoError(error);
    }
  }
}

/** Reads a file descriptor. It is always ready: a read stops the thread until there is something. */
export class DescriptorSource implements Source {
  readonly #fd: number;
  #buffer: Uint8Array | undefined;

  /** @param fd - a file descriptor of the process */
  constructor(fd: number) {
    this.#fd = fd;
  }

  ready(): boolean {
    return true;
  }

  onReady(): () => void {
    return () => {};
  }

  read(max: number): Uint8Array | undefined {
    const buffer = (this.#buffer ??= new Uint8Array(CHUNK));
    try {
      const count = insist(() => readSync(this.#fd, buffer, 0, Math.min(max, CHUNK), null));
      return count === 0 ? undefined : buffer.subarray(0, count);
    } catch (error) {
      // Windows reports the end of a pipe or console as an error.
      if (codeOf(error) === "EOF") return undefined;
      throw new IoError(error);
    }
  }
}
