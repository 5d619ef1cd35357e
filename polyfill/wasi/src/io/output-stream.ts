import type { Sink } from "../ports/stdio.js";
import { Resource } from "../resource.js";
import { type Awaitable, waitThen } from "../suspend/pending.js";
import { InputStream } from "./input-stream.js";
import { HAPPENED, Pollable } from "./poll.js";
import { closed, failed } from "./stream-error.js";

/** What `blocking-write-and-flush` and `blocking-write-zeroes-and-flush` take at most. */
const LARGEST_BLOCKING_WRITE = 4096;

/** `wasi:io/streams.output-stream`. Its functions throw `ComponentError<StreamError>`, and a plain `Error` for a trap. */
export class OutputStream extends Resource {
  readonly #sink: Sink;
  #closed = false;
  /** What is left of the permit that the last `check-write` gave. */
  #permit = 0;

  /** @param sink - where the bytes go; several streams may share one */
  constructor(sink: Sink) {
    super();
    this.#sink = sink;
  }

  /**
   * For the glue: whether `write` and `blocking-write-and-flush` may be given a view of the guest's memory, because nothing of it is kept
   * when they return. A subclass may do anything with what it is given.
   */
  get takesViews(): boolean {
    return this.#sink.takesViews === true && this.constructor === OutputStream;
  }

  /** `check-write`: how many bytes the next `write` may bring; 0 if it has to wait. */
  checkWrite(): bigint {
    this.#permit = this.#check();
    return BigInt(this.#permit);
  }

  /** `write`: traps if there are more bytes than the last `check-write` permitted. */
  write(contents: Uint8Array): void {
    this.#claim(contents.length, "write");
    this.#put(contents);
  }

  /** `write-zeroes`: as `write`, with `len` zeros. */
  writeZeroes(len: bigint): void {
    const count = Number(len);
    this.#claim(count, "write-zeroes");
    this.#put(new Uint8Array(count));
  }

  /** `flush`: asks for it; `check-write` answers 0 until it is done. */
  flush(): void {
    if (this.#closed) throw closed();
    this.#permit = 0;
    try {
      this.#sink.flush();
    } catch (error) {
      this.#closed = true;
      throw failed(error);
    }
  }

  /** `blocking-flush`: returns once everything is handed on and the stream takes bytes again. */
  blockingFlush(): Awaitable<void> {
    this.flush();
    return this.#drained();
  }

  /** `blocking-write-and-flush`: traps on more than 4096 bytes. */
  blockingWriteAndFlush(contents: Uint8Array): Awaitable<void> {
    if (contents.length > LARGEST_BLOCKING_WRITE) throw tooMany("blocking-write-and-flush");
    return this.#writeAll(contents);
  }

  /** `blocking-write-zeroes-and-flush`: traps on more than 4096 zeros. */
  blockingWriteZeroesAndFlush(len: bigint): Awaitable<void> {
    if (len > BigInt(LARGEST_BLOCKING_WRITE)) throw tooMany("blocking-write-zeroes-and-flush");
    return this.#writeAll(new Uint8Array(Number(len)));
  }

  /** `splice`: moves what `src` has now and this stream permits, at most `len` bytes; returns how many. */
  splice(src: InputStream, len: bigint): bigint {
    const permit = this.checkWrite();
    const bytes = src.read(len < permit ? len : permit);
    // What was read may be a view that changes.
    if (bytes.length > 0) this.write(this.#sink.takesViews ? bytes : bytes.slice());
    return BigInt(bytes.length);
  }

  /** `blocking-splice`: as `splice`, once this stream takes bytes and `src` has some. Nothing is read before it can be written. */
  blockingSplice(src: InputStream, len: bigint): Awaitable<bigint> {
    if (this.#check() === 0) return waitThen([this.#sink], () => this.blockingSplice(src, len));
    const count = this.splice(src, len);
    const source = InputStream.source(src);
    if (count > 0n || (len === 0n && source.ready())) return count;
    return waitThen([source], () => this.blockingSplice(src, len));
  }

  /**
   * `subscribe`: ready when `check-write` gives more than 0, or an error. It hangs on the sink, not on this handle, so it may
   * outlive it.
   */
  subscribe(): Pollable {
    return new Pollable(this.#closed ? HAPPENED : this.#sink);
  }

  /** The guest dropped its handle; others on the same sink go on. What was written stays on its way. */
  override drop(): void {
    this.#closed = true;
    this.#sink.close?.();
  }

  #check(): number {
    if (this.#closed) throw closed();
    try {
      return this.#sink.permit();
    } catch (error) {
      this.#closed = true;
      throw failed(error);
    }
  }

  #claim(count: number, name: string): void {
    if (this.#closed) throw closed();
    if (count > this.#permit) {
      throw new Error(`wasi:io/streams.${name}: ${count} bytes, but check-write permitted ${this.#permit}`);
    }
    this.#permit -= count;
  }

  #put(bytes: Uint8Array): void {
    try {
      this.#sink.write(bytes);
    } catch (error) {
      this.#closed = true;
      throw failed(error);
    }
  }

  #writeAll(contents: Uint8Array): Awaitable<void> {
    const permit = this.#check();
    if (permit >= contents.length) {
      this.#put(contents);
      return this.blockingFlush();
    }
    if (permit > 0) this.#put(contents.subarray(0, permit));
    const rest = contents.slice(permit);
    return waitThen([this.#sink], () => this.#writeAll(rest));
  }

  #drained(): Awaitable<void> {
    return this.#check() > 0 ? undefined : waitThen([this.#sink], () => this.#drained());
  }
}

function tooMany(name: string): Error {
  return new Error(`wasi:io/streams.${name}: more than ${LARGEST_BLOCKING_WRITE} bytes`);
}
