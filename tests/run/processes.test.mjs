/**
 * The run cases in Deno or Bun: a process that reports as a page does. Their own `node:test` is theirs, not Node's.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../browsers/server.mjs";
import { selected } from "./manifest.mjs";
import { reported } from "./reported.mjs";

/**
 * How each runs a program that may do everything. Bun gets each component in one printing: its engine is WebKit's, which has seen them all,
 * and it takes five times as long as Deno.
 */
const runtimes = {
  deno: { args: ["run", "--allow-all", "--no-lock"], printings: true },
  bun: { args: [], printings: false },
};

for (const [name, { args, printings }] of Object.entries(runtimes)) {
  const program = process.env[`WEFT_${name.toUpperCase()}`];
  if (program === undefined) continue;
  const entries = selected().filter(({ variant }) => printings || variant === "");
  test(`the run cases in ${name}`, (t) => {
    const start = async (/** @type {string} */ origin, /** @type {(reason: string) => void} */ fail) => {
      const child = spawn(program, [...args, join(root, "tests/run/process.mjs"), origin], { cwd: root });
      t.after(() => child.kill());
      let said = "";
      for (const output of [child.stdout, child.stderr]) output.on("data", (data) => void (said = (said + data).slice(-10_000)));
      child.on("error", (error) => fail(`${program} did not start: ${error.message}`));
      child.on("exit", (code, signal) => fail(`${name} ended with ${code ?? signal}\n${said}`));
    };
    return reported(t, name, start, entries);
  });
}
