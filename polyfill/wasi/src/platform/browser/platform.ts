import type { Platform, StandardStreams } from "../../context.js";
import { webCrypto } from "../entropy.js";
import { noInput } from "../no-input.js";
import { clock } from "./clock.js";
import { ConsoleSink } from "./console.js";

/** The console. */
export const streams: StandardStreams = {
  noInput,
  output: (name) => ({
    sink: new ConsoleSink(name === "stdout" ? (line) => console.log(line) : (line) => console.error(line)),
    terminal: false,
  }),
};

/** What every browser has. */
export const browser: Platform = { clock, entropy: webCrypto, streams };
