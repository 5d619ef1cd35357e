/** Standard streams from what a host may give: text, bytes, functions, web streams. The same on every platform. */
import type { Input, Output, ReadableStreamLike, WritableStreamLike } from "../context.js";
import { IoError } from "../io/error.js";
import type { Sink, Source } from "../ports/stdio.js";

/** Bytes that a synchronous sink takes at once. */
export const PERMIT: number = 1 << 20;

/** Bytes that may be on their way to a `WritableStream`. */
const LARGEST_BACKLOG = 1 << 16;

const NEITHER = "stdin is neither text nor bytes nor a stream nor an async iterable of them";

const NOTHING: Uint8Array = new Uint8Array(0);

/** Makes a source of `input`. Nothing is read from a stream before the guest asks. */
export function sourceOf(input: Input): Source {
  if (typeof input === "string") return new BytesSource(new TextEncoder().encode(input));
  if (input instanceof Uint8Array) return new BytesSource(input);
  if (typeof input !== "object" || input === null) throw new TypeError(`${NEITHER}: ${String(input)}`);
  if ("source" in input) return input.source;
  if ("getReader" in input) return new PulledSource(chunksOf(input));
  if (!(Symbol.asyncIterator in input)) throw new TypeError(`${NEITHER}: ${String(input)}`);
  const iterator = input[Symbol.asyncIterator]();
  return new PulledSource(() => iterator.next());
}

/** Makes a sink of `output`. */
export function sinkOf(output: Output): Sink {
  if (typeof output === "function") return new FunctionSink(output);
  if (typeof output === "object" && output !== null) {
    if ("sink" in output) return output.sink;
    if ("getWriter" in output) return new WriterSink(output);
  }
  throw new TypeError(`stdout or stderr is neither a function nor a WritableStream: ${String(output)}`);
}

/** Bytes that are all there. */
class BytesSource implements Source {
  #rest: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#rest = bytes;
  }

  ready(): boolean {
    return true;
  }

  onReady(): () => void {
    return () => {};
  }

  read(max: number): Uint8Array | undefined {
    const rest = this.#rest;
    if (rest.length === 0) return undefined;
    this.#rest = rest.subarray(max);
    return rest.subarray(0, max);
  }
}

type Chunk = { done?: boolean | undefined; value?: Uint8Array | string | undefined };

function chunksOf(stream: ReadableStreamLike): () => Promise<Chunk> {
  const reader = stream.getReader();
  return () => reader.read();
}

/** Bytes that arrive chunk by chunk. One chunk is asked for at a time, and only when the guest wants it. */
class PulledSource implements Source {
  readonly #next: () => Promise<Chunk>;
  readonly #waiting: Set<() => void> = new Set();
  #state: "idle" | "pulling" | "ended" = "idle";
  #rest: Uint8Array = NOTHING;
  #failure: IoError | undefined;

  constructor(next: () => Promise<Chunk>) {
    this.#next = next;
  }

  ready(): boolean {
    if (this.#rest.length > 0 || this.#state === "ended") return true;
    this.#pull();
    return false;
  }

  onReady(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  read(max: number): Uint8Array | undefined {
    if (!this.ready()) return NOTHING;
    const rest = this.#rest;
    if (rest.length > 0) {
      this.#rest = rest.subarray(max);
      return rest.subarray(0, max);
    }
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  #pull(): void {
    if (this.#state !== "idle") return;
    this.#state = "pulling";
    // Async, so that what `#next` throws and what it rejects with take the same way.
    const next = async (): Promise<Chunk> => this.#next();
    next().then(
      ({ done, value }) => {
        this.#state = done === true ? "ended" : "idle";
        if (done !== true) this.#take(value);
        if (this.ready()) this.#wake();
      },
      (reason: unknown) => {
        this.#state = "ended";
        this.#failure = new IoError(reason);
        this.#wake();
      },
    );
  }

  #take(chunk: unknown): void {
    if (typeof chunk === "string") {
      this.#rest = new TextEncoder().encode(chunk);
    } else if (chunk instanceof Uint8Array) {
      this.#rest = chunk;
    } else {
      this.#state = "ended";
      this.#failure = new IoError(new TypeError(`${NEITHER}: a chunk of ${typeof chunk}`));
    }
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}

/** A sink that takes everything at once and has nothing to flush. */
export abstract class ReadySink implements Sink {
  ready(): boolean {
    return true;
  }

  onReady(): () => void {
    return () => {};
  }

  permit(): number {
    return PERMIT;
  }

  abstract write(bytes: Uint8Array): void;

  flush(): void {}
}

class FunctionSink extends ReadySink {
  readonly #take: (bytes: Uint8Array) => void;

  constructor(take: (bytes: Uint8Array) => void) {
    super();
    this.#take = take;
  }

  write(bytes: Uint8Array): void {
    const take = this.#take;
    if (bytes.length > 0) take(bytes);
  }
}

/** A `WritableStream`. What is on its way is counted, so that a guest that writes faster than the stream drains has to wait. */
class WriterSink implements Sink {
  readonly #writer: { write(chunk: Uint8Array): Promise<void> };
  readonly #waiting: Set<() => void> = new Set();
  #backlog = 0;
  #flushing = false;
  #failure: IoError | undefined;

  constructor(stream: WritableStreamLike) {
    this.#writer = stream.getWriter();
  }

  ready(): boolean {
    return this.#failure !== undefined || this.permit() > 0;
  }

  onReady(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  permit(): number {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#flushing ? 0 : Math.max(0, LARGEST_BACKLOG - this.#backlog);
  }

  write(bytes: Uint8Array): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (bytes.length === 0) return;
    this.#backlog += bytes.length;
    this.#writer.write(bytes).then(
      () => {
        this.#backlog -= bytes.length;
        if (this.#backlog === 0) this.#flushing = false;
        if (this.ready()) this.#wake();
      },
      (reason: unknown) => {
        this.#failure ??= new IoError(reason);
        this.#wake();
      },
    );
  }

  flush(): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#flushing = this.#backlog > 0;
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
