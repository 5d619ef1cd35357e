/**
 * Transpiles a command component and runs it, all in this tab.
 *
 * The generated module is imported from a `blob:` URL, its WASI through the page's import map; core modules are compiled from the
 * bytes at hand, so nothing is fetched. The exit code is the guest's; a trap is thrown.
 */
import { transpile, type Transpiled } from "@weft-wasm/transpiler";
import { type Tree, memory } from "./tree.js";

/** What the command gets. */
export interface Input {
  /** The component's bytes. */
  readonly component: Uint8Array<ArrayBuffer>;
  /** Without the program's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** Absolute path → text. */
  readonly files: Tree;
}

/** What it did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Tree;
  readonly transpiled: Transpiled;
  /** Milliseconds, by phase, in order. */
  readonly times: Readonly<Record<"transpile" | "compile" | "import" | "instantiate" | "run", number>>;
}

/** The part of a generated module that the page uses. */
interface Generated {
  instantiate(
    imports: object,
    options: { getCoreModule(name: string): WebAssembly.Module | undefined; wasi: object },
  ): Promise<{ run?: { run(): Promise<void> } }>;
}

/** Runs `input`; throws what the transpiler or the component throws. */
export async function run(input: Input): Promise<Outcome> {
  const lap = stopwatch();
  const transpiled = await transpile(input.component, { name: "command", mode: "instantiate" });
  const transpileTime = lap();

  const modules = new Map<string, WebAssembly.Module>();
  for (const [name, bytes] of Object.entries(transpiled.files)) {
    if (name.endsWith(".wasm")) modules.set(name, await WebAssembly.compile(bytes));
  }
  const compileTime = lap();

  const generated = await importBytes(transpiled.files[transpiled.main] ?? new Uint8Array());
  const importTime = lap();

  const tree = memory(input.files);
  const stdout = text();
  const stderr = text();
  const exports = await generated.instantiate(
    {},
    {
      getCoreModule: (name) => modules.get(name),
      wasi: {
        args: ["command", ...input.args],
        env: input.env,
        stdin: input.stdin,
        stdout: stdout.write,
        stderr: stderr.write,
        preopens: tree.preopens,
      },
    },
  );
  const instantiateTime = lap();
  if (exports.run === undefined) throw new TypeError("this component is no command: it does not export wasi:cli/run");
  const code = await exitCode(exports.run.run());
  const runTime = lap();

  return {
    code,
    stdout: stdout.read(),
    stderr: stderr.read(),
    files: tree.read(),
    transpiled,
    times: { transpile: transpileTime, compile: compileTime, import: importTime, instantiate: instantiateTime, run: runTime },
  };
}

/** Imports generated code from memory. */
async function importBytes(code: Uint8Array<ArrayBuffer>): Promise<Generated> {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return (await import(url)) as Generated;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The code that the command ends with: `wasi:cli/exit` arrives as a branded error, an `err` of `run` as another. */
async function exitCode(running: Promise<void>): Promise<number> {
  try {
    await running;
    return 0;
  } catch (error) {
    if (typeof error !== "object" || error === null) throw error;
    if (Symbol.for("weft.exit.v1") in error) return (error as { code?: number }).code ?? 1;
    if (Symbol.for("weft.component-error.v1") in error) return 1;
    throw error;
  }
}

/** Collects bytes as text. */
function text(): { write: (bytes: Uint8Array) => void; read: () => string } {
  const decoder = new TextDecoder();
  let collected = "";
  return {
    write: (bytes) => void (collected += decoder.decode(bytes, { stream: true })),
    read: () => collected + decoder.decode(),
  };
}

/** Each call returns the milliseconds since the one before. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const time = now - last;
    last = now;
    return time;
  };
}
