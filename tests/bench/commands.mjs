/**
 * Opening a `std` command by each contestant: the component by Weft, the component by jco, the same program as a WASI 0.1 module by hand.
 *
 * @module
 */
import { compile, url } from "./place.mjs";

/**
 * What a command gets. `folder` is where it finds an empty in-memory directory that it may change.
 * @typedef {{ args: string[], stdout: (bytes: Uint8Array) => void, folder?: string }} Options
 */
/** @typedef {(program: string, options: Options) => Promise<() => unknown>} Open an instance; the function runs it */

/** @type {Record<"floor" | "weft" | "jco", Open>} */
export const open = {
  async floor(program, options) {
    const { command } = await import("./floor/wasi.mjs");
    return command(await compile(`target/guests/wasm32-wasip1/release/${program}.wasm`), options);
  },

  async weft(program, { args, stdout, folder }) {
    const { instantiate } = await import(url(`target/bench/weft/${program}/${program}.js`));
    const preopens = folder === undefined ? {} : { [folder]: (await import("@weft-wasm/wasi")).memoryDirectory() };
    const { run } = await instantiate({}, { wasi: { args, stdout, preopens } });
    return () => run.run();
  },

  async jco(program, { args, stdout, folder }) {
    const { instantiate } = await import(url(`target/bench/jco/${program}/${program}.js`));
    // Its browser half in Node too: there, the other half hands every write to a worker, which no sink in this thread is behind.
    const { cli, clocks, filesystem, io, random } = await import(
      url("tests/bench/node_modules/@bytecodealliance/preview2-shim/dist/browser/index.js")
    );
    const { environment, exit, ...streams } = cli.createCli({ arguments: args, stdout: { write: stdout } });
    const files = filesystem.createFilesystem({
      adapter: new filesystem.InMemoryFilesystemAdapter(),
      preopens: folder === undefined ? {} : { [folder]: { dir: {} } },
    });
    const imports = {
      "wasi:cli/environment": environment,
      "wasi:cli/exit": exit,
      "wasi:cli/stdin": streams.stdin,
      "wasi:cli/stdout": streams.stdout,
      "wasi:cli/stderr": streams.stderr,
      "wasi:cli/terminal-input": streams.terminalInput,
      "wasi:cli/terminal-output": streams.terminalOutput,
      "wasi:cli/terminal-stdin": streams.terminalStdin,
      "wasi:cli/terminal-stdout": streams.terminalStdout,
      "wasi:cli/terminal-stderr": streams.terminalStderr,
      "wasi:clocks/monotonic-clock": clocks.monotonicClock,
      "wasi:clocks/wall-clock": clocks.wallClock,
      "wasi:filesystem/preopens": files.preopens,
      "wasi:filesystem/types": files.types,
      "wasi:io/error": io.error,
      "wasi:io/poll": io.poll,
      "wasi:io/streams": io.streams,
      "wasi:random/random": random.random,
      "wasi:random/insecure": random.insecure,
      "wasi:random/insecure-seed": random.insecureSeed,
    };
    const core = (/** @type {string} */ file) => compile(`target/bench/jco/${program}/${file}`);
    const { run } = await instantiate(core, imports);
    return () => run.run();
  },
};
