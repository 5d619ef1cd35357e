// Run by Node for `weft run`: gives the component what the command line granted and ends with its exit code.
//
// The folder this file lies in is private to the run. It is removed as soon as everything is loaded, so that no
// signal can leave it behind while the guest runs.

import { readFileSync, rmSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What `weft run` wrote into `run.json`. */
interface Run {
  readonly args: readonly string[];
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly dirs: readonly { readonly host: string; readonly guest: string; readonly readOnly: boolean }[];
}

/** As wasmtime ends after a trap: 128 + SIGABRT. */
const TRAPPED = 134;
const FAILED = 1;

const folder = new URL(".", import.meta.url);

const say = (text: string): void => {
  writeSync(2, `${text}\n`);
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

type Exports = Record<string, { run?: () => unknown } | undefined>;

const load = async (): Promise<() => unknown> => {
  const run = JSON.parse(readFileSync(new URL("run.json", folder), "utf8")) as Run;
  const { hostDirectory, processOptions } = await import("@weft-wasm/wasi/node");
  const { instantiate } = (await import(new URL("component.js", folder).href)) as {
    instantiate(imports: object, options: object): Promise<Exports>;
  };
  const preopens = Object.create(null) as Record<string, unknown>;
  for (const { host, guest, readOnly } of run.dirs) preopens[guest] = hostDirectory(host, { readOnly });
  const env = Object.assign(Object.create(null), Object.fromEntries(run.env)) as Record<string, string>;
  const exports = await instantiate({}, { wasi: { ...processOptions(run.args), env, preopens } });
  const name = Object.keys(exports).find((it) => it.startsWith("wasi:cli/run@"));
  const command = (name === undefined ? undefined : exports[name]) ?? exports["run"];
  if (typeof command?.run !== "function") throw new Error("the component exports no wasi:cli/run");
  return () => command.run?.();
};

const main = async (): Promise<number> => {
  let command: () => unknown;
  try {
    const [major = 0] = process.versions.node.split(".").map(Number);
    if (major < 20) throw new Error(`Node ${process.versions.node} is too old: 20 or newer is needed (WEFT_NODE names another)`);
    command = await load();
  } catch (error) {
    return outcomeOf(error);
  } finally {
    rmSync(fileURLToPath(folder), { recursive: true, force: true });
  }
  try {
    await command();
    return 0;
  } catch (error) {
    return outcomeOf(error);
  }
};

process.exit(await main());
