/** The component's thread of mode `worker`: calls what the other thread asks for, and reaches the host through it. */
import type { WasiOptions } from "../../context.js";
import { decode } from "./codec.js";
import { errorOf, type Failure, failureOf, type Origins } from "./failure.js";
import { type MakeMounts, type Mirrors, NO_MIRRORS } from "./files.js";
import type { Change, Port, Shape, Shared, ToComponent, ToMain, WasiPlan } from "./protocol.js";
import { State } from "./protocol.js";
import { RemoteSink, RemoteSource } from "./streams.js";

/** What a module of mode `instantiate` exports. */
export type Instantiate = (imports: object, options: { readonly wasi: WasiOptions }) => Promise<object>;

type Callable = (...args: unknown[]) => unknown;

/** Serves the thread at the other end of `port`. */
export function serve(port: Port<ToMain, ToComponent>, instantiate: Instantiate, makeMounts?: MakeMounts): void {
  let component: Component | undefined;
  const hear = (message: ToComponent): void => {
    if (message.is === "start") component = new Component(port, message, instantiate, makeMounts);
    else component?.hear(message);
  };
  port.hear(hear, (reason) => port.post({ is: "died", failure: failureOf(reason) }));
}

class Component {
  readonly #port: Port<ToMain, ToComponent>;
  readonly #shared: Shared | undefined;
  readonly #origins: Origins = new WeakMap();
  readonly #stdin: RemoteSource;
  readonly #outputs: Readonly<Record<"stdout" | "stderr", RemoteSink>>;
  #mirrors: Mirrors = NO_MIRRORS;
  #exports: Record<string, unknown> = {};

  constructor(
    port: Port<ToMain, ToComponent>,
    { imports, wasi, shared }: Extract<ToComponent, { is: "start" }>,
    instantiate: Instantiate,
    makeMounts: MakeMounts | undefined,
  ) {
    this.#port = port;
    this.#shared = shared;
    const post = (message: ToMain): void => port.post(message);
    this.#stdin = new RemoteSource(post, shared?.input);
    this.#outputs = {
      stdout: new RemoteSink("stdout", post, shared?.taken),
      stderr: new RemoteSink("stderr", post, shared?.taken),
    };
    this.#start(imports, wasi, instantiate, makeMounts).catch((error: unknown) => port.post({ is: "failed", failure: this.#failureOf(error) }));
  }

  hear(message: ToComponent): void {
    switch (message.is) {
      case "call": return void this.#call(message);
      case "input": return this.#stdin.receive(message.bytes, message.failure);
      case "woken": return this.#stdin.woken();
      case "taken": return this.#outputs[message.output].receive(message.total, message.failure);
    }
  }

  async #start(shape: Shape, wasi: WasiPlan, instantiate: Instantiate, makeMounts: MakeMounts | undefined): Promise<void> {
    const made = await instantiate(this.#imports(shape), { wasi: this.#wasi(wasi, makeMounts) });
    this.#exports = made as Record<string, unknown>;
    const exports: Record<string, true | string[]> = {};
    const same: Record<string, string> = {};
    const seen = new Map<unknown, string>();
    for (const [name, value] of Object.entries(made)) {
      const first = seen.get(value);
      if (first !== undefined) same[name] = first;
      else exports[name] = typeof value === "function" ? true : Object.keys(value as object);
      seen.set(value, first ?? name);
    }
    await this.#port.ready;
    this.#port.post({ is: "started", exports, same, changes: this.#mirrors.collect() });
  }

  #imports(shape: Shape): object {
    const named = (path: string[]): Callable => (...args) => this.#callHost(path, args);
    return Object.fromEntries(
      Object.entries(shape).map(([name, members]) => [
        name,
        members === true ? named([name]) : Object.fromEntries(members.map((member) => [member, named([name, member])])),
      ]),
    );
  }

  #wasi(plan: WasiPlan, makeMounts: MakeMounts | undefined): WasiOptions {
    const made = makeMounts?.(plan.preopens, plan.volumes);
    if (made !== undefined) this.#mirrors = made;
    const display = (milliseconds: number) => this.#callHost(["timezone", "display"], [milliseconds], "wasi.timezone");
    return {
      args: plan.args,
      env: plan.env,
      cwd: plan.cwd,
      terminals: plan.terminals,
      stdin: plan.stdin === "remote" ? { source: this.#stdin } : plan.stdin,
      stdout: plan.stdout && { sink: this.#outputs.stdout },
      stderr: plan.stderr && { sink: this.#outputs.stderr },
      timezone: plan.timezone ? { display: display as never } : undefined,
      preopens: made?.mounts,
    };
  }

  async #call({ id, path, args, changes }: Extract<ToComponent, { is: "call" }>): Promise<void> {
    try {
      this.#mirrors.apply(changes);
      const [name = "", member] = path;
      const target = this.#exports[name] as Callable & Record<string, Callable>;
      const value = await (member === undefined ? target(...args) : target[member]?.(...args));
      this.#port.post({ is: "returned", id, value, changes: this.#mirrors.collect() });
    } catch (error) {
      this.#port.post({ is: "threw", id, failure: this.#failureOf(error), changes: this.#mirrors.collect() });
    }
  }

  /** Calls a function of the other thread and stops this one until it has answered. */
  #callHost(path: string[], args: unknown[], name: string = path.join("#")): unknown {
    const line = this.#shared?.line;
    if (line === undefined) {
      const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean };
      throw new Error(
        `${name} is a function of the page, and the component's worker would have to wait for it, which needs shared memory` +
          (crossOriginIsolated === true
            ? ", which this engine has not"
            : ": serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp"),
      );
    }
    this.#port.post({ is: "import", path, args, changes: this.#mirrors.collect() });
    const pieces: Uint8Array[] = [];
    for (;;) {
      const { words, bytes } = line;
      while (Atomics.load(words, 0) === State.nothing) Atomics.wait(words, 0, State.nothing);
      pieces.push(bytes.slice(0, words[1]));
      const hasMore = words[2] === 1;
      const state = Atomics.exchange(words, 0, State.nothing);
      if (hasMore) {
        this.#port.post({ is: "more" });
        continue;
      }
      const [value, changes] = decode(joined(pieces)) as [unknown, readonly Change[]];
      this.#mirrors.apply(changes);
      if (state === State.value) return value;
      const { failure, id } = value as { failure: Failure; id: number };
      const error = errorOf(failure);
      if (typeof error === "object" && error !== null) this.#origins.set(error, id);
      throw error;
    }
  }

  #failureOf(error: unknown): Failure {
    return failureOf(error, this.#origins);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
