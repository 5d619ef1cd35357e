import type { Platform } from "../../context.js";
import { webCrypto } from "../entropy.js";
import { sinkOf, sourceOf } from "../stdio.js";
import { clock } from "./clock.js";
import { ConsoleSink } from "./console.js";

/** What every browser has. */
export const browser: Platform = {
  clock,
  entropy: webCrypto,
  input: sourceOf,
  output: sinkOf,
  stdio: (name) => ({
    sink: new ConsoleSink(name === "stdout" ? (line) => console.log(line) : (line) => console.error(line)),
    terminal: false,
  }),
};
