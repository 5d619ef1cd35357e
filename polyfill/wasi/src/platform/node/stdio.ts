import { IoError } from "../../io/error.js";
import { closed } from "../../io/stream-error.js";
import type { Source } from "../../ports/stdio.js";
import { Bell } from "../../suspend/bell.js";
import { Arrived } from "../arrived.js";
import { ReadySink } from "../stdio.js";
import { Waiters } from "../waiters.js";
import { fs, isatty } from "./builtin.js";
import { DescriptorThread, WAITS_IN_READ } from "./descriptor-thread.js";
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
    const thread = (this.#thread ??= new DescriptorThread(this.#fd, false, isatty(this.#fd), () => {}));
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
 * Others may read the descriptor after the guest. What it has not asked for is theirs, with two exceptions: where there is a second description, one
 * byte is taken to learn whether there are any; where there is none, up to {@link CHUNK} bytes may be (in Bun, of sockets, somewhat more).
 */
export class DescriptorSource implements Source {
  readonly #fd: number;
  readonly #waiters: Waiters = new Waiters();
  readonly #arrived: Arrived = new Arrived();
  #way: Way | undefined;
  #thread: DescriptorThread | undefined;
  /** The thread reads, so this one must not. */
  #asked = false;
  /** The guest was told that nobody knows, and has not waited since. */
  #empty = false;
  #buffer: Uint8Array | undefined;

  /** @param fd - a file descriptor of the process; opened and closed by others */
  constructor(fd: number) {
    this.#fd = fd;
  }

  ready(): boolean {
    if (this.#arrived.isThere) return true;
    if (this.#asked) {
      if (this.#thread?.hasAnswer !== true) return false;
      this.#asked = false;
      return this.#settle(() => this.#thread?.take());
    }
    const { immediate, trial } = this.#opened();
    if (immediate) return true;
    if (trial !== undefined) return this.#fill(trial, 0, 1);
    // Who asks again without having waited goes on asking: only the other thread can tell then.
    if (this.#empty) this.#ask(undefined);
    this.#empty = true;
    return false;
  }

  onReady(wake: () => void): () => void {
    this.#ask(undefined);
    if (this.#arrived.isThere) queueMicrotask(wake);
    const withdraw = this.#waiters.add(wake);
    this.#thread?.keepAlive(true);
    return () => {
      withdraw();
      if (this.#waiters.isEmpty) this.#thread?.keepAlive(false);
    };
  }

  ring(bell: Bell): void {
    this.#ask(bell);
  }

  block(): void {
    this.#empty = false;
    const { trial } = this.#opened();
    // A thread that has begun to read a socket may hold what comes first.
    const isAlone = !this.#asked && (trial !== undefined || this.#thread === undefined);
    if (isAlone && this.#fill(this.#fd, 0, trial === undefined ? CHUNK : 1)) return;
    const bell = new Bell();
    this.#ask(bell);
    for (let strokes = 0; !this.ready(); strokes = bell.strokes()) bell.wait(strokes);
  }

  read(max: number): Uint8Array | undefined {
    const { immediate, trial } = this.#opened();
    const fd = immediate ? this.#fd : trial;
    // Where this thread can read it does: what is there, as much as is asked for.
    if (this.#asked || fd === undefined) this.ready();
    if (!this.#asked && fd !== undefined) this.#complete(fd, Math.min(max, CHUNK));
    return this.#arrived.take(max);
  }

  #opened(): Way {
    return (this.#way ??= this.#open());
  }

  /** Finds out how to read. Whatever cannot be told is left to the read. */
  #open(): Way {
    let trial: number | undefined;
    try {
      const stats = fs.fstatSync(this.#fd);
      const waits = stats.isFIFO() || stats.isSocket() || isatty(this.#fd);
      if (!waits) return { immediate: true, trial };
    } catch (error) {
      return { immediate: codeOf(error) !== undefined, trial };
    }
    try {
      if (process.platform === "linux") forgotten.register(this, (trial = this.#reopened(false)));
    } catch {
      // Sockets cannot be opened.
    }
    return { immediate: false, trial };
  }

  /** A description of one's own, so that nobody else's becomes non-blocking. */
  #reopened(blocking: boolean): number {
    const { O_RDONLY, O_NOCTTY, O_NONBLOCK } = fs.constants;
    return fs.openSync(`/proc/self/fd/${this.#fd}`, O_RDONLY | O_NOCTTY | (blocking ? 0 : O_NONBLOCK));
  }

  /** Adds to what has arrived until that is `max` bytes, if there is more. */
  #complete(fd: number, max: number): void {
    const { bytes, ended } = this.#arrived;
    if (ended || bytes.length >= max) return;
    if (bytes.length > 0) this.#room().set(bytes);
    this.#fill(fd, bytes.length, max);
  }

  /** Reads once, behind the `held` bytes that begin the buffer, and up to `max` with them; `false` if there is nothing yet. */
  #fill(fd: number, held: number, max: number): boolean {
    const buffer = this.#room();
    return this.#settle(() => {
      const count = unlessBusy(() => fs.readSync(fd, buffer, held, max - held, null));
      return count === undefined ? NOTHING : count === 0 ? undefined : buffer.subarray(0, held + count);
    });
  }

  #room(): Uint8Array {
    return (this.#buffer ??= new Uint8Array(CHUNK));
  }

  /** Takes what `read` brings: all bytes that are there now, `undefined` at the end, none for nothing yet. */
  #settle(read: () => Uint8Array | undefined): boolean {
    try {
      const bytes = read();
      if (bytes === undefined) this.#arrived.ended = true;
      else if (bytes.length > 0) this.#arrived.bytes = bytes;
      else return false;
    } catch (error) {
      // Windows reports the end of a pipe or console as an error.
      if (codeOf(error) === "EOF") this.#arrived.ended = true;
      else this.#arrived.fail(error);
    }
    return true;
  }

  /** Lets the other thread read, and ring `bell` or wake those who wait. */
  #ask(bell: Bell | undefined): void {
    try {
      this.#thread ??= this.#start();
      this.#thread.read(!this.#asked, bell);
      this.#asked = true;
      this.#empty = false;
    } catch (error) {
      this.#arrived.fail(error);
      bell?.ring();
    }
  }
  #start(): DescriptorThread {
    const own = this.#opened().trial !== undefined;
    const fd = own ? this.#reopened(WAITS_IN_READ) : this.#fd;
    return new DescriptorThread(fd, own, isatty(this.#fd), () => this.#waiters.wake());
  }
}
