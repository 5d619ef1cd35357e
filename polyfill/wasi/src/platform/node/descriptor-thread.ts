/**
 * A thread beside the guest's that waits for a descriptor, by the event loop: Node has no other way to wait for one without
 * stopping, and the guest's own loop may stand still. It is started when a guest first has to wait for more than one read. Nothing in
 * it stops in a system call, so that the process can end at any time; Bun's processes can in any case.
 */
import type { Worker } from "node:worker_threads";
import type { Bell } from "../../suspend/bell.js";

/** Bytes that pass at once. */
const CHUNK = 1 << 16;

/** Whether the thread waits in `read` itself for a description of its own: Bun's event loop hears of none in a worker. */
export const WAITS_IN_READ: boolean = "Bun" in globalThis;

/** What the first word of the shared memory says of the answer; the second is its length. */
const State = { nothing: 0, bytes: 1, end: 2, failure: 3 } as const;

/** What the thread is told to do. */
interface Task {
  /** What to write; or whether to read the next bytes, which is said once for each answer. */
  readonly work: Uint8Array | boolean;
  /** The word of the bell to ring once there is an answer; without one that is posted. */
  readonly bell: Int32Array<SharedArrayBuffer> | undefined;
}

interface Setup {
  readonly fd: number;
  /** Whether the descriptor is a description of its own, so that others may read the same thing between two answers. */
  readonly own: boolean;
  readonly terminal: boolean;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** What the thread reads and writes by. The answers are calls of the thread. */
interface Way {
  read(): void;
  write(bytes: Uint8Array): void;
}

/** What Bun has for descriptors that somebody made non-blocking; its `net.Socket` hears nothing of a descriptor in a worker. */
interface Bun {
  file(fd: number): {
    stream(): ReadableStream<Uint8Array>;
    writer(): { write(bytes: Uint8Array): unknown; flush(): unknown };
  };
}

declare const require: (module: string) => any;

/**
 * The thread's program. Its text is what runs there, so it names nothing outside of itself: a file of its own would have to be
 * found again by bundlers, and by `weft run`, which removes the folder it runs from.
 *
 * What has a description of its own is read by the guest's thread, too. So no more is read here than the one byte that says that there are some,
 * and nothing between two answers.
 */
function program(): void {
  const { parentPort, workerData } = require("node:worker_threads") as typeof import("node:worker_threads");
  const { fd, own, terminal, words, bytes } = workerData as Setup;
  const bun = (globalThis as { Bun?: Bun }).Bun;
  const size = own ? 1 : bytes.length;
  let tasks: Task[] = [];
  let way: Way | undefined;
  let isBusy = false;
  /** What ended the stream while nobody asked. */
  let ending: (() => void) | undefined;
  /** What was read and did not fit. */
  let rest: Uint8Array | undefined;
  // Properties, since bundlers that keep names would wrap functions with one that is not here.
  const thread = {
    answer(state: number, text: Uint8Array): void {
      isBusy = false;
      rest = text.length > bytes.length ? text.subarray(bytes.length) : undefined;
      bytes.set(rest === undefined ? text : text.subarray(0, bytes.length));
      words[1] = Math.min(text.length, bytes.length);
      Atomics.store(words, 0, state);
      thread.tell();
    },
    tell(): void {
      for (const { bell } of tasks) {
        if (bell === undefined) {
          parentPort?.postMessage(null);
        } else {
          Atomics.add(bell, 0, 1);
          Atomics.notify(bell, 0);
        }
      }
      tasks = [];
    },
    end(): void {
      ending = () => thread.answer(2, new Uint8Array(0));
      if (isBusy) ending();
    },
    fail(error: Error & { code?: string }): void {
      ending = () => thread.answer(3, new TextEncoder().encode(`${error.code ?? ""}\n${error.message}`));
      if (isBusy) ending();
    },
    written(): void {
      thread.answer(1, new Uint8Array(0));
    },
    /** Node and Deno wait for descriptors by their event loop. */
    open(readable: boolean): Way {
      const { Socket } = require("node:net") as typeof import("node:net");
      const tty = require("node:tty") as typeof import("node:tty");
      const onread = {
        buffer: new Uint8Array(size),
        // With `false` nothing more is read: a stream that is merely paused goes on until its own buffer is full.
        callback: (count: number, buffer: Uint8Array) => (thread.answer(1, buffer.subarray(0, count)), false),
      };
      const stream = terminal
        ? readable ? new tty.ReadStream(fd, { onread }) : new tty.WriteStream(fd)
        : new Socket({ fd, readable, writable: !readable, ...(readable && { onread }) });
      // The descriptor is the process's, which goes on using it.
      stream._destroy = (error, done) => done(error);
      stream.on("error", thread.fail);
      stream.on("end", thread.end);
      stream.pause();
      return {
        read: () => stream.resume(),
        write: (bytes) => stream.write(bytes, (error) => error ?? thread.written()),
      };
    },
    /** Bun reads what may stop it in a thread of its own, which a process that ends does not wait for. */
    openInBun({ file }: Bun): Way {
      if (!own) {
        let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
        let writer: ReturnType<ReturnType<Bun["file"]>["writer"]> | undefined;
        return {
          read() {
            reader ??= file(fd).stream().getReader();
            reader.read().then(({ done, value }) => (done ? thread.end() : thread.answer(1, value)), thread.fail);
          },
          write(bytes) {
            writer ??= file(fd).writer();
            writer.write(bytes);
            Promise.resolve(writer.flush()).then(thread.written, thread.fail);
          },
        };
      }
      const fs = require("node:fs") as typeof import("node:fs");
      const buffer = new Uint8Array(size);
      return {
        read: () => fs.read(fd, buffer, 0, size, null, (error, count) => {
          if (error !== null) thread.fail(error);
          else if (count === 0) thread.end();
          else thread.answer(1, buffer.subarray(0, count));
        }),
        write: () => {},
      };
    },
  };
  parentPort?.on("message", (task: Task) => {
    tasks.push(task);
    const { work } = task;
    if (work === false) {
      if (!isBusy) thread.tell();
      return;
    }
    isBusy = true;
    try {
      way ??= bun === undefined ? thread.open(work === true) : thread.openInBun(bun);
      if (work !== true) way.write(work);
      else if (rest !== undefined) thread.answer(1, rest);
      else if (ending !== undefined) ending();
      else way.read();
    } catch (error) {
      thread.fail(error as Error);
    }
  });
}

/** The thread of one descriptor, as the guest's thread sees it. */
export class DescriptorThread {
  readonly #words: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(8));
  readonly #bytes: Uint8Array<SharedArrayBuffer> = new Uint8Array(new SharedArrayBuffer(CHUNK));
  readonly #worker: Worker;

  /**
   * Starts it. It does not keep the process from ending.
   *
   * @param fd - a file descriptor of the process
   * @param own - whether that is a description of its own, non-blocking unless {@link WAITS_IN_READ}; others may then read the same thing between two answers
   * @param terminal - whether that is a terminal
   * @param onAnswer - called by this thread's event loop for each answer that was asked for without a bell
   */
  constructor(fd: number, own: boolean, terminal: boolean, onAnswer: () => void) {
    const setup: Setup = { fd, own, terminal, words: this.#words, bytes: this.#bytes };
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    this.#worker = new Worker(`(${program.toString()})()`, { eval: true, workerData: setup, execArgv: [] });
    this.#worker.on("message", onAnswer);
    this.#worker.unref();
  }

  /**
   * Asks for the next bytes of a descriptor that is read.
   *
   * @param begin - false if they are asked for already, and only `bell` is new
   */
  read(begin: boolean, bell: Bell | undefined): void {
    this.#worker.postMessage({ work: begin, bell: bell?.word } satisfies Task);
  }

  /** Asks to write `bytes`. */
  write(bytes: Uint8Array, bell: Bell): void {
    this.#worker.postMessage({ work: bytes.slice(), bell: bell.word } satisfies Task);
  }

  /** Whether there is an answer to {@link DescriptorThread.take}. */
  get hasAnswer(): boolean {
    return Atomics.load(this.#words, 0) !== State.nothing;
  }

  /**
   * Takes the answer: bytes, or `undefined` at the end.
   *
   * @throws what the system reported, with its `code`
   */
  take(): Uint8Array | undefined {
    const bytes = this.#bytes.slice(0, this.#words[1]);
    const state = Atomics.exchange(this.#words, 0, State.nothing);
    if (state === State.end) return undefined;
    if (state !== State.failure) return bytes;
    const [code, message] = new TextDecoder().decode(bytes).split("\n", 2);
    throw Object.assign(new Error(message), { code });
  }

  /** Whether the process stays alive for an answer. */
  keepAlive(alive: boolean): void {
    if (alive) this.#worker.ref();
    else this.#worker.unref();
  }
}
