import type { Platform, StandardStreams } from "../../context.js";
import { webCrypto } from "../entropy.js";
import { noInput } from "../no-input.js";
import { isatty } from "./builtin.js";
import { clock } from "./clock.js";
import { DescriptorSink } from "./stdio.js";

/** Those of the process. */
export const streams: StandardStreams = {
  noInput,
  output(name) {
    const fd = name === "stdout" ? 1 : 2;
    return {
      sink: new DescriptorSink(fd),
      get terminal() {
        return isatty(fd);
      },
    };
  },
};

/** What Node, Deno and Bun have. */
export const node: Platform = { clock, entropy: webCrypto, streams };
