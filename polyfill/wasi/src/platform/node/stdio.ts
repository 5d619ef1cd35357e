import { IoError } from "../../io/error.js";
import { closed } from "../../io/stream-error.js";
import type { Source } from "../../ports/stdio.js";
import { Bell } from "../../suspend/bell.js";
import { ReadySink } from "../stdio.js";
import { fs, isatty } from "./builtin.js";
import { DescriptorThread } from "./descriptor-thread.js";
import { codeOf } from "./error.js";
import { forgotten } from "./file.js";

/** Bytes of one read. */
const CHUNK = 1 << 16;

const NOTHING: Uint8Array = new Uint8Array(0);

/** Runs `operation` again when a signal came between; `undefined` if a non-blocking descriptor is not ready. */
function unlessBusy<T>(operation: () => T): T | undefined {
  for (;;) {
    try {
      return operation();
    } catch (error) {
      const code = codeOf(error);
      if (code === "EAGAIN") return undefined;
      if (code !== "EINTR") throw error;
    }
  }
}

/**
 * Writes to a file descriptor, at once and completely, so that nothing is lost when the process ends. The thread stops while the
 * reader is slow.
 */
export class DescriptorSink extends ReadySink {
  readonly takesViews = true;
  readonly #fd: number;
  #thread: DescriptorThread | undefined;

  /** @param fd - a file descriptor of the process */
  constructor(fd: number) {
    super();
    this.#fd = fd;
  }

  write(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length; ) {
        const written = unlessBusy(() => fs.writeSync(this.#fd, bytes, at));
        if (written === undefined) return this.#writeElsewhere(bytes.slice(at));
        at += written;
      }
    } catch (cause) {
      // Whoever read it has gone.
      throw codeOf(cause) === "EPIPE" ? closed({ cause }) : new IoError(cause);
    }
  }

  /** Somebody made the descriptor non-blocking, and it is full: another thread waits for it. */
  #writeElsewhere(bytes: Uint8Array): void {
    const thread = (this.#thread ??= new DescriptorThread(this.#fd, isatty(this.#fd), () => {}));
    const bell = new Bell();
    thread.write(bytes, bell);
    while (!thread.hasAnswer) bell.wait(0);
    thread.take();
  }
}

/** How a descriptor is read. */
interface Way {
  /** Never waits: a file, or something like `/dev/null`. */
  readonly immediate: boolean;
  /** A second, non-blocking description of the same pipe or terminal, where the system can open one. */
  readonly trial: number | undefined;
}

/**
 * Reads a file descriptor. Files are always ready. A pipe, a socket or a terminal is ready when it has something: on Linux a second
 * description of it tells without waiting (none of a socket), and a thread beside this one tells when that changes. Where nothing else is waited for, the
 * read itself stops this thread.
 *
 * Of what is no file up to 64 KiB are read before the guest asks for them; they are lost to others who read the descriptor after the guest.
 */
export class DescriptorSource implements Source {
  readonly #fd: number;
  readonly #waiting: Set<() => void> = new Set();
  #way: Way | undefined;
  #thread: DescriptorThread | undefined;
  /** The thread reads, so this one must not. */
  #asked = false;
  /** The guest was told that nobody knows, and has not waited since. */
  #empty = false;
  #buffer: Uint8Array | undefined;
  #rest: Uint8Array = NOTHING;
  #ended = false;
  #failure: IoError | undefined;

  /** @param fd - a file descriptor of the process; opened and closed by others */
  constructor(fd: number) {
    this.#fd = fd;
  }

  ready(): boolean {
    if (this.#rest.length > 0 || this.#ended) return true;
    if (this.#asked) {
      if (this.#thread?.hasAnswer !== true) return false;
      this.#asked = false;
      this.#settle(() => this.#thread?.take() ?? null);
      return true;
    }
    const { immediate, trial } = (this.#way ??= this.#open());
    if (immediate) return true;
    if (trial !== undefined) return this.#fill(trial);
    // Who asks again without having waited goes on asking: only the other thread can tell then.
    if (this.#empty) this.#ask(undefined);
    this.#empty = true;
    return false;
  }

  onReady(wake: () => void): () => void {
    this.#ask(undefined);
    if (this.#ended) queueMicrotask(wake);
    this.#waiting.add(wake);
    this.#thread?.keepAlive(true);
    return () => {
      this.#waiting.delete(wake);
      if (this.#waiting.size === 0) this.#thread?.keepAlive(false);
    };
  }

  ring(bell: Bell): void {
    this.#ask(bell);
  }

  block(): void {
    this.#empty = false;
    if (!this.#asked && this.#fill(this.#fd)) return;
    const bell = new Bell();
    this.#ask(bell);
    for (let strokes = 0; !this.ready(); strokes = bell.strokes()) bell.wait(strokes);
  }

  read(max: number): Uint8Array | undefined {
    if (!this.ready()) return NOTHING;
    if (this.#rest.length === 0 && !this.#ended) this.#fill(this.#fd, Math.min(max, CHUNK));
    const rest = this.#rest;
    if (rest.length > 0) {
      this.#rest = rest.subarray(max);
      return rest.subarray(0, max);
    }
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  /** Finds out how to read. Whatever cannot be told is left to the read. */
  #open(): Way {
    let trial: number | undefined;
    try {
      const stats = fs.fstatSync(this.#fd);
      const waits = stats.isFIFO() || stats.isSocket() || isatty(this.#fd);
      if (!waits) return { immediate: true, trial };
      trial = this.#reopened();
      if (trial !== undefined) forgotten.register(this, trial);
    } catch (error) {
      return { immediate: codeOf(error) !== undefined, trial };
    }
    return { immediate: false, trial };
  }

  /** A non-blocking description of one's own, so that nobody else's becomes non-blocking. */
  #reopened(): number | undefined {
    if (process.platform !== "linux") return undefined;
    try {
      return fs.openSync(`/proc/self/fd/${this.#fd}`, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY);
    } catch {
      return undefined;
    }
  }

  /** Reads once; `false` if there is nothing yet. */
  #fill(fd: number, max: number = CHUNK): boolean {
    const buffer = (this.#buffer ??= new Uint8Array(CHUNK));
    return this.#settle(() => {
      const count = unlessBusy(() => fs.readSync(fd, buffer, 0, max, null));
      return count === undefined ? undefined : count === 0 ? null : buffer.subarray(0, count);
    });
  }

  /** Takes what `read` brings: bytes, `null` at the end, `undefined` for nothing yet. */
  #settle(read: () => Uint8Array | null | undefined): boolean {
    try {
      const bytes = read();
      if (bytes === undefined) return false;
      if (bytes === null) this.#ended = true;
      else this.#rest = bytes;
    } catch (error) {
      this.#ended = true;
      // Windows reports the end of a pipe or console as an error.
      if (codeOf(error) !== "EOF") this.#failure = new IoError(error);
    }
    return true;
  }

  /** Lets the other thread read, and ring `bell` or wake those who wait. */
  #ask(bell: Bell | undefined): void {
    try {
      this.#thread ??= new DescriptorThread(this.#reopened() ?? this.#fd, isatty(this.#fd), () => {
        const waiting = [...this.#waiting];
        this.#waiting.clear();
        for (const wake of waiting) wake();
      });
      this.#thread.read(!this.#asked, bell);
      this.#asked = true;
      this.#empty = false;
    } catch (error) {
      this.#settle(() => {
        throw error;
      });
      bell?.ring();
    }
  }
}
