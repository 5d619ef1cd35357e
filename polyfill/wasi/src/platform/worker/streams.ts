/** Standard streams whose other end is in the thread that started this one. */
import { IoError } from "../../io/error.js";
import type { Sink, Source } from "../../ports/stdio.js";
import type { Bell } from "../../suspend/bell.js";
import { Arrived } from "../arrived.js";
import { Waiters } from "../waiters.js";
import { decode } from "./codec.js";
import { errorOf, type Failure } from "./failure.js";
import { CHUNK, type OutputName, OUTPUTS, type Shelf, State, type ToMain } from "./protocol.js";

/** Every engine has it, Node's types have not. */
declare const WebAssembly: object;

/** Input. One piece is asked for at a time, and only when the guest wants it. */
export class RemoteSource implements Source {
  readonly ring: ((bell: Bell) => void) | undefined;
  readonly #post: (message: ToMain) => void;
  readonly #shelf: Shelf | undefined;
  readonly #waiters: Waiters = new Waiters();
  readonly #arrived: Arrived = new Arrived();
  #asked = false;

  constructor(post: (message: ToMain) => void, shelf: Shelf | undefined) {
    this.#post = post;
    this.#shelf = shelf;
    if (shelf !== undefined) this.ring = (bell) => post({ is: "ring", on: "stdin", bell: bell.word });
  }

  ready(): boolean {
    if (this.#arrived.isThere) return true;
    if (!this.#asked) {
      this.#asked = true;
      this.#post({ is: "pull" });
    }
    const shelf = this.#shelf;
    if (shelf === undefined || Atomics.load(shelf.words, 0) === State.nothing) return false;
    const bytes = shelf.bytes.slice(0, shelf.words[1]);
    const state = Atomics.exchange(shelf.words, 0, State.nothing);
    this.receive(state === State.value ? bytes : undefined, state === State.failure ? (decode(bytes) as Failure) : undefined);
    return true;
  }

  onReady(wake: () => void): () => void {
    return this.#waiters.add(wake);
  }

  read(max: number): Uint8Array | undefined {
    this.ready();
    return this.#arrived.take(max);
  }

  /** The answer: bytes, or neither at the end. */
  receive(bytes: Uint8Array | undefined, failure: Failure | undefined): void {
    this.#asked = false;
    if (failure !== undefined) this.#arrived.fail(errorOf(failure));
    else if (bytes === undefined) this.#arrived.ended = true;
    else this.#arrived.bytes = bytes;
    this.#waiters.wake();
  }

  /** There is an answer in shared memory. */
  woken(): void {
    this.#waiters.wake();
  }
}

/** Output. What is on its way is counted, so that a guest that is faster than the other end has to wait. */
export class RemoteSink implements Sink {
  readonly ring: ((bell: Bell) => void) | undefined;
  readonly #name: OutputName;
  readonly #post: (message: ToMain) => void;
  /** The counts of both outputs, where memory is shared. */
  readonly #counts: Int32Array | undefined;
  readonly #waiters: Waiters = new Waiters();
  #sent = 0;
  #taken = 0;
  #flushing = false;
  #failure: [unknown] | undefined;

  constructor(name: OutputName, post: (message: ToMain) => void, counts: Int32Array<SharedArrayBuffer> | undefined) {
    this.#name = name;
    this.#post = post;
    this.#counts = counts;
    if (counts !== undefined) this.ring = (bell) => post({ is: "ring", on: name, bell: bell.word });
  }

  ready(): boolean {
    return this.#hasFailed() || this.#room() > 0;
  }

  onReady(wake: () => void): () => void {
    return this.#waiters.add(wake);
  }

  permit(): number {
    this.#check();
    return this.#room();
  }

  write(bytes: Uint8Array): void {
    this.#check();
    if (bytes.length === 0) return;
    this.#sent = (this.#sent + bytes.length) | 0;
    this.#post({ is: "output", output: this.#name, bytes: bytes.slice() });
  }

  flush(): void {
    this.#check();
    this.#flushing = this.#backlog() > 0;
  }

  /** The other end has taken so many bytes in all, or failed. */
  receive(total: number, failure: Failure | undefined): void {
    this.#taken = total;
    if (failure !== undefined) {
      const error = errorOf(failure);
      this.#failure ??= [failure.kind === "error" && failure.name === "IoError" ? new IoError(new Error(failure.message)) : error];
    }
    this.#waiters.wake();
  }

  #room(): number {
    // What cannot be waited for counts as handed on.
    if (this.#counts === undefined && !("Suspending" in WebAssembly)) return CHUNK;
    const backlog = this.#backlog();
    if (backlog === 0) this.#flushing = false;
    return this.#flushing ? 0 : Math.max(0, CHUNK - backlog);
  }

  #backlog(): number {
    const taken = this.#counts === undefined ? this.#taken : Atomics.load(this.#counts, 2 * OUTPUTS.indexOf(this.#name));
    return (this.#sent - taken) | 0;
  }

  #hasFailed(): boolean {
    return this.#failure !== undefined || this.#flag() !== 0;
  }

  /** 1 for a failure that is the guest's to handle, 2 for one that is the host's. */
  #flag(): number {
    return this.#counts === undefined ? 0 : Atomics.load(this.#counts, 2 * OUTPUTS.indexOf(this.#name) + 1);
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure[0];
    const flag = this.#flag();
    // The message that says more has not reached this thread, which was stopped.
    const error = new Error(`${this.#name} failed in the thread that started this one`);
    if (flag !== 0) throw flag === 1 ? new IoError(error) : error;
  }
}
