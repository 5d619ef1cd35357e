/** The thread that starts a component of mode `worker`: it has the host's functions and streams, and shows what the component exports. */
import type { Output, WasiOptions } from "../../context.js";
import { IoError } from "../../io/error.js";
import type { Clock } from "../../ports/clock.js";
import type { Mount } from "../../ports/files.js";
import type { Sink, Source } from "../../ports/stdio.js";
import { sinkOf, sourceOf } from "../stdio.js";
import { encode } from "./codec.js";
import { errorOf, failureOf } from "./failure.js";
import { apply, planOf } from "./files.js";
import {
  type Change, CHUNK, type OutputName, OUTPUTS, type Port, type Shape, type Shared, type Shelf, State, type ToComponent, type ToMain, type WasiPlan,
} from "./protocol.js";

type Callable = (...args: unknown[]) => unknown;

interface Call {
  readonly name: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Starts a component and resolves to its exports, whose functions all return promises.
 *
 * @param imports - the host's functions, as for mode `instantiate`; each may return a promise
 * @throws `TypeError` for options that cannot go to another thread
 */
export function start(port: Port<ToComponent, ToMain>, imports: object, wasi: WasiOptions, clock: Clock): Promise<object> {
  return new Promise((resolve, reject) => {
    try {
      new Host(port, imports as Record<string, unknown>, wasi, clock, resolve, reject);
    } catch (error) {
      port.end();
      reject(error);
    }
  });
}

class Host {
  readonly #port: Port<ToComponent, ToMain>;
  readonly #imports: Readonly<Record<string, unknown>>;
  readonly #clock: Clock;
  readonly #shared: Shared | undefined = shared();
  readonly #mounts: readonly Mount[];
  readonly #calls: Map<number, Call> = new Map();
  /** What imports have thrown since the component was last idle. */
  readonly #thrown: unknown[] = [];
  readonly #bells: Record<"stdin" | OutputName, Int32Array[]> = { stdin: [], stdout: [], stderr: [] };
  readonly #outputs: Partial<Record<OutputName, Drain>> = {};
  readonly #stdin: Source | undefined;
  #count = 0;
  /** What is left of the answer of an import. */
  #answer: { readonly state: number; rest: Uint8Array } = { state: State.nothing, rest: new Uint8Array(0) };
  #end: { readonly reason: unknown } | undefined;

  constructor(
    port: Port<ToComponent, ToMain>,
    imports: Record<string, unknown>,
    wasi: WasiOptions,
    clock: Clock,
    started: (exports: object) => void,
    failed: (reason: unknown) => void,
  ) {
    this.#port = port;
    this.#clock = clock;
    this.#imports = imports;
    for (const name of ["clock", "entropy"] as const) {
      if (wasi[name] !== undefined) throw new TypeError(`wasi.${name} cannot go to a worker`);
    }
    const zone = wasi.timezone;
    if (zone !== undefined) this.#imports = { ...imports, timezone: { display: (time: number) => zone.display(time) } };
    this.#mounts = Object.values(wasi.preopens ?? {});
    const { stdin } = wasi;
    const isData = stdin === undefined || typeof stdin === "string" || stdin instanceof Uint8Array;
    if (!isData) this.#stdin = sourceOf(stdin);
    for (const name of OUTPUTS) {
      const output = wasi[name];
      if (output !== undefined) this.#outputs[name] = this.#drain(name, output);
    }
    const plan: WasiPlan = {
      args: wasi.args,
      env: wasi.env,
      cwd: wasi.cwd,
      terminals: wasi.terminals,
      stdin: !isData ? "remote" : typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin,
      stdout: this.#outputs.stdout && "remote",
      stderr: this.#outputs.stderr && "remote",
      timezone: zone !== undefined,
      preopens: Object.entries(wasi.preopens ?? {}).map(([name, mount]) => [name, planOf(name, mount)]),
    };
    this.#calls.set(0, { name: "instantiate", resolve: started as (value: unknown) => void, reject: failed });
    port.hear((message) => this.#hear(message), (reason) => this.#over(reason));
    port.post({ is: "start", imports: shapeOf(imports), wasi: plan, shared: this.#shared });
    port.keepAlive(true);
  }

  #hear(message: ToMain): void {
    switch (message.is) {
      case "started": return this.#settle(0, (call) => call.resolve(this.#exports(message.exports, message.same)), []);
      case "failed": return this.#settle(0, (call) => {
        call.reject(this.#errorOf(message));
        this.#over(new Error("the component was not instantiated"));
      }, []);
      case "returned": return this.#settle(message.id, (call) => call.resolve(message.value), message.changes);
      case "threw": return this.#settle(message.id, (call) => call.reject(this.#errorOf(message)), message.changes);
      case "import": return void this.#serve(message);
      case "more": return this.#give();
      case "pull": return this.#pull();
      case "output": return this.#outputs[message.output]?.take(message.bytes);
      case "ring": return this.#ringLater(message.on, message.bell);
    }
  }

  #errorOf({ failure }: Extract<ToMain, { is: "failed" | "threw" }>): unknown {
    return errorOf(failure, (id) => this.#thrown[id]);
  }

  #exports(shape: Shape, same: Readonly<Record<string, string>>): object {
    const callable = (path: readonly string[]): Callable => (...args) => this.#call(path, args);
    const exports: Record<string, unknown> = Object.fromEntries(
      Object.entries(shape).map(([name, members]) => [
        name,
        members === true ? callable([name]) : Object.fromEntries(members.map((member) => [member, callable([name, member])])),
      ]),
    );
    for (const [name, first] of Object.entries(same)) exports[name] = exports[first];
    const dispose: symbol = Symbol.dispose ?? Symbol.for("dispose");
    Object.defineProperty(exports, dispose, { value: () => this.#over(new Error("the component was disposed of")) });
    return exports;
  }

  #call(path: readonly string[], args: readonly unknown[]): Promise<unknown> {
    const name = path.join("#");
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) throw this.#end.reason;
      const signal = signalOf(args.at(-1));
      signal?.throwIfAborted();
      const id = ++this.#count;
      const message: ToComponent = { is: "call", id, path, args: signal === undefined ? args : args.slice(0, -1), abortable: signal !== undefined };
      try {
        this.#port.post(message);
      } catch (cause) {
        throw new TypeError(`${name}: an argument cannot go to the worker: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      }
      const abort = (): void => {
        this.#port.post({ is: "abort", id });
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort);
      const ended = (end: (value: unknown) => void) => (value: unknown): void => {
        signal?.removeEventListener("abort", abort);
        end(value);
      };
      this.#calls.set(id, { name, resolve: ended(resolve), reject: ended(reject) });
      this.#port.keepAlive(true);
    });
  }

  #settle(id: number, end: (call: Call) => void, changes: readonly (readonly [number, Change])[]): void {
    const call = this.#calls.get(id);
    if (call === undefined) return;
    this.#calls.delete(id);
    try {
      for (const [index, change] of changes) {
        const mount = this.#mounts[index];
        if (mount !== undefined) apply(change, mount, this.#clock);
      }
      end(call);
    } catch (error) {
      call.reject(error);
    }
    if (this.#calls.size > 0) return;
    this.#thrown.length = 0;
    this.#port.keepAlive(false);
  }

  /** Nothing comes any more. */
  #over(reason: unknown): void {
    this.#end ??= { reason: reason instanceof Error ? reason : new Error("the component's worker ended", { cause: reason }) };
    this.#port.end();
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const { reject } of calls) reject(this.#end.reason);
  }

  /** Calls a function of the host for the component's thread, which is stopped until {@link Host.#give} has given it all. */
  async #serve({ path: [name = "", member], args }: Extract<ToMain, { is: "import" }>): Promise<void> {
    let state: number = State.value;
    let rest: Uint8Array;
    try {
      const target = this.#imports[name] as Callable & Record<string, Callable>;
      rest = encode(await (member === undefined ? target(...args) : target[member]?.(...args)));
    } catch (error) {
      state = State.failure;
      const id = this.#thrown.push(error) - 1;
      rest = encodedFailure(error, id);
    }
    this.#answer = { state, rest };
    this.#give();
  }

  #give(): void {
    const line = this.#shared?.line;
    if (line === undefined) return;
    const { state, rest } = this.#answer;
    this.#answer.rest = rest.subarray(CHUNK);
    put(line, state, rest.subarray(0, CHUNK), this.#answer.rest.length > 0);
  }

  #pull(): void {
    const source = this.#stdin;
    if (source === undefined) return;
    let bytes: Uint8Array | undefined;
    let failure: unknown;
    try {
      bytes = source.read(CHUNK);
      if (bytes?.length === 0) return void source.onReady(() => this.#pull());
    } catch (error) {
      failure = error;
    }
    const reason = failure === undefined ? undefined : failureOf(failure instanceof IoError ? failure.cause : failure);
    const shelf = this.#shared?.input;
    if (shelf === undefined) return this.#port.post({ is: "input", bytes: bytes?.slice(), failure: reason });
    if (reason !== undefined) put(shelf, State.failure, encode(reason).subarray(0, CHUNK), false);
    else put(shelf, bytes === undefined ? State.end : State.value, bytes ?? new Uint8Array(0), false);
    this.#ring("stdin");
    this.#port.post({ is: "woken" });
  }

  #drain(name: OutputName, output: Output): Drain {
    return new Drain(sinkOf(output), (total, error) => {
      const counts = this.#shared?.taken;
      if (counts !== undefined) {
        const at = 2 * OUTPUTS.indexOf(name);
        Atomics.store(counts, at, total | 0);
        if (error !== undefined) Atomics.store(counts, at + 1, error.reason instanceof IoError ? 1 : 2);
      }
      this.#ring(name);
      const { reason } = error ?? {};
      const failure = error === undefined ? undefined
        : reason instanceof IoError ? { kind: "error" as const, name: "IoError", message: reason.toDebugString(), stack: undefined, cause: undefined }
          : { kind: "origin" as const, id: this.#thrown.push(reason) - 1 };
      this.#port.post({ is: "taken", output: name, total: total | 0, failure });
    });
  }

  #ring(on: "stdin" | OutputName): void {
    const bells = this.#bells[on].splice(0);
    for (const bell of bells) {
      Atomics.add(bell, 0, 1);
      Atomics.notify(bell, 0);
    }
  }

  /** Rings at once if what the bell is for has come before it. */
  #ringLater(on: "stdin" | OutputName, bell: Int32Array<SharedArrayBuffer>): void {
    this.#bells[on].push(bell);
    const words = this.#shared?.input.words;
    const isThere = on === "stdin" ? words !== undefined && Atomics.load(words, 0) !== State.nothing : this.#outputs[on]?.isIdle !== false;
    if (isThere) this.#ring(on);
  }
}

/** Hands on what the component writes, as the host takes it. */
class Drain {
  readonly #sink: Sink;
  readonly #report: (total: number, error: { readonly reason: unknown } | undefined) => void;
  readonly #queue: Uint8Array[] = [];
  /** How much of the queue's first was written. */
  #written = 0;
  #total = 0;
  #state: "idle" | "busy" | "failed" = "idle";

  constructor(sink: Sink, report: (total: number, error: { readonly reason: unknown } | undefined) => void) {
    this.#sink = sink;
    this.#report = report;
  }

  /** Whether everything was handed on. */
  get isIdle(): boolean {
    return this.#state !== "busy";
  }

  take(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    if (this.#state !== "idle") return;
    this.#state = "busy";
    this.#step();
  }

  #step(): void {
    try {
      for (;;) {
        const permit = this.#sink.permit();
        if (permit === 0) return void this.#sink.onReady(() => this.#step());
        const [first] = this.#queue;
        if (first === undefined) break;
        // What was written counts as taken once the sink takes more: it has been flushed then.
        if (this.#written === first.length) {
          this.#queue.shift();
          this.#written = 0;
          this.#total += first.length;
          this.#report(this.#total, undefined);
        } else {
          const piece = first.subarray(this.#written, this.#written + permit);
          this.#written += piece.length;
          this.#sink.write(piece);
          this.#sink.flush();
        }
      }
      this.#state = "idle";
    } catch (reason) {
      this.#state = "failed";
      this.#report(this.#total, { reason });
    }
  }
}

/** Memory for both threads, where there is such a thing. */
function shared(): Shared | undefined {
  if (typeof SharedArrayBuffer === "undefined") return undefined;
  const shelf = (): Shelf => ({ words: new Int32Array(new SharedArrayBuffer(12)), bytes: new Uint8Array(new SharedArrayBuffer(CHUNK)) });
  return { line: shelf(), input: shelf(), taken: new Int32Array(new SharedArrayBuffer(16)) };
}

function put({ words, bytes }: Shelf, state: number, piece: Uint8Array, hasMore: boolean): void {
  bytes.set(piece);
  words[1] = piece.length;
  words[2] = hasMore ? 1 : 0;
  Atomics.store(words, 0, state);
  Atomics.notify(words, 0);
}

function encodedFailure(error: unknown, id: number): Uint8Array {
  try {
    return encode({ failure: failureOf(error), id });
  } catch (cause) {
    return encode({ failure: failureOf(cause), id });
  }
}

/** The functions among `imports`. */
function shapeOf(imports: Readonly<Record<string, unknown>>): Shape {
  return Object.fromEntries(
    Object.entries(imports).flatMap(([name, value]): [string, true | string[]][] => {
      if (typeof value === "function") return [[name, true]];
      return typeof value === "object" && value !== null ? [[name, functionsOf(value)]] : [];
    }),
  );
}

function functionsOf(object: object): string[] {
  const names = new Set<string>();
  for (let at: object | null = object; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (name !== "constructor" && typeof (object as Record<string, unknown>)[name] === "function") names.add(name);
    }
  }
  return [...names];
}

/** The signal of a call's options. */
function signalOf(last: unknown): AbortSignal | undefined {
  const signal = typeof last === "object" && last !== null && "signal" in last ? last.signal : undefined;
  return signal instanceof AbortSignal ? signal : undefined;
}
