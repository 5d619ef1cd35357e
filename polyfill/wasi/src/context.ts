/**
 * A context is what one component instance can reach: its arguments, its streams, its clock, the directories granted to it.
 * Every factory of this package takes one and keeps no state of its own, so two contexts share nothing but what their owner put
 * into both. Without options a guest gets no file, no argument and no environment variable.
 */
import type { Clock, Timezone } from "./ports/clock.js";
import type { Entropy } from "./ports/entropy.js";
import type { Mount } from "./ports/files.js";
import type { Sink, Source } from "./ports/stdio.js";

/** The part of a `ReadableStream` that standard input needs. */
export interface ReadableStreamLike {
  readonly locked?: boolean;
  getReader(): { read(): Promise<{ done: boolean; value?: Bytes | string | undefined }>; releaseLock?(): void };
}

/** The part of a `WritableStream` that standard output needs. */
export interface WritableStreamLike {
  readonly locked: boolean;
  getWriter(): WriterLike;
}

/** The part of a `WritableStreamDefaultWriter` that standard output needs. */
export interface WriterLike {
  readonly desiredSize: number | null;
  write(chunk: Uint8Array): Promise<void>;
  releaseLock(): void;
}

/** Bytes of any shape. */
export type Bytes = ArrayBufferView | ArrayBuffer;

/**
 * What standard input may be. Text is encoded as UTF-8. Of an iterable, an array or generator say, an item is taken only when the guest wants more
 * than it has; what is iterable at once never makes the guest wait. A {@link Source} is for those who write their own platform.
 */
export type Input =
  | string
  | Bytes
  | ReadableStreamLike
  | AsyncIterable<Bytes | string>
  | Iterable<Bytes | string>
  | { readonly source: Source };

/**
 * What standard output may be.
 *
 * A function is called with the bytes of every write, at once. If it returns a promise, it is called again only when that is
 * settled, and the guest has to wait meanwhile. What it throws, or the promise rejects with, is the host's own error and ends the
 * component.
 *
 * A `WritableStream` gets the bytes of every write at once, too, and is asked for nothing more while it is full, as its own queuing
 * strategy says. It is locked only for moments, so that several outputs can go to one stream and that the host can close it in
 * the end, which waits until everything has arrived. Its errors are the guest's to handle.
 *
 * A {@link Sink} is for those who write their own platform.
 */
export type Output = ((bytes: Uint8Array) => unknown) | WritableStreamLike | { readonly sink: Sink };

/** Which of the standard streams a guest is told to be a terminal. */
export interface Terminals {
  readonly stdin?: boolean | undefined;
  readonly stdout?: boolean | undefined;
  readonly stderr?: boolean | undefined;
}

/** What `createContext` takes. */
export interface WasiOptions {
  /** The whole argument vector, the program's name first. Default: empty. */
  readonly args?: readonly string[] | undefined;
  /** Environment variables. Default: none. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The initial working directory, a path in the guest. Default: none is told. */
  readonly cwd?: string | undefined;
  /** Default: empty. */
  readonly stdin?: Input | undefined;
  /** Default: the process's own in Node, the console, line by line, in a browser. */
  readonly stdout?: Output | undefined;
  /** Default: as for {@link WasiOptions.stdout}. */
  readonly stderr?: Output | undefined;
  /** Default: only standard streams that the platform supplied itself and knows to be terminals. */
  readonly terminals?: Terminals | undefined;
  /** Directories granted, by their path in the guest. Default: none. */
  readonly preopens?: Readonly<Record<string, Mount>> | undefined;
  /** The zone that `wasi:clocks/timezone` tells. Default: UTC. */
  readonly timezone?: Timezone | undefined;
  /** Replaces the platform's clock. */
  readonly clock?: Clock | undefined;
  /** Replaces the platform's random bytes. */
  readonly entropy?: Entropy | undefined;
}

/** The standard streams that a platform has of its own. */
export interface StandardStreams {
  /** Input that has ended. */
  readonly noInput: Source;
  /** The standard output or error. */
  output(name: "stdout" | "stderr"): { readonly sink: Sink; readonly terminal: boolean };
}

/** What the platform supplies where the options are silent. */
export interface Platform extends Parts {
  readonly streams: StandardStreams;
}

/** Makes streams of what options may hold. Not in {@link Platform}, so that a bundler drops them where there are no options. */
export interface Conversions {
  input(input: Input): Source;
  /** @param name - the option that `output` is */
  output(output: Output, name: "stdout" | "stderr"): Sink;
}

/** What only some interfaces are made of. */
export interface Parts {
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** What one component instance can reach. Made by `createContext`, taken by every factory. */
export interface Context extends BaseContext, Parts {}

/** What it can reach besides {@link Parts}. */
export interface BaseContext {
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  readonly cwd: string | undefined;
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly terminals: Readonly<Record<"stdin" | "stdout" | "stderr", boolean>>;
  readonly preopens: readonly (readonly [string, Mount])[];
  readonly timezone: Timezone | undefined;
}

/** Makes the context of a component that is granted nothing: {@link contextOn} without options, and with no more {@link Parts} than it is given. */
export function defaultContextOn<Given extends Partial<Parts>>(streams: StandardStreams, parts: Given): BaseContext & Given {
  const stdout = streams.output("stdout");
  const stderr = streams.output("stderr");
  return {
    args: [],
    env: [],
    cwd: undefined,
    stdin: streams.noInput,
    stdout: stdout.sink,
    stderr: stderr.sink,
    terminals: {
      stdin: false,
      get stdout() {
        return stdout.terminal;
      },
      get stderr() {
        return stderr.terminal;
      },
    },
    preopens: [],
    timezone: undefined,
    ...parts,
  };
}

/** Makes the context that `options` describe on `platform`. @throws as {@link checkOptions} does */
export function contextOn(platform: Platform, convert: Conversions, options: WasiOptions): Context {
  checkOptions(options);
  const stdout = output(platform, convert, "stdout", options);
  const stderr = output(platform, convert, "stderr", options);
  return {
    args: [...(options.args ?? [])],
    env: Object.entries(options.env ?? {}),
    cwd: options.cwd,
    stdin: options.stdin === undefined ? platform.streams.noInput : convert.input(options.stdin),
    stdout: stdout.sink,
    stderr: stderr.sink,
    terminals: {
      stdin: options.terminals?.stdin ?? false,
      get stdout() {
        return stdout.terminal;
      },
      get stderr() {
        return stderr.terminal;
      },
    },
    preopens: Object.entries(options.preopens ?? {}),
    timezone: options.timezone,
    clock: options.clock ?? platform.clock,
    entropy: options.entropy ?? platform.entropy,
  };
}

/** @throws `TypeError` that says which of the options but the streams is wrong, and what it should be: JavaScript has no types to tell */
export function checkOptions(options: WasiOptions): void {
  requireThat(isObject(options), "s", "an object", options);
  const { args, cwd, timezone, clock, entropy } = options;
  requireThat(args === undefined || Array.isArray(args), " args", "an array of strings", args);
  args?.forEach((value: unknown, index) => requireThat(typeof value === "string", ` args[${index}]`, "a string", value));
  each(options, "env", "a string", (value) => typeof value === "string");
  requireThat(cwd === undefined || typeof cwd === "string", " cwd", "a string", cwd);
  each(options, "terminals", "a boolean", (value) => value === undefined || typeof value === "boolean");
  each(options, "preopens", "a directory as memoryDirectory() or hostDirectory() gives", (value) => has(value, "open"));
  requireThat(timezone === undefined || has(timezone, "display"), " timezone", "what timezone() gives", timezone);
  const isClock = has(clock, "monotonic", "wall", "arm") && "monotonicResolution" in clock && "wallResolution" in clock;
  requireThat(clock === undefined || isClock, " clock", "an object with all that Clock has", clock);
  requireThat(entropy === undefined || has(entropy, "fill"), " entropy", "an object with a function fill(bytes)", entropy);
}

/** The error for an option that is not what it must be. @param option - what stands behind "the WASI option" */
export function wrongOption(option: string, what: string, value: unknown): TypeError {
  const kind = value === null || value === undefined ? String(value)
    : Array.isArray(value) ? "an array"
      : typeof value === "object" ? "another object" : `a ${typeof value}`;
  return new TypeError(`the WASI option${option} must be ${what}, not ${kind}`);
}

function requireThat(holds: boolean, option: string, what: string, value: unknown): void {
  if (!holds) throw wrongOption(option, what, value);
}

function each(options: WasiOptions, name: "env" | "terminals" | "preopens", what: string, fits: (value: unknown) => boolean): void {
  const given: unknown = options[name];
  requireThat(given === undefined || isObject(given), ` ${name}`, "an object", given);
  for (const [key, value] of Object.entries(given ?? {})) requireThat(fits(value), ` ${name}[${JSON.stringify(key)}]`, what, value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(value: unknown, ...methods: readonly string[]): value is object {
  return isObject(value) && methods.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
}

function output(
  platform: Platform,
  convert: Conversions,
  name: "stdout" | "stderr",
  options: WasiOptions,
): { readonly sink: Sink; readonly terminal: boolean } {
  const given = options[name];
  const stdio = given === undefined ? platform.streams.output(name) : { sink: convert.output(given, name), terminal: false };
  const told = options.terminals?.[name];
  return {
    sink: stdio.sink,
    // Not before the guest asks: few do, and finding out may cost more than all the rest.
    get terminal() {
      return told ?? stdio.terminal;
    },
  };
}
