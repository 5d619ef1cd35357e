/**
 * Runs the scripts that `spec-scripts` has prepared in `target/spec`, and reports: `node spec.mjs ENGINE…`, each of them `node`, `chromium`,
 * `firefox` or `webkit`.
 *
 * First what failed, with the script's line and the engines it failed in, then a table by folder and engine, then the sum. The exit code is 1 if anything
 * failed.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../browsers/engines.mjs";
import { root, serve } from "../browsers/server.mjs";
import { run } from "./script.mjs";

/** @typedef {import("./script.mjs").Result} Result */

/** The longest time without news from a page. */
const silenceMs = 120_000;

const places = process.argv.slice(2);
/** @type {import("./script.mjs").Script[]} */
const scripts = JSON.parse(readFileSync(join(root, "target/spec/scripts.json"), "utf8"));

/** @type {Map<string, { failed: boolean[], counts: Record<Result["outcome"], number> }>} folder and engine → its scripts and directives */
const table = new Map();
/** @type {Map<string, string[]>} what failed → engines */
const failures = new Map();
/** @type {Map<string, string[]>} what an engine cannot run → engines */
const exclusions = new Map();
for (const place of places) {
  const all = place === "node" ? await inNode() : await inPage(place);
  for (const [index, { file }] of scripts.entries()) note(place, file, all[index] ?? [{ line: 1, outcome: "failed", text: "the script was not run to its end" }]);
}

for (const [text, where] of failures) console.log(`${text}\n    (${where.join(", ")})`);
for (const [text, where] of exclusions) console.log(`excluded: ${text} (${where.join(", ")})`);
console.log(`\n${"".padEnd(28)}${"".padEnd(10)}${"files".padStart(16)}${"directives".padStart(18)}`);
console.log(`${"folder".padEnd(28)}${"engine".padEnd(10)}${"passed failed".padStart(16)}${"passed failed".padStart(18)}  excluded`);
const sum = { passed: 0, failed: 0 };
for (const [row, { failed, counts }] of table) {
  const [folder = "", engine = ""] = row.split("\0");
  const bad = failed.filter(Boolean).length;
  const files = `${String(failed.length - bad).padStart(9)}${String(bad).padStart(7)}`;
  const directives = `${String(counts.passed).padStart(11)}${String(counts.failed).padStart(7)}`;
  console.log(`${folder.padEnd(28)}${engine.padEnd(10)}${files}${directives}${String(counts.excluded).padStart(10)}`);
  sum.passed += counts.passed;
  sum.failed += counts.failed;
}
console.log(`\n# pass ${sum.passed}\n# fail ${sum.failed}`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

/**
 * @param {string} place
 * @param {string} file
 * @param {Result[]} results
 */
function note(place, file, results) {
  const key = `${file.slice(0, file.lastIndexOf("/"))}\0${place}`;
  const row = table.get(key) ?? { failed: [], counts: { passed: 0, failed: 0, excluded: 0 } };
  table.set(key, row);
  row.failed.push(results.some(({ outcome }) => outcome === "failed"));
  for (const { line, outcome, text } of results) {
    row.counts[outcome] += 1;
    const list = outcome === "failed" ? failures : outcome === "excluded" ? exclusions : undefined;
    const entry = `${file}:${line}: ${text}`;
    list?.set(entry, [...(list.get(entry) ?? []), place]);
  }
}

/** @returns {Promise<Result[][]>} per script */
async function inNode() {
  const all = [];
  for (const script of scripts) all.push(await run(script, (url) => import(join(root, "target/spec", url)), "node"));
  return all;
}

/**
 * @param {string} engine
 * @returns {Promise<Result[][]>} per script; one that the page did not get to has no entry
 */
async function inPage(engine) {
  const launch = /** @type {Record<string, import("../browsers/engines.mjs").Launch>} */ (engines)[engine];
  if (launch === undefined) throw new Error(`there is no engine ${engine}: node, ${Object.keys(engines).join(", ")}`);
  /** @type {Result[][]} */
  const all = [];
  /** @type {(why?: string) => void} */
  let close = () => {};
  const closed = new Promise((resolve) => (close = resolve));
  let timer = setTimeout(() => close("fell silent"), silenceMs);
  const server = await serve({
    mounts: Object.fromEntries(["target/spec/", "tests/spec/", "tests/run/"].map((path) => [`/${path}`, join(root, path)])),
    pages: new Map([["/", '<!doctype html><meta charset="utf-8"><title>spec</title><link rel="icon" href="data:,"><script type="module" src="/tests/spec/page.mjs"></script>']]),
    onPost: (path, body) => {
      clearTimeout(timer);
      timer = setTimeout(() => close("fell silent"), silenceMs);
      if (path === "/report/script") all[body.index] = body.results;
      if (path === "/report/stray") close(`an error that nobody caught: ${body}`);
      if (path === "/report/end") close();
    },
  });
  const browser = await launch();
  try {
    await browser.open(`${server.origin}/?engine=${engine}`);
    const why = await closed;
    if (why !== undefined) console.log(`${engine}: ${why}`);
  } finally {
    clearTimeout(timer);
    await browser.close();
    await server.close();
  }
  return all;
}
