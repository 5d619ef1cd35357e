import { ComponentError } from "../../component-error.js";
import type { ErrorCode } from "../../ports/files.js";

/** Bytes of a chunk. Allocators hand out blocks of this size again and again; much larger ones are mapped anew, page by page. */
const CHUNK = 1 << 20;

/** The least that is allocated for a file that holds anything. */
const SMALLEST = 256;

/** Chunks are numbered as array elements are. */
const LARGEST_SIZE = 2 ** 31 * CHUNK;

/**
 * The bytes of a file, in chunks: writing costs what is written, whatever the file's size, and a gap costs nothing. The first chunk
 * grows by doubling, so that small files stay small.
 *
 * Invariant: every byte of a chunk that lies beyond {@link Contents.size} is zero, and so is what is missing of a chunk.
 */
export class Contents {
  /** A hole reads as zeros. */
  readonly #chunks: Uint8Array[] = [];
  /** The buffer of whoever made the file: read, but never written. */
  readonly #lent: ArrayBufferLike;
  #size: number;

  /** @param initial - kept, and copied chunk by chunk when something is written */
  constructor(initial: Uint8Array) {
    this.#lent = initial.buffer;
    this.#size = initial.length;
    for (let at = 0; at < initial.length; at += CHUNK) this.#chunks.push(initial.subarray(at, at + CHUNK));
  }

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  /** At most `length` bytes from `offset` on, and never more than a chunk's worth; a view where they lie together. */
  read(length: number, offset: number): Uint8Array {
    const count = Math.min(length, CHUNK, this.#size - offset);
    if (!(count > 0)) return new Uint8Array(0);
    const start = offset % CHUNK;
    const chunk = this.#chunks[(offset - start) / CHUNK];
    if (chunk !== undefined && start + count <= chunk.length) return chunk.subarray(start, start + count);
    const gathered = new Uint8Array(count);
    this.#copy(gathered, offset);
    return gathered;
  }

  /** All bytes, copied. Throws a `RangeError` if no array can hold them. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.#size);
    this.#copy(all, 0);
    return all;
  }

  /** The pieces that lie between two offsets, by number; holes may be left out. */
  piecesWithin(start: number, end: number): readonly number[] {
    // An array's keys are its indices; most of it may be a hole.
    if (end === Infinity) return Object.keys(this.#chunks).map(Number).filter((number) => (number + 1) * CHUNK > start);
    const first = Math.floor(start / CHUNK);
    return Array.from({ length: Math.ceil(end / CHUNK) - first }, (_, at) => first + at);
  }

  /** A copy of a piece, as far as it is one; nothing for a hole. */
  piece(number: number): Uint8Array | undefined {
    const rest = this.#size - this.startOf(number);
    return rest > 0 ? this.#chunks[number]?.slice(0, rest) : undefined;
  }

  /** Where a piece begins. */
  startOf(number: number): number {
    return number * CHUNK;
  }

  /** Writes `bytes` at `offset`. */
  write(bytes: Uint8Array, offset: number): void {
    const end = offset + bytes.length;
    if (end > LARGEST_SIZE) throw new ComponentError<ErrorCode>("file-too-large");
    for (let at = 0; at < bytes.length; ) {
      const start = (offset + at) % CHUNK;
      const count = Math.min(CHUNK - start, bytes.length - at);
      const chunk = this.#own((offset + at - start) / CHUNK, start + count);
      chunk.set(count === bytes.length ? bytes : bytes.subarray(at, at + count), start);
      at += count;
    }
    if (bytes.length > 0 && end > this.#size) this.#size = end;
  }

  /** Cuts off what is beyond `size`, or adds zeros up to there. */
  resize(size: number): void {
    if (size > LARGEST_SIZE) throw new ComponentError<ErrorCode>("file-too-large");
    if (size < this.#size) this.#shrink(size);
    this.#size = size;
  }

  #shrink(size: number): void {
    const rest = size % CHUNK;
    const last = (size - rest) / CHUNK;
    this.#chunks.length = Math.min(this.#chunks.length, rest === 0 ? last : last + 1);
    const chunk = this.#chunks[last];
    if (chunk === undefined) return;
    if (chunk.buffer === this.#lent) this.#chunks[last] = chunk.subarray(0, rest);
    else chunk.fill(0, rest);
  }

  #copy(to: Uint8Array, offset: number): void {
    for (let at = 0; at < to.length; ) {
      const start = (offset + at) % CHUNK;
      const count = Math.min(CHUNK - start, to.length - at);
      const chunk = this.#chunks[(offset + at - start) / CHUNK];
      if (chunk !== undefined) to.set(chunk.subarray(start, start + count), at);
      at += count;
    }
  }

  /** The chunk of this number, its own to write and at least `end` bytes long. */
  #own(index: number, end: number): Uint8Array {
    const chunk = this.#chunks[index];
    if (chunk !== undefined && end <= chunk.length && chunk.buffer !== this.#lent) return chunk;
    const had = chunk?.length ?? 0;
    const made = allocate(index === 0 ? Math.min(Math.max(end, had * 2, SMALLEST), CHUNK) : CHUNK);
    if (chunk !== undefined) made.set(chunk);
    this.#chunks[index] = made;
    return made;
  }
}

function allocate(size: number): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch (cause) {
    throw new ComponentError<ErrorCode>("insufficient-space", { cause });
  }
}
