/**
 * The app in componentize-qjs: QuickJS, which brings the language alone. An imported interface is one object, and output is bytes.
 *
 * @module
 */
import environment from "wasi:cli/environment@0.2.12";
import stderr from "wasi:cli/stderr@0.2.12";
import stdin from "wasi:cli/stdin@0.2.12";
import stdout from "wasi:cli/stdout@0.2.12";
import preopens from "wasi:filesystem/preopens@0.2.12";
import network from "wasi:sockets/instance-network@0.2.12";
import host from "weft:apps/host";
import { command, report, tally, told } from "../counting.js";

export const words = { tally: (text) => tally(text, host.longest()), report };

export const run = {
  run() {
    try {
      const output = stdout.getStdout();
      command({
        args: environment.getArguments().slice(1),
        env: environment.getEnvironment(),
        stdin: stdin.getStdin(),
        directories: preopens.getDirectories(),
        print: (line) => output.blockingWriteAndFlush(new TextEncoder().encode(`${line}\n`)),
        longest: host.longest(),
        connect: () => void network.instanceNetwork(),
        u64: Number,
      });
    } catch (error) {
      stderr.getStderr().blockingWriteAndFlush(new TextEncoder().encode(`${told(error)}\n`));
      throw null;
    }
  },
};

globalThis.TextEncoder ??= class {
  encode(text) {
    return Uint8Array.from(unescape(encodeURIComponent(text)), (unit) => unit.charCodeAt(0));
  }
};
globalThis.TextDecoder ??= class {
  decode(bytes = []) {
    return decodeURIComponent(escape(String.fromCharCode(...bytes)));
  }
};
globalThis.performance ??= { now: () => Date.now() };
