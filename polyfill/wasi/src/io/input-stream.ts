import type { Source } from "../ports/stdio.js";
import { Resource } from "../resource.js";
import { type Awaitable, waitThen } from "../suspend/pending.js";
import { HAPPENED, Pollable } from "./poll.js";
import { closed, failed } from "./stream-error.js";

/** More than this is never given at once, whatever a guest asks for: it has to allocate the list before it sees it. */
const LARGEST_READ = 1 << 20;

const NOTHING: Uint8Array = new Uint8Array(0);

/** `wasi:io/streams.input-stream`. Its functions throw `ComponentError<StreamError>`. */
export class InputStream extends Resource {
  readonly #source: Source;
  #closed = false;

  /** @param source - where the bytes come from; several streams may share one */
  constructor(source: Source) {
    super();
    this.#source = source;
  }

  /**
   * `read`: what is there now, at most `len` bytes; empty if there is nothing yet. The array may be a view that the next call
   * overwrites.
   */
  read(len: bigint): Uint8Array {
    if (this.#closed) throw closed();
    if (len === 0n) return NOTHING;
    return this.#take(Math.min(Number(len), LARGEST_READ));
  }

  /** `blocking-read`: as `read`, once at least one byte can be read. */
  blockingRead(len: bigint): Awaitable<Uint8Array> {
    const bytes = this.read(len);
    if (bytes.length > 0 || (len === 0n && this.#source.ready())) return bytes;
    return waitThen([this.#source], () => this.blockingRead(len));
  }

  /** `skip`: as `read`, but only tells how many bytes it took. */
  skip(len: bigint): bigint {
    return BigInt(this.read(len).length);
  }

  /** `blocking-skip`: as `skip`, once at least one byte can be skipped. */
  blockingSkip(len: bigint): Awaitable<bigint> {
    const count = this.skip(len);
    if (count > 0n || (len === 0n && this.#source.ready())) return count;
    return waitThen([this.#source], () => this.blockingSkip(len));
  }

  /**
   * `subscribe`: ready when there are bytes, or there is an end or a failure to report. It hangs on the source, not on this
   * handle, so it may outlive it.
   */
  subscribe(): Pollable {
    return new Pollable(this.#closed ? HAPPENED : this.#source);
  }

  /** The source behind `stream`, for one that has to wait for it. */
  static source(stream: InputStream): Source {
    return stream.#source;
  }

  /** The guest dropped its handle; others on the same source go on. */
  override drop(): void {
    this.#closed = true;
    this.#source.close?.();
  }

  #take(max: number): Uint8Array {
    let bytes: Uint8Array | undefined;
    try {
      bytes = this.#source.read(max);
    } catch (error) {
      this.#closed = true;
      throw failed(error);
    }
    if (bytes !== undefined) return bytes;
    this.#closed = true;
    throw closed();
  }
}
