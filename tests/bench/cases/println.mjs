/**
 * Lines from a guest to a function of the host: nanoseconds per line, in a run of an instance of its own.
 *
 * @module
 */
import { open } from "../commands.mjs";

/** How often a process runs the program; the first time warms up and does not count. */
const RUNS = 8;

/** @type {import("../rows.mjs").Measure<{ how: "println" | "buffered", lines: Record<import("../rows.mjs").Contestant, number> }>} */
export default async function (contestant, { how, lines }) {
  const count = lines[contestant];
  const samples = [];
  for (let i = 0; i < RUNS; i++) {
    let bytes = 0;
    const run = await open[contestant]("printer", {
      args: ["printer", how, String(count)],
      stdout: (chunk) => void (bytes += chunk.length),
    });
    const start = performance.now();
    await run();
    const ms = performance.now() - start;
    const expected = count * "line 12345678 of a guest\n".length;
    if (bytes !== expected) throw new Error(`${bytes} bytes arrived instead of ${expected}`);
    if (i > 0) samples.push((ms * 1e6) / count);
  }
  return samples;
}
