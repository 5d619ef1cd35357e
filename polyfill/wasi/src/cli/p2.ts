/** `wasi:cli@0.2`. Every `get-*` makes a new handle, since the guest owns and drops each one; the streams behind are shared. */
import type { BaseContext } from "../context.js";
import { Exit } from "../exit.js";
import { InputStream } from "../io/input-stream.js";
import { OutputStream } from "../io/output-stream.js";
import { TerminalInput, TerminalOutput } from "./core.js";

export { TerminalInput, TerminalOutput };

/** `wasi:cli/environment`. */
export interface EnvironmentInterface {
  /** `get-environment`: name and value of each variable. */
  getEnvironment(): (readonly [string, string])[];
  /** `get-arguments`: the program's name, then its arguments. */
  getArguments(): string[];
  /** `initial-cwd`: a path in the guest, if one was given. */
  initialCwd(): string | undefined;
}

/** `wasi:cli/exit`. */
export interface ExitInterface {
  /** `exit`: throws {@link Exit} with code 0 or 1. */
  exit(status: { tag: "ok" } | { tag: "err" }): never;
  /** `exit-with-code`: throws {@link Exit} with `statusCode`, 0 to 255. */
  exitWithCode(statusCode: number): never;
}

/** `wasi:cli/stdin`. */
export interface StdinInterface {
  InputStream: typeof InputStream;
  getStdin(): InputStream;
}

/** `wasi:cli/stdout`. */
export interface StdoutInterface {
  OutputStream: typeof OutputStream;
  getStdout(): OutputStream;
}

/** `wasi:cli/stderr`. */
export interface StderrInterface {
  OutputStream: typeof OutputStream;
  getStderr(): OutputStream;
}

/** `wasi:cli/terminal-input`. */
export interface TerminalInputInterface {
  TerminalInput: typeof TerminalInput;
}

/** `wasi:cli/terminal-output`. */
export interface TerminalOutputInterface {
  TerminalOutput: typeof TerminalOutput;
}

/** `wasi:cli/terminal-stdin`. */
export interface TerminalStdinInterface {
  TerminalInput: typeof TerminalInput;
  getTerminalStdin(): TerminalInput | undefined;
}

/** `wasi:cli/terminal-stdout`. */
export interface TerminalStdoutInterface {
  TerminalOutput: typeof TerminalOutput;
  getTerminalStdout(): TerminalOutput | undefined;
}

/** `wasi:cli/terminal-stderr`. */
export interface TerminalStderrInterface {
  TerminalOutput: typeof TerminalOutput;
  getTerminalStderr(): TerminalOutput | undefined;
}

/** Makes `wasi:cli/environment`. */
export function environment(context: BaseContext): EnvironmentInterface {
  return {
    getEnvironment: () => [...context.env],
    getArguments: () => [...context.args],
    initialCwd: () => context.cwd,
  };
}

/** Makes `wasi:cli/exit`. */
export function exit(_context: BaseContext): ExitInterface {
  return {
    exit(status) {
      throw new Exit(status.tag === "ok" ? 0 : 1);
    },
    exitWithCode(statusCode) {
      throw new Exit(statusCode);
    },
  };
}

/** Makes `wasi:cli/stdin`. */
export function stdin(context: BaseContext): StdinInterface {
  return { InputStream, getStdin: () => new InputStream(context.stdin) };
}

/** Makes `wasi:cli/stdout`. */
export function stdout(context: BaseContext): StdoutInterface {
  return { OutputStream, getStdout: () => new OutputStream(context.stdout) };
}

/** Makes `wasi:cli/stderr`. */
export function stderr(context: BaseContext): StderrInterface {
  return { OutputStream, getStderr: () => new OutputStream(context.stderr) };
}

/** Makes `wasi:cli/terminal-input`. */
export function terminalInput(_context: BaseContext): TerminalInputInterface {
  return { TerminalInput };
}

/** Makes `wasi:cli/terminal-output`. */
export function terminalOutput(_context: BaseContext): TerminalOutputInterface {
  return { TerminalOutput };
}

/** Makes `wasi:cli/terminal-stdin`. */
export function terminalStdin(context: BaseContext): TerminalStdinInterface {
  return { TerminalInput, getTerminalStdin: () => (context.terminals.stdin ? new TerminalInput() : undefined) };
}

/** Makes `wasi:cli/terminal-stdout`. */
export function terminalStdout(context: BaseContext): TerminalStdoutInterface {
  return { TerminalOutput, getTerminalStdout: () => (context.terminals.stdout ? new TerminalOutput() : undefined) };
}

/** Makes `wasi:cli/terminal-stderr`. */
export function terminalStderr(context: BaseContext): TerminalStderrInterface {
  return { TerminalOutput, getTerminalStderr: () => (context.terminals.stderr ? new TerminalOutput() : undefined) };
}
