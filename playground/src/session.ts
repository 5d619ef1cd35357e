/**
 * What comes of the state: the transpilation, its sizes, what is wrong. It follows the state and tells the panels. Of several changes
 * in a row the last one counts.
 */
import type { Call } from "../../npm/transpiler/src/command/invoke.ts";
import { sampleOf } from "./samples.ts";
import type { State, Store } from "./state.ts";
import { Overtaken, Refused, TranspileClient } from "./transpile/client.ts";
import type { Job } from "./transpile/engine.ts";
import { baseName } from "./transpile/input.ts";
import type { Measured, ModuleSummary, Phase, Prebuilt, Result, World } from "./transpile/result.ts";
import { diagnosticsOf, type Diagnostic, type Transpiled } from "./transpiler.ts";

/** Where the work is. */
export type Progress = "loading" | "working" | "done" | "failed";

/** What the panels show. After a failure the last result stays. */
export interface Outcome {
  readonly progress: Progress;
  readonly result: Result | undefined;
  readonly world: World | undefined;
  readonly measured: Measured | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Of the transpiler's side. */
  readonly times: readonly Phase[];
  /** Of the component's run. */
  readonly runTimes: readonly Phase[];
}

/** How long typing rests before its text is transpiled, in milliseconds. */
const REST = 250;

/** Follows a store. */
export class Session {
  readonly store: Store;
  readonly #client: TranspileClient = new TranspileClient();
  readonly #listeners = new Set<(outcome: Outcome, before: Outcome) => void>();
  readonly #prebuilt: Promise<Prebuilt | undefined>;
  #outcome: Outcome = { progress: "loading", result: undefined, world: undefined, measured: undefined, diagnostics: [], times: [], runTimes: [] };
  #job: Job | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;
  #isOther = false;

  constructor(store: Store, prebuilt: Promise<Prebuilt | undefined>) {
    this.store = store;
    this.#prebuilt = prebuilt;
    store.listen((state, before) => {
      if (state.source === before.source && state.options === before.options) return;
      clearTimeout(this.#timer);
      const typing = state.source.kind === "text" && before.source.kind === "text" && state.source.name === before.source.name;
      this.#timer = setTimeout(() => void this.update(), typing ? REST : 0);
      // What was found in another component is no longer of interest.
      this.#isOther ||= state.source !== before.source && !typing;
    });
  }

  get outcome(): Outcome {
    return this.#outcome;
  }

  /** Calls `listener` after each change. */
  listen(listener: (outcome: Outcome, before: Outcome) => void): void {
    this.#listeners.add(listener);
  }

  /** Waits for the first outcome, good or bad. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.listen(({ progress }) => {
        if (progress === "done" || progress === "failed") resolve();
      });
    });
  }

  /** Transpiles what the state says. */
  async update(): Promise<void> {
    const round = (this.#round += 1);
    const state = this.store.state;
    try {
      if (await this.#takePrebuilt(state)) return;
      const nothing = { result: undefined, world: undefined, measured: undefined, diagnostics: [], times: [] };
      this.#tell({ progress: "working", runTimes: [], ...(this.#isOther ? nothing : {}) });
      this.#isOther = false;
      const job = await jobOf(state);
      if (round !== this.#round) return;
      this.#job = job;
      const result = await this.#client.transpile(job);
      this.#tell({ progress: "done", result, world: undefined, measured: undefined, diagnostics: result.diagnostics, times: result.times });
      const world = await this.#client.more("wit");
      this.#tell({ world, diagnostics: [...result.diagnostics, ...world.diagnostics], times: [...result.times, ...world.times] });
      const measured = await this.#client.more("sizes");
      this.#tell({ measured, times: [...result.times, ...world.times, ...measured.times] });
    } catch (error) {
      if (error instanceof Overtaken || round !== this.#round) return;
      this.#tell({ progress: "failed", diagnostics: error instanceof Refused ? error.diagnostics : diagnosticsOf(error) });
    }
  }

  /** What the page runs. */
  async runnable(): Promise<Transpiled> {
    await this.#prepared();
    return this.#client.ask("runnable", null);
  }

  /** Reads a call in WAVE; throws {@link Refused} if it is none of this component's. */
  async call(text: string): Promise<Call> {
    await this.#prepared();
    return this.#client.ask("call", text);
  }

  /** A generated file. */
  async file(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    await this.#prepared();
    return this.#client.ask("file", name);
  }

  /** What a core module takes and gives. */
  async summary(name: string): Promise<ModuleSummary | undefined> {
    await this.#prepared();
    return this.#client.ask("summary", name);
  }

  /** Says how long the phases of a run took. */
  ran(runTimes: readonly Phase[]): void {
    this.#tell({ runTimes });
  }

  async #takePrebuilt(state: State): Promise<boolean> {
    const prebuilt = await this.#prebuilt;
    const { source } = state;
    if (prebuilt === undefined || source.kind !== "sample" || source.id !== prebuilt.sample || Object.keys(state.options).length > 0) {
      return false;
    }
    this.#job = undefined;
    this.#isOther = false;
    const { result, world, measured } = prebuilt;
    this.#tell({ progress: "done", result, world, measured, diagnostics: result.diagnostics, times: [], runTimes: [] });
    return true;
  }

  async #prepared(): Promise<void> {
    this.#job ??= await jobOf(this.store.state);
    await this.#client.prepare(this.#job);
  }

  #tell(part: Partial<Outcome>): void {
    const before = this.#outcome;
    this.#outcome = { ...before, ...part };
    for (const listener of this.#listeners) listener(this.#outcome, before);
  }
}

/** Fetches or encodes what is to be transpiled. */
async function jobOf({ source, options }: State): Promise<Job> {
  if (source.kind === "text") return { name: baseName(source.name), input: new TextEncoder().encode(source.text), options };
  if (source.kind === "binary") return { name: baseName(source.name), input: source.bytes, options };
  const sample = sampleOf(source.id);
  const response = await fetch(`samples/${source.id}.wasm`);
  if (!response.ok) throw new Refused([{ code: "file", message: `the sample could not be loaded: HTTP ${response.status}`, offset: null, path: [], help: null }]);
  return { name: sample?.name ?? source.id, input: new Uint8Array(await response.arrayBuffer()), options };
}
