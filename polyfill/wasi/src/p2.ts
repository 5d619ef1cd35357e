/** All of WASI 0.2 that this package has, for instantiating by hand. Generated glue imports the factories it needs instead. */
import * as cli from "./cli/p2.js";
import * as clocks from "./clocks/p2.js";
import type { Context } from "./context.js";
import * as filesystem from "./filesystem/p2.js";
import * as io from "./io/p2.js";
import * as random from "./random/p2.js";

/** The interfaces, by name without version. */
export interface Imports {
  "wasi:cli/environment": cli.EnvironmentInterface;
  "wasi:cli/exit": cli.ExitInterface;
  "wasi:cli/stdin": cli.StdinInterface;
  "wasi:cli/stdout": cli.StdoutInterface;
  "wasi:cli/stderr": cli.StderrInterface;
  "wasi:cli/terminal-input": cli.TerminalInputInterface;
  "wasi:cli/terminal-output": cli.TerminalOutputInterface;
  "wasi:cli/terminal-stdin": cli.TerminalStdinInterface;
  "wasi:cli/terminal-stdout": cli.TerminalStdoutInterface;
  "wasi:cli/terminal-stderr": cli.TerminalStderrInterface;
  "wasi:clocks/monotonic-clock": clocks.MonotonicClockInterface;
  "wasi:clocks/wall-clock": clocks.WallClockInterface;
  "wasi:clocks/timezone": clocks.TimezoneInterface;
  "wasi:filesystem/types": filesystem.TypesInterface;
  "wasi:filesystem/preopens": filesystem.PreopensInterface;
  "wasi:io/error": io.ErrorInterface;
  "wasi:io/poll": io.PollInterface;
  "wasi:io/streams": io.StreamsInterface;
  "wasi:random/random": random.RandomInterface;
  "wasi:random/insecure": random.InsecureInterface;
  "wasi:random/insecure-seed": random.InsecureSeedInterface;
}

/** All interfaces over `context`. */
export function importsOf(context: Context): Imports {
  return {
    "wasi:cli/environment": cli.environment(context),
    "wasi:cli/exit": cli.exit(context),
    "wasi:cli/stdin": cli.stdin(context),
    "wasi:cli/stdout": cli.stdout(context),
    "wasi:cli/stderr": cli.stderr(context),
    "wasi:cli/terminal-input": cli.terminalInput(context),
    "wasi:cli/terminal-output": cli.terminalOutput(context),
    "wasi:cli/terminal-stdin": cli.terminalStdin(context),
    "wasi:cli/terminal-stdout": cli.terminalStdout(context),
    "wasi:cli/terminal-stderr": cli.terminalStderr(context),
    "wasi:clocks/monotonic-clock": clocks.monotonicClock(context),
    "wasi:clocks/wall-clock": clocks.wallClock(context),
    "wasi:clocks/timezone": clocks.timezone(context),
    "wasi:filesystem/types": filesystem.types(context),
    "wasi:filesystem/preopens": filesystem.preopens(context),
    "wasi:io/error": io.error(context),
    "wasi:io/poll": io.poll(context),
    "wasi:io/streams": io.streams(context),
    "wasi:random/random": random.random(context),
    "wasi:random/insecure": random.insecure(context),
    "wasi:random/insecure-seed": random.insecureSeed(context),
  };
}
