/**
 * The worker that a component runs in: made for each run, ended when it is stopped. The generated module is imported from a `blob:`
 * address; nothing is fetched but the page's own modules of WASI.
 */
import type { MemoryDirectory } from "@weft-wasm/wasi";
import { print, valueOf, type Argument, type Shape as WaveShape } from "../../../npm/transpiler/src/command/invoke.ts";
import { type Func, RUN } from "../component/outline.ts";
import { isHandle, type Shape } from "../component/shape.ts";
import { stopwatch } from "../transpile/engine.ts";
import type { GuestFile } from "../state.ts";
import { mapHandles } from "./handles.ts";
import { withHost } from "./host.ts";
import { OutputBuffer } from "./output.ts";
import type { Failure, FromGuest, Held, Start, ToGuest } from "./protocol.ts";
import { addressOf, resolved } from "./specifiers.ts";
import { MessageSource, RingSource } from "./stdin.ts";
import { stubImports } from "./stubs.ts";
import { filesOf, treeOf } from "./tree.ts";

interface Generated {
  instantiate(imports: object, options: object): Promise<Record<string, unknown>>;
}

/** What engines call the visitor's module in stacks. */
const HOST_CODE = "weft:///host.js";

type Callable = (...args: unknown[]) => unknown;

/** A component that has been instantiated. */
interface Running {
  readonly exports: Record<string, unknown>;
  readonly directory: MemoryDirectory;
}

const output = new OutputBuffer(
  (stream, bytes) => send({ type: "output", stream, bytes }),
  () => send({ type: "silenced" }),
);
const held = new Map<string, { readonly resource: number; readonly object: object }>();
const counts = new Map<string, number>();
let messages: MessageSource | undefined;
let ring: RingSource | undefined;
let running: Promise<Running> | undefined;

self.addEventListener("message", ({ data }: MessageEvent<ToGuest>) => {
  if (data.type === "input") return messages?.push(data.bytes);
  if (data.type === "arrived") return ring?.arrived();
  handle(data).catch((error: unknown) => {
    output.flush();
    send({ type: "failed", failure: failureOf(error) });
  });
});

async function handle(message: Exclude<ToGuest, { type: "input" | "arrived" }>): Promise<void> {
  switch (message.type) {
    case "start":
      running = start(message.start);
      await running;
      return;
    case "run":
      return run();
    case "call":
      return call(message.func, message.args);
    case "drop":
      return drop(message.label);
  }
}

async function start(given: Start): Promise<Running> {
  const lap = stopwatch();
  const modules = new Map<string, WebAssembly.Module>();
  const wasm = Object.entries(given.files).filter(([name]) => name.endsWith(".wasm"));
  await Promise.all(wasm.map(async ([name, bytes]) => modules.set(name, await WebAssembly.compile(bytes))));
  const compiled = lap();
  const code = new TextDecoder().decode(given.files[given.main]);
  const generated = (await importText(resolved(code, given.base))) as Generated;
  const imported = lap();
  // The very module that the generated one imports from: a directory is made for its own copy of WASI.
  const { memoryDirectory } = (await import(/* @vite-ignore */ addressOf("@weft-wasm/wasi", given.base) ?? "")) as typeof import("@weft-wasm/wasi");
  const directory = memoryDirectory(treeOf(given.tree));
  const exports = await generated.instantiate(await importsOf(given), {
    getCoreModule: (name: string) => modules.get(name),
    wasi: {
      args: given.args,
      env: given.env,
      stdin: stdinOf(given.stdin),
      stdout: (bytes: Uint8Array) => output.write("stdout", bytes),
      stderr: (bytes: Uint8Array) => output.write("stderr", bytes),
      terminals: { stdin: given.stdin.kind === "terminal" },
      preopens: { "/": directory },
    },
  });
  output.flush();
  send({ type: "started", times: [["compile", compiled], ["import", imported], ["instantiate", lap()]] });
  return { exports, directory };
}

/** What the component imports besides WASI. */
async function importsOf({ stubs, host }: Start): Promise<Record<string, unknown>> {
  const standIns = stubImports(stubs, (text) => send({ type: "host", text: `calls ${text}` }));
  if (host === undefined) return standIns;
  let module: { default?: unknown };
  try {
    module = (await importText(`${host}\n//# sourceURL=${HOST_CODE}`)) as { default?: unknown };
  } catch (error) {
    throw new Error("the host code could not be loaded", { cause: error });
  }
  return withHost(standIns, stubs, module.default, (text) => send({ type: "host", text }));
}

function stdinOf(stdin: Start["stdin"]): unknown {
  if (stdin.kind === "text") return stdin.text;
  if (stdin.shared === undefined) return { source: (messages = new MessageSource()) };
  ring = new RingSource(stdin.shared, (bell) => {
    output.flush();
    send({ type: "bell", word: bell.word });
  });
  return { source: ring };
}

async function importText(code: string): Promise<object> {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return (await import(/* @vite-ignore */ url)) as object;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function run(): Promise<void> {
  const { exports, directory } = await instance();
  const name = Object.keys(exports).find((key) => RUN.test(key));
  const command = exports[name ?? ""] as { run(): Promise<void> } | undefined;
  if (command === undefined) throw new TypeError("this component is no command: it does not export wasi:cli/run");
  const lap = stopwatch();
  const code = await exitCode(() => command.run());
  output.flush();
  send({ type: "ended", code, time: lap(), tree: now(directory) });
}

/** `wasi:cli/exit` arrives as a branded error, an `err` of `run` as another. */
async function exitCode(command: () => Promise<void>): Promise<number> {
  try {
    await command();
    return 0;
  } catch (error) {
    if (branded(error, "weft.exit.v1")) return (error as { code?: number }).code ?? 1;
    if (branded(error, "weft.component-error.v1")) return 1;
    throw error;
  }
}

async function call(func: Func, args: readonly Argument[]): Promise<void> {
  const { exports, directory } = await instance();
  const taken: string[] = [];
  const values = func.params.map(([, shape], index) =>
    mapHandles(shape, valueOf(shape as WaveShape, args[index] as Argument), ({ own }, label) => {
      if (own) taken.push(String(label));
      return held.get(String(label))?.object;
    }));
  const { result } = func;
  const ways = typeof result === "object" && result !== null && "result" in result ? result.result : undefined;
  const lap = stopwatch();
  const returned = (text: string, isError: boolean, time: number): void => {
    for (const label of taken) held.delete(label);
    output.flush();
    send({ type: "returned", text, isError, time, held: holding(), tree: now(directory) });
  };
  try {
    const value = await reached(exports, func)(...values);
    const time = lap();
    if (ways === undefined) return returned(result === null ? "()" : shown(result, value), false, time);
    returned(cased("ok", ways[0], value), false, time);
  } catch (error) {
    if (ways === undefined || !branded(error, "weft.component-error.v1")) throw error;
    returned(cased("err", ways[1], (error as { payload: unknown }).payload), true, lap());
  }
}

/** The function; a method takes its object as the first argument. */
function reached(exports: Record<string, unknown>, { kind, path }: Func): Callable {
  const name = path[path.length - 1] ?? "";
  if (kind === "method") return (self, ...args) => (self as Record<string, Callable>)[name]?.(...args);
  const owner = path.slice(0, -1).reduce((at, property) => at[property] as Record<string, unknown>, exports);
  if (kind !== "constructor") return (...args) => (owner as Record<string, Callable>)[name]?.(...args);
  const Class = owner[name] as new (...args: unknown[]) => unknown;
  return (...args) => new Class(...args);
}

function cased(name: string, payload: Shape | null, value: unknown): string {
  return payload === null ? name : `${name}(${shown(payload, value)})`;
}

/** A value as WAVE, its resources by their labels. */
function shown(shape: Shape, value: unknown): string {
  const labelled = mapHandles(shape, value, ({ resource, name }, object) => {
    const number = (counts.get(name) ?? 0) + 1;
    counts.set(name, number);
    const label = `${name}#${number}`;
    held.set(label, { resource, object: object as object });
    return label;
  });
  return isHandle(shape) ? String(labelled) : print(shape as WaveShape, labelled);
}

function drop(label: string): void {
  const object = held.get(label)?.object as Record<symbol, () => void> | undefined;
  held.delete(label);
  object?.[Symbol.dispose ?? Symbol.for("dispose")]?.();
  send({ type: "dropped", held: holding() });
}

function holding(): Held[] {
  return [...held].map(([label, { resource }]) => ({ label, resource }));
}

function now(directory: MemoryDirectory): GuestFile[] {
  return filesOf(directory.tree());
}

function instance(): Promise<Running> {
  return running ?? Promise.reject(new TypeError("the component was not started"));
}

function branded(error: unknown, brand: string): boolean {
  return typeof error === "object" && error !== null && Symbol.for(brand) in error;
}

function failureOf(error: unknown): Failure {
  const causes: string[] = [];
  let cause = error instanceof Error ? error.cause : undefined;
  while (cause !== undefined && causes.length < 5) {
    causes.push(String(cause) + placeOf(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: "", causes };
  return { name: error.name, message: error.message, stack: error.stack ?? "", causes };
}

/** Where in the host code an error was made. */
function placeOf(error: unknown): string {
  const line = error instanceof Error ? /weft:\/\/\/host\.js:(\d+)/.exec(error.stack ?? "")?.[1] : undefined;
  return line === undefined ? "" : ` (line ${line} of the host code)`;
}

function send(message: FromGuest): void {
  self.postMessage(message);
}
