/** Standard streams from what a host may give: text, bytes, functions, web streams. The same on every platform. */
import { type Conversions, type Input, type Output, wrongOption, type WritableStreamLike, type WriterLike } from "../context.js";
import { IoError } from "../io/error.js";
import { closed } from "../io/stream-error.js";
import type { Sink, Source } from "../ports/stdio.js";
import { Arrived } from "./arrived.js";
import { Waiters } from "./waiters.js";

/** Bytes that a synchronous sink takes at once. */
export const PERMIT: number = 1 << 20;

/** Bytes that may be on their way to a `WritableStream`. */
const LARGEST_BACKLOG = 1 << 16;

/** Makes a source of `input`. Nothing is read from a stream before the guest asks. */
export function sourceOf(input: Input): Source {
  const bytes = bytesOf(input);
  if (bytes !== undefined) return new BytesSource(bytes);
  if (typeof input === "object" && input !== null) {
    if ("source" in input) return input.source;
    if ("getReader" in input) {
      if (input.locked === true) throw new TypeError("the WASI option stdin is a ReadableStream that somebody has locked");
      const reader = input.getReader();
      return new PulledSource(() => reader.read(), () => reader.releaseLock?.());
    }
    const iterator =
      Symbol.asyncIterator in input ? input[Symbol.asyncIterator]()
        : Symbol.iterator in input ? (input as Iterable<unknown>)[Symbol.iterator]()
          : undefined;
    if (iterator !== undefined) return new PulledSource(() => iterator.next(), () => void iterator.return?.());
  }
  throw wrongOption(" stdin", "text, bytes, a ReadableStream or an iterable of text or bytes", input);
}

/** Makes a sink of `output`, which is the option `name`. */
export function sinkOf(output: Output, name: "stdout" | "stderr"): Sink {
  if (typeof output === "function") {
    return new HostSink(PERMIT, inTurn(output), () => false, (reason) => reason);
  }
  if (typeof output === "object" && output !== null) {
    if ("sink" in output) return output.sink;
    if ("getWriter" in output) return streamSink(output, name);
  }
  throw wrongOption(` ${name}`, "a function or a WritableStream", output);
}

/** Both, for `contextOn`. */
export const conversions: Conversions = { input: sourceOf, output: sinkOf };

/** Text and bytes as bytes; `undefined` for anything else. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
}

/** Bytes that are all there. */
class BytesSource implements Source {
  readonly #arrived: Arrived = new Arrived();

  constructor(bytes: Uint8Array) {
    this.#arrived.bytes = bytes;
    this.#arrived.ended = true;
  }

  ready(): boolean {
    return true;
  }

  onReady(): () => void {
    return () => {};
  }

  read(max: number): Uint8Array | undefined {
    return this.#arrived.take(max);
  }
}

/** An iterator's result, as far as one may rely on it. */
type Step = { done?: boolean | undefined; value?: unknown };

/**
 * Bytes that come chunk by chunk, at once or later. One chunk is asked for at a time, and only when the guest wants it.
 *
 * Streams of bytes are read like others: a reader that brings its own buffer would wait for ever where a stream closes without
 * answering that request, which its author easily forgets, and would save one copy of two.
 */
class PulledSource implements Source {
  readonly #next: () => unknown;
  readonly release: () => void;
  readonly #waiters: Waiters = new Waiters();
  readonly #arrived: Arrived = new Arrived();
  #pulling = false;

  /**
   * @param next - gives a {@link Step}, or the promise of one
   * @param release - gives the iterator back
   */
  constructor(next: () => unknown, release: () => void) {
    this.#next = next;
    this.release = release;
  }

  ready(): boolean {
    while (!this.#arrived.isThere && !this.#pulling) this.#pull();
    return !this.#pulling;
  }

  onReady(wake: () => void): () => void {
    return this.#waiters.add(wake);
  }

  read(max: number): Uint8Array | undefined {
    this.ready();
    return this.#arrived.take(max);
  }

  #pull(): void {
    try {
      const step = this.#next();
      if (!isPromise(step)) return this.#take(step);
      this.#pulling = true;
      step.then((step) => this.#arrive(() => this.#take(step)), (reason) => this.#arrive(() => this.#arrived.fail(reason)));
    } catch (error) {
      this.#arrived.fail(error);
    }
  }

  /** What was waited for is there; there may be nothing in it. */
  #arrive(take: () => void): void {
    this.#pulling = false;
    try {
      take();
    } catch (error) {
      this.#arrived.fail(error);
    }
    if (this.ready()) this.#waiters.wake();
  }

  /** @throws what the step's properties throw */
  #take(step: unknown): void {
    if (typeof step !== "object" || step === null) throw new TypeError(`standard input was given ${String(step)} in place of an iterator's result`);
    const { done, value }: Step = step;
    if (done === true) {
      this.#arrived.ended = true;
      return;
    }
    const bytes = bytesOf(value);
    if (bytes === undefined) this.#arrived.fail(new TypeError(`standard input brought a chunk that is neither text nor bytes, but of type ${typeof value}`));
    else this.#arrived.bytes = bytes;
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

/**
 * A host that takes bytes at once, or promises to. What is on its way is counted, so that a guest that is faster than the host has to
 * wait.
 */
class HostSink implements Sink {
  readonly #largest: number;
  readonly #take: (bytes: Uint8Array) => unknown;
  readonly #hasRoom: () => boolean;
  readonly #explain: (reason: unknown) => unknown;
  readonly #waiters: Waiters = new Waiters();
  #backlog = 0;
  #flushing = false;
  /** What ended it, in an array of its own since it may be any value. */
  #failure: [unknown] | undefined;

  /**
   * @param largest - bytes that may be on their way
   * @param take - hands bytes on; returns a promise if that takes its time
   * @param hasRoom - whether more may come while some are on their way
   * @param explain - what to throw for the reason that a promise was rejected with
   */
  constructor(
    largest: number,
    take: (bytes: Uint8Array) => unknown,
    hasRoom: () => boolean,
    explain: (reason: unknown) => unknown,
  ) {
    this.#largest = largest;
    this.#take = take;
    this.#hasRoom = hasRoom;
    this.#explain = explain;
  }

  ready(): boolean {
    return this.#failure !== undefined || this.permit() > 0;
  }

  onReady(wake: () => void): () => void {
    return this.#waiters.add(wake);
  }

  permit(): number {
    this.#check();
    if (this.#backlog === 0) return this.#largest;
    return this.#flushing || !this.#hasRoom() ? 0 : Math.max(0, this.#largest - this.#backlog);
  }

  write(bytes: Uint8Array): void {
    this.#check();
    if (bytes.length === 0) return;
    const take = this.#take;
    const taken = take(bytes);
    if (!isPromise(taken)) return;
    this.#backlog += bytes.length;
    taken.then(
      () => {
        this.#backlog -= bytes.length;
        if (this.#backlog === 0) this.#flushing = false;
        if (this.ready()) this.#waiters.wake();
      },
      (reason: unknown) => {
        this.#failure ??= [this.#explain(reason)];
        this.#waiters.wake();
      },
    );
  }

  flush(): void {
    this.#check();
    this.#flushing = this.#backlog > 0;
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure[0];
  }
}

/** Calls `take` once at a time: while a promise of it is not settled, what comes next waits in line. */
function inTurn(take: (bytes: Uint8Array) => unknown): (bytes: Uint8Array) => unknown {
  let last: PromiseLike<unknown> | undefined;
  const end = (mine: PromiseLike<unknown>): void => {
    if (last === mine) last = undefined;
  };
  return (bytes) => {
    const taken = last === undefined ? take(bytes) : last.then(() => take(bytes));
    if (!isPromise(taken)) return taken;
    const mine: PromiseLike<unknown> = taken.then((value) => (end(mine), value));
    return (last = mine);
  };
}

function streamSink(stream: WritableStreamLike, name: string): Sink {
  if (stream.locked) throw new TypeError(`the WASI option ${name} is a WritableStream that somebody has locked`);
  // Locked for this moment only: what was written stays on its way, and the host can close its stream, or write to it as well.
  const withWriter = <T>(use: (writer: WriterLike) => T): T => {
    const writer = stream.getWriter();
    try {
      return use(writer);
    } finally {
      writer.releaseLock();
    }
  };
  // Async, so that a stream that somebody else has locked now fails like one that fails.
  const take = async (bytes: Uint8Array): Promise<void> => withWriter((writer) => writer.write(bytes));
  const desiredSize = (): number | null => (stream.locked ? 0 : withWriter((writer) => writer.desiredSize));
  return new HostSink(
    LARGEST_BACKLOG,
    take,
    () => (desiredSize() ?? 0) > 0,
    // What refuses bytes and has not failed was closed.
    (reason) => (desiredSize() === null || stream.locked ? new IoError(reason) : closed()),
  );
}
