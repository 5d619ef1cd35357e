/** The thread that starts a component of mode `worker`: it has the host's functions and streams, and shows what the component exports. */
import { checkOptions, type Output, type WasiOptions } from "../../context.js";
import { IoError } from "../../io/error.js";
import type { Clock } from "../../ports/clock.js";
import type { Source } from "../../ports/stdio.js";
import { sinkOf, sourceOf } from "../stdio.js";
import { Calls, type Ended, type Outcome } from "./calls.js";
import type { Causality } from "./causality.js";
import { encode } from "./codec.js";
import { Drain } from "./drain.js";
import { errorOf, type Failure, failureOf } from "./failure.js";
import { type Grant, type Granted, NO_MIRRORS } from "./files.js";
import {
  type Change, CHUNK, type OutputName, OUTPUTS, type Port, type Shape, type Shared, type Shelf, State, type ToComponent, type ToMain, type WasiPlan,
} from "./protocol.js";

type Callable = (...args: unknown[]) => unknown;

/** Every engine has it, Node's types have not. */
declare const WebAssembly: { readonly RuntimeError: new (message: string, options: { cause: unknown }) => Error };

/** What the platform adds. */
export interface Ground {
  readonly clock: Clock;
  readonly causality: Causality;
  /** Grants directories; absent for a component that has to do with no files. */
  readonly grant: Grant | undefined;
}

/**
 * Starts a component and resolves to its exports, whose functions all return promises. Once the other thread has ended, for whatever reason, all
 * of them reject.
 *
 * @param open - starts the other thread
 * @param imports - the host's functions, as for mode `instantiate`; each may return a promise
 * @returns rejects with a `TypeError` for options that cannot go to another thread
 */
export async function start(open: () => Port<ToComponent, ToMain>, imports: object, wasi: WasiOptions, ground: Ground): Promise<object> {
  checkOptions(wasi);
  const port = open();
  return new Promise((resolve, reject) => {
    try {
      new Host(port, imports as Record<string, unknown>, wasi, ground, { resolve: resolve as Outcome["resolve"], reject });
    } catch (error) {
      port.end();
      reject(error);
    }
  });
}

class Host {
  readonly #port: Port<ToComponent, ToMain>;
  readonly #imports: Readonly<Record<string, unknown>>;
  readonly #ground: Ground;
  readonly #shared: Shared | undefined = shared();
  readonly #granted: Granted;
  readonly #calls: Calls;
  /** What gets the exports, until they are there. */
  #starting: Outcome | undefined;
  /** What imports have thrown since the component was last idle. */
  readonly #thrown: unknown[] = [];
  readonly #bells: Record<"stdin" | OutputName, Int32Array[]> = { stdin: [], stdout: [], stderr: [] };
  readonly #outputs: Partial<Record<OutputName, Drain>> = {};
  readonly #stdin: Source | undefined;
  /** The function of the host that the component waits for. */
  #serving: { readonly name: string } | undefined;
  /** What is left of its answer. */
  #answer: { readonly state: number; rest: Uint8Array } = { state: State.nothing, rest: new Uint8Array(0) };
  #end: { readonly reason: unknown } | undefined;

  constructor(
    port: Port<ToComponent, ToMain>,
    imports: Record<string, unknown>,
    wasi: WasiOptions,
    ground: Ground,
    starting: Outcome,
  ) {
    this.#port = port;
    this.#ground = ground;
    this.#starting = starting;
    this.#imports = imports;
    for (const name of ["clock", "entropy"] as const) {
      if (wasi[name] !== undefined) throw new TypeError(`wasi.${name} cannot go to a worker`);
    }
    const zone = wasi.timezone;
    if (zone !== undefined) this.#imports = { ...imports, timezone: { display: (time: number) => zone.display(time) } };
    this.#granted = ground.grant?.(wasi.preopens ?? {}, ground.clock) ?? { preopens: [], volumes: [], ...NO_MIRRORS };
    this.#calls = new Calls((message) => port.post(message), this.#granted);
    const { stdin } = wasi;
    const isData = stdin === undefined || typeof stdin === "string" || stdin instanceof Uint8Array;
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
      preopens: this.#granted.preopens,
      volumes: this.#granted.volumes,
    };
    // Last, for it locks a stream.
    if (!isData) this.#stdin = sourceOf(stdin);
    port.hear((message) => this.#hear(message), (reason) => this.#over(ended(reason)));
    port.post({ is: "start", imports: shapeOf(imports), wasi: plan, shared: this.#shared });
    port.keepAlive(true);
  }

  #hear(message: ToMain): void {
    switch (message.is) {
      case "started": {
        this.#granted.apply(message.changes);
        this.#starting?.resolve(this.#exports(message.exports, message.same));
        this.#starting = undefined;
        return this.#rest();
      }
      case "failed": {
        this.#starting?.reject(this.#errorOf(message.failure));
        return this.#over(new Error("the component was not instantiated"));
      }
      case "died": return this.#over(ended(this.#errorOf(message.failure)));
      case "held": return this.#port.watch?.(message.lock);
      case "returned":
      case "threw": return this.#settle(message);
      case "import": return void this.#serve(message);
      case "more": return this.#give();
      case "pull": return this.#pull();
      case "output": return this.#outputs[message.output]?.take(message.bytes);
      case "ring": return this.#ringLater(message.on, message.bell);
    }
  }

  #errorOf(failure: Failure): unknown {
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
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) throw this.#end.reason;
      const { causality } = this.#ground;
      const serving = this.#serving;
      if (serving !== undefined && causality.isWithin(serving)) {
        const cause = new Error(`${path.join("#")} was called by ${serving.name}, for which the component waits`);
        throw new WebAssembly.RuntimeError("cannot enter component instance", { cause });
      }
      this.#calls.add(path, args, { resolve, reject }, causality.capture());
      this.#port.keepAlive(true);
    });
  }

  #settle(message: Ended): void {
    const call = this.#calls.take(message);
    if (message.is === "returned") call?.resolve(message.value);
    else call?.reject(this.#errorOf(message.failure));
    this.#rest();
  }

  /** Nothing is called: nothing need be remembered, and the process may end. */
  #rest(): void {
    if (!this.#calls.isIdle) return;
    this.#thrown.length = 0;
    this.#port.keepAlive(false);
  }

  /** Nothing comes any more. What the component has written is still handed on. */
  #over(reason: Error): void {
    if (this.#end !== undefined) return;
    this.#end = { reason };
    this.#port.end();
    this.#granted.end();
    this.#stdin?.release?.();
    this.#starting?.reject(reason);
    for (const { reject } of this.#calls.takeAll()) reject(reason);
  }

  /** Calls a function of the host for the component's thread, which is stopped until {@link Host.#give} has given it all. */
  async #serve({ path: [name = "", member], args, changes }: Extract<ToMain, { is: "import" }>): Promise<void> {
    let state: number = State.value;
    let rest: Uint8Array;
    const serving = { name: member === undefined ? name : `${name}#${member}` };
    this.#serving = serving;
    this.#granted.apply(changes);
    try {
      const target = this.#imports[name] as Callable & Record<string, Callable>;
      const call = (): unknown => (member === undefined ? target(...args) : target[member]?.(...args));
      const value = await this.#calls.asCaller(() => this.#ground.causality.run(serving, call));
      rest = encode([value, this.#granted.collect()]);
    } catch (error) {
      state = State.failure;
      const id = this.#thrown.push(error) - 1;
      rest = encodedFailure(error, id, this.#granted.collect());
    }
    this.#serving = undefined;
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
    if (source === undefined || this.#end !== undefined) return;
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
    return new Drain(sinkOf(output, name), (total, error) => {
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

/** Why nothing comes any more. */
function ended(reason: unknown): Error {
  return new Error(`the component's worker ended: ${reason instanceof Error ? reason.message : String(reason)}`, { cause: reason });
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

function encodedFailure(error: unknown, id: number, changes: readonly Change[]): Uint8Array {
  try {
    return encode([{ failure: failureOf(error), id }, changes]);
  } catch (cause) {
    return encode([{ failure: failureOf(cause), id }, changes]);
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
