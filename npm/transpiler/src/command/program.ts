/**
 * Runs a component for `weft run`: gives it what the command line granted and ends the process with its exit code.
 */
import { writeFileSync, writeSync } from "node:fs";
import type { Call } from "./invoke.js";

/** What the command line grants and asks for. */
export interface Run {
  readonly args: readonly string[];
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly dirs: readonly { readonly host: string; readonly guest: string; readonly readOnly: boolean }[];
  readonly invoke: Call | null;
}

/** As wasmtime ends after a trap: 128 + SIGABRT. */
const TRAPPED = 134;
const FAILED = 1;

const say = (text: string): void => {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // Nobody listens.
  }
};

/**
 * Ends the process as the system ends a program that writes where nobody reads any more: silently, of SIGPIPE. Node ignores
 * that signal, and so would every guest that only knows how to complain about it.
 */
const endOfPipe = (): never => {
  if (process.platform !== "win32") {
    // Without a listener, but after there was one, a signal has its default meaning again.
    const listener = (): void => {};
    process.on("SIGPIPE", listener).off("SIGPIPE", listener);
    process.kill(process.pid, "SIGPIPE");
  }
  return process.exit(FAILED);
};

const isEndOfPipe = (error: unknown): boolean =>
  (error as { code?: unknown } | undefined)?.code === "EPIPE" || (error as { cause?: { code?: unknown } } | undefined)?.cause?.code === "EPIPE";

interface Sink {
  permit(): number;
  write(bytes: Uint8Array): void;
  flush(): void;
}

/** Lets a standard stream whose reader is gone end the process. */
const endingWithItsReader = (output: unknown): void => {
  const { sink } = output as { sink: Sink };
  const guard = <A extends unknown[], R>(method: (...args: A) => R) => (...args: A): R => {
    try {
      return method.apply(sink, args);
    } catch (error) {
      return isEndOfPipe(error) ? endOfPipe() : fail(error);
    }
  };
  sink.permit = guard(sink.permit);
  sink.write = guard(sink.write);
  sink.flush = guard(sink.flush);
};

const fail = (error: unknown): never => {
  throw error;
};

/** An error with its causes, and the guest's frames of its stack. */
const describe = (error: unknown): string => {
  const lines: string[] = [];
  const seen = new Set<unknown>();
  for (let at = error; at !== undefined && !seen.has(at); at = (at as { cause?: unknown } | null)?.cause) {
    seen.add(at);
    const message = at instanceof Error ? at.message || at.name : String(at);
    lines.push(lines.length === 0 ? message : `caused by: ${message}`);
    const frames = at instanceof Error ? (at.stack ?? "").split("\n") : [];
    lines.push(...frames.filter((frame) => frame.includes("wasm://") || frame.includes("wasm-function")));
    if (at === null) break;
  }
  return lines.join("\n");
};

const branded = (value: unknown, brand: string): boolean =>
  typeof value === "object" && value !== null && Symbol.for(brand) in value;

/** The guest's outcome as an exit code. */
const outcomeOf = (error: unknown): number => {
  if (branded(error, "weft.exit.v1")) return (error as { code: number }).code;
  if (branded(error, "weft.component-error.v1")) return FAILED;
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError && /call stack/i.test(error.message)) {
    say(`error: the component trapped: ${describe(error)}`);
    return TRAPPED;
  }
  say(`error: ${describe(error)}`);
  return FAILED;
};

/** What a component exports. */
export type Exports = Record<string, { run?: () => unknown } | undefined>;

/** The part of `@weft-wasm/wasi/node` that is used. */
export interface Wasi {
  hostDirectory(path: string, options: { readOnly: boolean }): unknown;
  processOptions(args: readonly string[]): { readonly stdout?: unknown; readonly stderr?: unknown };
}

/** The payload of what a function threw as its `err`. */
const failure = (thrown: unknown): { readonly payload: unknown } | undefined =>
  branded(thrown, "weft.component-error.v1") ? (thrown as { payload: unknown }) : undefined;

/**
 * Instantiates the component with what the command line grants.
 *
 * @param run - the grants, and what to call
 * @param wasi - where the grants come from
 * @param instantiate - makes the instance with these options of WASI
 * @returns what there is to do
 */
export const prepare = async (run: Run, wasi: Wasi, instantiate: (options: object) => Promise<Exports>): Promise<() => Promise<void>> => {
  const preopens = Object.create(null) as Record<string, unknown>;
  for (const { host, guest, readOnly } of run.dirs) preopens[guest] = wasi.hostDirectory(host, { readOnly });
  const env = Object.assign(Object.create(null), Object.fromEntries(run.env)) as Record<string, string>;
  const options = wasi.processOptions(run.args);
  endingWithItsReader(options.stdout);
  endingWithItsReader(options.stderr);
  const exports = await instantiate({ ...options, env, preopens });
  const call = run.invoke;
  if (call !== null) {
    const { invoke } = await import("./invoke.js");
    return async () => {
      const result = await invoke(exports, call, failure);
      try {
        writeFileSync(1, `${result}\n`);
      } catch (error) {
        if (isEndOfPipe(error)) endOfPipe();
        throw error;
      }
    };
  }
  const name = Object.keys(exports).find((it) => it.startsWith("wasi:cli/run@"));
  const command = (name === undefined ? undefined : exports[name]) ?? exports["run"];
  if (typeof command?.run !== "function") throw new Error("the component exports no wasi:cli/run");
  return async () => void (await command.run?.());
};

/**
 * Loads the component, runs it, and ends the process.
 *
 * @param load - what is done first; gives what there is to do
 * @param loaded - called once it is loaded, or cannot be
 */
export const perform = async (load: () => Promise<() => Promise<void>>, loaded: () => void): Promise<never> => {
  // What nobody waits for, such as a host's timer, ends the run as a failed call does.
  process.on("uncaughtException", (error) => process.exit(outcomeOf(error)));
  let command: () => Promise<void>;
  try {
    // What the WASI package asks first. It came with 22.3 and went back to 20.16.
    if (!Reflect.has(process, "getBuiltinModule")) {
      throw new Error(`Node ${process.versions.node} is too old: 20.16, 22.3 or newer is needed (WEFT_NODE names another)`);
    }
    command = await load();
    loaded();
  } catch (error) {
    loaded();
    return process.exit(outcomeOf(error));
  }
  try {
    await command();
    return process.exit(0);
  } catch (error) {
    return process.exit(outcomeOf(error));
  }
};
