/**
 * A component transpiled: by the command, files written, in milliseconds from the start of the process to its end, or in memory that it had at most, as a
 * multiple of the component's size; or by the function of the package in a fresh process, in milliseconds from the import to the files, in memory.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
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

/** @type {Record<"weft" | "jco", (component: Uint8Array) => Promise<Iterable<unknown>>>} */
const functions = {
  async weft(component) {
    const { transpile } = await import(url("npm/transpiler/dist/index.js"));
    return Object.keys((await transpile(component, { name: "app", mode: "instantiate" })).files);
  },
  async jco(component) {
    const { transpile } = await import(url("tests/bench/node_modules/@bytecodealliance/jco/dist/browser.js"));
    return (await transpile(component, { name: "app", instantiation: { tag: "async" } })).files;
  },
};

/** @type {import("../rows.mjs").Measure<{ component: string, what: "time" | "memory" | "first", runs: Record<"weft" | "jco", number> }>} */
export default async function (contestant, { component, what, runs }) {
  if (contestant === "floor") throw new Error("nobody transpiles by hand");
  if (what === "first") {
    const bytes = readFileSync(path(component));
    const start = performance.now();
    const files = [...(await functions[contestant](bytes))];
    const ms = performance.now() - start;
    if (files.length < 3) throw new Error(`${files.length} files`);
    return [ms];
  }
  const out = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const [program, args] = commands[contestant](path(component), out);
    if (what === "memory") {
      const kilobytes = Number(execFileSync("python3", ["-c", PEAK, program, ...args], { encoding: "utf8" }));
      return [(kilobytes * 1024) / statSync(path(component)).size];
    }
    return Array.from({ length: runs[contestant] }, () => {
      const start = performance.now();
      execFileSync(program, args, { stdio: "ignore" });
      return performance.now() - start;
    });
  } finally {
    rmSync(out, { recursive: true });
  }
}
