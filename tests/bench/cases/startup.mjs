/**
 * From nothing to a first answer, in a fresh process or page: milliseconds, once.
 *
 * `calls` is a component of 67 functions, whose module is imported and then asked for a sum; a command is imported, given its WASI and run
 * to its end; an app, an interpreter with a program in it, is imported and counts words. The files are those that the tool wrote, not bundled.
 *
 * @module
 */
import { open } from "../commands.mjs";
import { url } from "../place.mjs";

/** The modules of the component `calls`, by contestant. */
const calls = {
  floor: "tests/bench/floor/calls.mjs",
  weft: "target/bench/weft/calls/calls.js",
  jco: "target/bench/jco/calls/calls.js",
};

/** @type {import("../rows.mjs").Measure<{ what: "calls" | "command" } | { what: "app", app: string }>} */
export default async function (contestant, options) {
  const { what } = options;
  const start = performance.now();
  if (what === "app") {
    const { words } = await import(url(`target/bench/${contestant}/app-${options.app}/${options.app}.js`));
    const [first] = words.tally("b a b");
    const ms = performance.now() - start;
    if (first?.word !== "b" || first.times !== 2) throw new Error(`the most frequent word is ${JSON.stringify(first)}`);
    return [ms];
  }
  if (what === "calls") {
    const { calls: exports } = await import(url(calls[contestant]));
    const sum = exports.add(1, 2);
    const ms = performance.now() - start;
    if (sum !== 3) throw new Error(`1 + 2 = ${sum}`);
    return [ms];
  }
  let bytes = 0;
  const run = await open[contestant]("printer", {
    args: ["printer", "println", "1"],
    stdout: (chunk) => void (bytes += chunk.length),
  });
  await run();
  const ms = performance.now() - start;
  if (bytes === 0) throw new Error("the command printed nothing");
  return [ms];
}
