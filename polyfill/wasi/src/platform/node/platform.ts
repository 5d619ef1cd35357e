import type { Platform } from "../../context.js";
import { webCrypto } from "../entropy.js";
import { sinkOf, sourceOf } from "../stdio.js";
import { isatty } from "./builtin.js";
import { clock } from "./clock.js";
import { DescriptorSink } from "./stdio.js";

/** What Node, Deno and Bun have. */
export const node: Platform = {
  clock,
  entropy: webCrypto,
  input: sourceOf,
  output: sinkOf,
  stdio(name) {
    const fd = name === "stdout" ? 1 : 2;
    return {
      sink: new DescriptorSink(fd),
      get terminal() {
        return isatty(fd);
      },
    };
  },
};
