/**
 * All of WASI 0.2 that this package has, but for what each platform gives: one factory per interface, which generated glue imports, and
 * all of them at once for instantiating by hand.
 */
import {
  environment, type EnvironmentInterface, exit, type ExitInterface, stderr, type StderrInterface, stdin, type StdinInterface,
  stdout, type StdoutInterface, terminalInput, type TerminalInputInterface, terminalOutput, type TerminalOutputInterface,
  terminalStderr, type TerminalStderrInterface, terminalStdin, type TerminalStdinInterface, terminalStdout,
  type TerminalStdoutInterface,
} from "./cli/p2.js";
import {
  monotonicClock, type MonotonicClockInterface, timezone, type TimezoneInterface, wallClock, type WallClockInterface,
} from "./clocks/p2.js";
import type { Context } from "./context.js";
import { preopens, type PreopensInterface, types, type TypesInterface } from "./filesystem/p2.js";
import { error, type ErrorInterface, poll, type PollInterface, streams, type StreamsInterface } from "./io/p2.js";
import {
  insecure, type InsecureInterface, insecureSeed, type InsecureSeedInterface, random, type RandomInterface,
} from "./random/p2.js";

export * from "./cli/p2.js";
export * from "./clocks/p2.js";
export * from "./filesystem/p2.js";
export * from "./io/p2.js";
export * from "./random/p2.js";

/** The interfaces, by name without version. */
export interface Imports {
  "wasi:cli/environment": EnvironmentInterface;
  "wasi:cli/exit": ExitInterface;
  "wasi:cli/stdin": StdinInterface;
  "wasi:cli/stdout": StdoutInterface;
  "wasi:cli/stderr": StderrInterface;
  "wasi:cli/terminal-input": TerminalInputInterface;
  "wasi:cli/terminal-output": TerminalOutputInterface;
  "wasi:cli/terminal-stdin": TerminalStdinInterface;
  "wasi:cli/terminal-stdout": TerminalStdoutInterface;
  "wasi:cli/terminal-stderr": TerminalStderrInterface;
  "wasi:clocks/monotonic-clock": MonotonicClockInterface;
  "wasi:clocks/wall-clock": WallClockInterface;
  "wasi:clocks/timezone": TimezoneInterface;
  "wasi:filesystem/types": TypesInterface;
  "wasi:filesystem/preopens": PreopensInterface;
  "wasi:io/error": ErrorInterface;
  "wasi:io/poll": PollInterface;
  "wasi:io/streams": StreamsInterface;
  "wasi:random/random": RandomInterface;
  "wasi:random/insecure": InsecureInterface;
  "wasi:random/insecure-seed": InsecureSeedInterface;
}

/** All interfaces over `context`. */
export function importsOf(context: Context): Imports {
  return {
    "wasi:cli/environment": environment(context),
    "wasi:cli/exit": exit(context),
    "wasi:cli/stdin": stdin(context),
    "wasi:cli/stdout": stdout(context),
    "wasi:cli/stderr": stderr(context),
    "wasi:cli/terminal-input": terminalInput(context),
    "wasi:cli/terminal-output": terminalOutput(context),
    "wasi:cli/terminal-stdin": terminalStdin(context),
    "wasi:cli/terminal-stdout": terminalStdout(context),
    "wasi:cli/terminal-stderr": terminalStderr(context),
    "wasi:clocks/monotonic-clock": monotonicClock(context),
    "wasi:clocks/wall-clock": wallClock(context),
    "wasi:clocks/timezone": timezone(context),
    "wasi:filesystem/types": types(context),
    "wasi:filesystem/preopens": preopens(context),
    "wasi:io/error": error(context),
    "wasi:io/poll": poll(context),
    "wasi:io/streams": streams(context),
    "wasi:random/random": random(context),
    "wasi:random/insecure": insecure(context),
    "wasi:random/insecure-seed": insecureSeed(context),
  };
}

/** WASI 0.2 for one component instance, for use by hand; a platform's `Wasi` makes the context. */
export abstract class WasiOn {
  /** What the instance can reach. */
  readonly context: Context;

  /** @param context - all that there is */
  constructor(context: Context) {
    this.context = context;
  }

  /** The interfaces, keyed `wasi:cli/environment` and so on, without version. */
  imports(): Imports {
    return importsOf(this.context);
  }
}
