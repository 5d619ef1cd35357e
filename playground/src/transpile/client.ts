/** The page's end of the transpiling worker. */
import type { Diagnostic } from "../transpiler.ts";
import type { Job } from "./engine.ts";
import type { Answer, Questions } from "./protocol.ts";
import type { Result } from "./result.ts";

/** The input could not be transpiled, or the worker has failed. */
export class Refused extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.message ?? "refused");
    this.diagnostics = diagnostics;
  }
}

/** A newer job came in between. */
export class Overtaken extends Error {}

/** How long a job may keep a newer one waiting, in milliseconds. */
const PATIENCE = 2000;

type Waiting = { readonly answered: (answer: unknown) => void; readonly refused: (reason: Error) => void };

/** Transpiles; of jobs that come faster than they are done, only the newest counts. */
export class TranspileClient {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #newest = 0;
  #busy: Promise<unknown> = Promise.resolve();
  #sent: Job | undefined;

  /** Asks the worker that has {@link TranspileClient.transpile}d the newest job. */
  ask<K extends keyof Questions>(kind: K, ask: Questions[K]["ask"]): Promise<Questions[K]["answer"]> {
    return new Promise((resolve, reject) => {
      const id = (this.#lastId += 1);
      this.#waiting.set(id, { answered: resolve as (answer: unknown) => void, refused: reject });
      this.#start().postMessage({ id, kind, ask });
    });
  }

  /**
   * Transpiles `job`.
   *
   * @throws {@link Refused}, or {@link Overtaken} once there is a newer job
   */
  async transpile(job: Job): Promise<Result> {
    const mine = (this.#newest += 1);
    const before = this.#busy;
    const inTime = await Promise.race([before.then(() => true), new Promise<false>((late) => setTimeout(late, PATIENCE, false))]);
    if (mine !== this.#newest) throw new Overtaken();
    // Wasm that works cannot be asked to stop.
    if (!inTime) this.#end(new Overtaken());
    this.#sent = job;
    const answer = this.ask("transpile", job);
    this.#busy = answer.catch(() => undefined);
    const result = await answer;
    if (mine !== this.#newest) throw new Overtaken();
    return result;
  }

  /**
   * Asks for more of the job that was transpiled last. What else is asked meanwhile does not wait for the rest of it.
   *
   * @throws {@link Overtaken} once there is a newer job
   */
  async more<K extends "wit" | "sizes">(kind: K): Promise<Questions[K]["answer"]> {
    const mine = this.#newest;
    const asked = this.ask(kind, null);
    this.#busy = asked.catch(() => undefined);
    const answer = await asked;
    if (mine !== this.#newest) throw new Overtaken();
    return answer;
  }

  /** Makes sure that `job` is what the worker has: the first sample's result comes from the build. */
  async prepare(job: Job): Promise<void> {
    if (this.#sent !== job) await this.transpile(job);
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "weft-transpiler" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("diagnostics" in data) waiting?.refused(new Refused(data.diagnostics));
      else waiting?.answered(data.answer);
    });
    worker.addEventListener("error", (event) => {
      const message = `the transpiler's worker failed: ${event.message || "it could not be loaded"}`;
      this.#end(new Refused([{ code: "internal", message, offset: null, path: [], help: "reload the page" }]));
    });
    this.#worker = worker;
    return worker;
  }

  #end(reason: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#sent = undefined;
    for (const { refused } of this.#waiting.values()) refused(reason);
    this.#waiting.clear();
  }
}
