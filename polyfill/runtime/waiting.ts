/**
 * How a call waits: an import that may have to is a plain `try` and, where the engine has JSPI, a suspending `wait`. A wasm
 * function calls the first, and the second only when told so: an import that is ready never suspends.
 */
import { inlineBytes } from "./compile.ts";
import { componentErrorPayload } from "./error.ts";
import { isPending, type Pending } from "./pending.ts";
import { trap } from "./trap.ts";

/** What the calls of a root instance share about waiting. @internal */
export interface Waiting {
  /** Not 0 when `try` has said "pending"; the wasm function reads it, and sets it back. */
  readonly pending: WebAssembly.Global<"i32">;
  /** What `try` was answered then. */
  answer: Pending | undefined;
  /** A call that returns a promise is in the instance: it may suspend where the engine has JSPI. */
  busy: boolean;
  /** Calls that wait for their turn. */
  readonly queue: Turn[];
  /** The plain export that was called last, as `--async` names it. */
  plain: string | undefined;
  /** The class whose destructor runs. */
  destructor: string | undefined;
}

/** A call's place in the queue. @internal */
export interface Turn {
  /** Lets the call begin; there once it is in the queue. */
  start?: () => void;
}

/** JavaScript Promise Integration, as far as the engine has it. */
interface Jspi {
  /** Makes an import that suspends the wasm stack until its promise is settled. */
  readonly Suspending?: new (wait: Function) => WebAssembly.ImportValue;
  /** Makes an export that may be suspended, and returns a promise. */
  readonly promising?: <F>(core: F) => F;
}

/** Nothing waits, nobody is in the instance. */
export const createWaiting = (): Waiting => ({
  pending: new WebAssembly.Global({ value: "i32", mutable: true }, 0),
  answer: undefined,
  busy: false,
  queue: [],
  plain: undefined,
  destructor: undefined,
});

/**
 * Takes the answer of an import that may have to wait: the value when it is ready. When it is not, `waiting.answer` is set if
 * the call can suspend; else the thread waits where it can.
 *
 * @param name - The import, for the error.
 * @throws A trap when it would have to wait and cannot.
 */
export const attempt = (waiting: Waiting, answer: unknown, name: string): unknown => {
  if (!isPending(answer)) return answer;
  const { busy, plain, destructor } = waiting;
  if (busy && destructor === undefined && "Suspending" in WebAssembly) {
    waiting.answer = answer;
    waiting.pending.value = 1;
    return undefined;
  }
  if (answer.block) return answer.block();
  const ready = "give it what is ready, such as a string for stdin";
  if (destructor !== undefined) trap(`${name} would have to wait, which the destructor of ${destructor} cannot: ${ready}`);
  if (busy) trap(`${name} would have to wait, and this engine has no JSPI${lacksShared() ? " and no shared memory" : ""} to wait with: ${elsewhere()}${ready}`);
  if (plain === undefined) trap(`${name} would have to wait, which instantiation cannot: ${ready}`);
  const way = "Suspending" in WebAssembly ? `transpile with --async ${plain}, or ` : elsewhere();
  trap(`${name} would have to wait, which a plain call of ${plain} cannot: ${way}${ready}`);
};

/** Where the call could wait without JSPI: in a worker with shared memory, as far as this is none; in an engine that has such memory. */
const elsewhere = (): string => {
  const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean };
  const isolate = "serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, or ";
  const worker = "transpile with --mode worker";
  if (crossOriginIsolated !== false) return lacksShared() ? "" : `${worker}, or `;
  return "document" in globalThis ? `${worker} and ${isolate}` : isolate;
};

/** Whether the engine would share memory nowhere: a page that is not isolated says nothing about that. */
const lacksShared = (): boolean =>
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false && typeof SharedArrayBuffer === "undefined";

/**
 * Runs a destructor, which must not wait: whoever let go of the resource does not expect to, and between a guest that did and
 * the destructor stands JavaScript.
 *
 * @param name - The class, for the error of an import that would have to wait.
 */
export const destroyAtOnce = (waiting: Waiting, name: string, destructor: (rep: unknown) => void, rep: unknown): void => {
  const outer = waiting.destructor;
  waiting.destructor = name;
  destructor(rep);
  waiting.destructor = outer;
};

/** Takes what `try` left. */
const takeAnswer = (waiting: Waiting): Pending | undefined => {
  const { answer } = waiting;
  waiting.answer = undefined;
  return answer;
};

/**
 * The `wait` of an import.
 *
 * @param finish - Lowers the value; `out` is the address of a result in memory. CanonicalABI.md#canon-lower
 */
export const waitFor = (waiting: Waiting, finish?: (value: unknown, out: number) => unknown) =>
  async (out: number): Promise<unknown> => {
    const value = await takeAnswer(waiting);
    return finish?.(value, out);
  };

/**
 * The `wait` of an import whose WIT type is a `result`: a component error is its `err` case.
 *
 * @param finish - As for {@link waitFor}; `failed` is the case.
 */
export const waitForResult = (waiting: Waiting, finish: (value: unknown, failed: number, out: number) => unknown) =>
  async (out: number): Promise<unknown> => {
    let value, failed = 0;
    try {
      value = await takeAnswer(waiting);
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    return finish(value, failed, out);
  };

/**
 * What core code imports for functions that may have to wait.
 *
 * @param base64 - The module that calls `try`, and `wait` if need be.
 * @param ways - `try` and `wait` of each function.
 * @returns The functions by position; without JSPI they are the `try`s, which then never say "pending".
 */
export const mayWait = (waiting: Waiting, base64: string, ways: readonly (readonly [Function, Function])[]): Record<number, unknown> => {
  const { Suspending } = WebAssembly as Jspi;
  const tries = ways.map((way) => way[0]);
  if (!Suspending) return tries;
  const module = new WebAssembly.Module(inlineBytes(base64));
  const wait = ways.map((way) => new Suspending(way[1]));
  return new WebAssembly.Instance(module, { t: tries, w: wait, p: { p: waiting.pending } } as unknown as WebAssembly.Imports).exports;
};

/** The core function as a call enters it that returns a promise: one that can be suspended, where the engine has JSPI. */
export const promising = <F>(core: F): F => (WebAssembly as Jspi).promising?.(core) ?? core;
