/**
 * The app in componentize-js: SpiderMonkey with StarlingMonkey's `console` and `fetch`. An imported interface is a module of functions.
 *
 * @module
 */
import { getArguments, getEnvironment } from "wasi:cli/environment@0.2.12";
import { getStdin } from "wasi:cli/stdin@0.2.12";
import { getDirectories } from "wasi:filesystem/preopens@0.2.12";
import { longest } from "weft:apps/host";
import { command, report, tally, told } from "../counting.js";

export const words = { tally: (text) => tally(text, longest()), report };

export const run = {
  async run() {
    try {
      await command({
        args: getArguments().slice(1),
        env: getEnvironment(),
        stdin: getStdin(),
        directories: getDirectories(),
        print: (line) => console.log(line),
        longest: longest(),
        connect: async () => void (await fetch("http://127.0.0.1/")),
        u64: BigInt,
      });
    } catch (error) {
      console.error(told(error));
      throw undefined;
    }
  },
};
