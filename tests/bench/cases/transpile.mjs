/**
 * A component transpiled by the command, files written: milliseconds from the start of the process to its end, or kilobytes that it had in memory
 * at most.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { url } from "../place.mjs";

const path = (/** @type {string} */ name) => new URL(url(name)).pathname;

/** @type {Record<"weft" | "jco", (component: string, out: string) => [string, string[]]>} */
const commands = {
  weft: (component, out) => [process.env["WEFT"] ?? "weft", ["transpile", component, "-o", out, "--name", "app", "--mode", "instantiate"]],
  jco: (component, out) => [
    process.execPath,
    [path("tests/bench/node_modules/@bytecodealliance/jco/dist/jco.js"), "transpile", component, "-o", out, "--name", "app", "--quiet"],
  ],
};

/** Runs a program and says what the most was that it had in memory: the system keeps that, and Python can ask for it. */
const PEAK = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";

/** @type {import("../rows.mjs").Measure<{ component: string, what: "time" | "memory", runs: Record<"weft" | "jco", number> }>} */
export default async function (contestant, { component, what, runs }) {
  if (contestant === "floor") throw new Error("nobody transpiles by hand");
  const out = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const [program, args] = commands[contestant](path(component), out);
    if (what === "memory") return [Number(execFileSync("python3", ["-c", PEAK, program, ...args], { encoding: "utf8" }))];
    return Array.from({ length: runs[contestant] }, () => {
      const start = performance.now();
      execFileSync(program, args, { stdio: "ignore" });
      return performance.now() - start;
    });
  } finally {
    rmSync(out, { recursive: true });
  }
}
