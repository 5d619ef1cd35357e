/**
 * A file in memory, block by block: gigabytes per second of each pass, by the guest's own clock.
 *
 * @module
 */
import { open } from "../commands.mjs";

/** Bytes of a block; `filer` has the same. */
const BLOCK = 64 << 10;

/**
 * `passes` counts the ones that are measured; one more before them warms up.
 * @typedef {{ how: "create" | "overwrite" | "read", blocks: number, passes: Record<import("../rows.mjs").Contestant, number> }} Options
 */

/** @type {import("../rows.mjs").Measure<Options>} */
export default async function (contestant, { how, blocks, passes }) {
  let text = "";
  const decoder = new TextDecoder();
  /** @type {{ args: string[], stdout: (bytes: Uint8Array) => void, folder: string }} */
  const options = { args: [], stdout: (bytes) => void (text += decoder.decode(bytes)), folder: "/data" };
  // One instance for all passes: the file it makes first is what it reads or overwrites.
  options.args = ["filer", how, "/data/file", String(blocks), String(passes[contestant] + 1)];
  const run = await open[contestant]("filer", options);
  await run();
  const times = text.trim().split("\n").map(Number);
  if (times.length !== passes[contestant] + 1) throw new Error(`the guest printed ${JSON.stringify(text)}`);
  return times.slice(1).map((nanoseconds) => (blocks * BLOCK) / nanoseconds);
}
