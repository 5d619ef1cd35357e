/** `@weft-wasm/wasi/node`: what of the process a host may hand on to a guest. */
import type { WasiOptions } from "../../context.js";
import type { Mount } from "../../ports/files.js";
import { isatty } from "./builtin.js";
import { openHostDirectory } from "./directory.js";
import { DescriptorSink, DescriptorSource } from "./stdio.js";

/** What {@link hostDirectory} takes besides the path. */
export interface HostDirectoryOptions {
  /** Whether the guest may only look. Default: it may do what the process may. */
  readonly readOnly?: boolean | undefined;
}

/** A directory of the host, as it is granted. */
export interface HostDirectory extends Mount {
  /** Where it is. */
  readonly path: string;
}

/**
 * Grants a directory of the host. What is outside of it stays out of reach: see `platform/node/path-directory.ts` for how far that
 * goes where the system is not Linux.
 *
 * @param path - a path of the host; opened when the guest asks for its preopens, and then must be a directory
 */
export function hostDirectory(path: string, options: HostDirectoryOptions = {}): HostDirectory {
  return { path, readOnly: options.readOnly === true, open: () => openHostDirectory(path) };
}

/** What {@link processOptions} always gives. */
export interface ProcessOptions extends WasiOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Hands on what a program started from a shell has: arguments, environment, standard streams and whether they are terminals. Reading
 * standard input stops the thread until there is some.
 *
 * @param args - the guest's argument vector; default: the script's path and what follows it
 * @returns options for `createContext`, to be spread and overridden
 */
export function processOptions(args: readonly string[] = process.argv.slice(1)): ProcessOptions {
  const env: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return {
    args,
    env,
    stdin: { source: new DescriptorSource(0) },
    stdout: { sink: new DescriptorSink(1) },
    stderr: { sink: new DescriptorSink(2) },
    terminals: { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) },
  };
}
