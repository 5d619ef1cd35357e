/**
 * What is typed in the page's terminal as the guest's standard input. Bytes go through a ring in shared memory where there is such, so that a guest
 * whose thread is stopped hears of them; else as messages, which only a guest that is suspended hears of.
 */
import type { Source } from "@weft-wasm/wasi";

const HEADER = 16;
const CAPACITY = 1 << 16;

/** Words of the header: how many bytes were ever written and read, and whether that was all. */
const WRITTEN = 0;
const READ = 1;
const ENDED = 2;

/** Memory for a ring, where threads may share memory: WebKitGTK has none even on pages that are isolated. */
export function makeRing(): SharedArrayBuffer | undefined {
  return typeof SharedArrayBuffer === "function" && globalThis.crossOriginIsolated !== false ? new SharedArrayBuffer(HEADER + CAPACITY) : undefined;
}

/** The writer's end. */
export class RingWriter {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer, 0, HEADER / 4);
    this.#bytes = new Uint8Array(buffer, HEADER);
  }

  /** Writes all of `bytes`, later what does not fit now: see {@link RingWriter.pump}. */
  write(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    this.#rest = all;
    this.pump();
  }

  /** Writes what fits. */
  pump(): void {
    const written = Atomics.load(this.#words, WRITTEN);
    const room = CAPACITY - (written - Atomics.load(this.#words, READ));
    const now = this.#rest.subarray(0, room);
    now.forEach((byte, index) => (this.#bytes[(written + index) % CAPACITY] = byte));
    this.#rest = this.#rest.subarray(now.length);
    Atomics.store(this.#words, WRITTEN, written + now.length);
  }

  /** Says that there is no more. */
  end(): void {
    Atomics.store(this.#words, ENDED, 1);
  }

  /** Whether a reader has something to read, or to learn. */
  get isReady(): boolean {
    return Atomics.load(this.#words, WRITTEN) !== Atomics.load(this.#words, READ) || Atomics.load(this.#words, ENDED) === 1;
  }
}

/** A source that is told of arrivals, through this thread's event loop or by a bell. */
abstract class Arriving implements Source {
  readonly #wakes = new Set<() => void>();
  abstract ready(): boolean;
  abstract read(max: number): Uint8Array | undefined;

  onReady(wake: () => void): () => void {
    this.#wakes.add(wake);
    return () => void this.#wakes.delete(wake);
  }

  /** Something has arrived. */
  arrived(): void {
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
  }
}

/** The reader's end of a ring. */
export class RingSource extends Arriving {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly ring: NonNullable<Source["ring"]>;

  /**
   * @param buffer - the ring
   * @param ring - lets the writer's thread ring a bell
   */
  constructor(buffer: SharedArrayBuffer, ring: NonNullable<Source["ring"]>) {
    super();
    this.#words = new Int32Array(buffer, 0, HEADER / 4);
    this.#bytes = new Uint8Array(buffer, HEADER);
    this.ring = ring;
  }

  ready(): boolean {
    return this.#available() > 0 || Atomics.load(this.#words, ENDED) === 1;
  }

  read(max: number): Uint8Array | undefined {
    const available = this.#available();
    if (available === 0) return Atomics.load(this.#words, ENDED) === 1 ? undefined : new Uint8Array(0);
    const read = Atomics.load(this.#words, READ);
    const taken = new Uint8Array(Math.min(max, available));
    for (let index = 0; index < taken.length; index++) taken[index] = this.#bytes[(read + index) % CAPACITY] ?? 0;
    Atomics.store(this.#words, READ, read + taken.length);
    return taken;
  }

  #available(): number {
    return Atomics.load(this.#words, WRITTEN) - Atomics.load(this.#words, READ);
  }
}

/** Input that comes as messages. */
export class MessageSource extends Arriving {
  #rest: Uint8Array = new Uint8Array(0);
  #ended = false;

  /** More input; nothing for its end. */
  push(bytes: Uint8Array | undefined): void {
    if (bytes === undefined) {
      this.#ended = true;
    } else {
      const all = new Uint8Array(this.#rest.length + bytes.length);
      all.set(this.#rest);
      all.set(bytes, this.#rest.length);
      this.#rest = all;
    }
    this.arrived();
  }

  ready(): boolean {
    return this.#rest.length > 0 || this.#ended;
  }

  read(max: number): Uint8Array | undefined {
    if (this.#rest.length === 0) return this.#ended ? undefined : new Uint8Array(0);
    const taken = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(max);
    return taken;
  }
}
