/**
 * Compares Weft with wasmtime: `node differential.mjs FOLDER ORACLE [EXPECTED]`, where FOLDER holds what the program `differential` wrote and ORACLE is
 * the program of `oracle/`. With EXPECTED the oracle's outcomes are written there, for the test command.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { foldersIn, forOracle, line, ran, sumOf } from "./batches.mjs";
import { trapsBySpec } from "./cases.mjs";

/** @typedef {import("./batches.mjs").Ran} Ran */

const [, , folder, oracle, expected] = process.argv;
if (folder === undefined || oracle === undefined) throw new Error("usage: node differential.mjs FOLDER ORACLE [EXPECTED]");

/** Batches that are with the oracle at once. */
const TOGETHER = 8;
/** Differences that are told in full. */
const TOLD = 20;

let cases = 0, traps = 0, reordered = 0;
/** How often Weft and the oracle differed in these ways. @type {Map<string, number>} */
const differences = new Map();
let told = 0;
/** @type {string[]} */
const recorded = [];

const folders = foldersIn(folder);
/** @type {Promise<void>} */
let compared = Promise.resolve();
for (let at = 0; at < folders.length; at += TOGETHER) {
  /** @type {Ran[]} */
  const together = [];
  for (const folder of folders.slice(at, at + TOGETHER)) {
    const done = await ran(folder);
    forOracle(done);
    together.push(done);
  }
  await compared;
  compared = ask(together).then(() => together.forEach(compare));
}
await compared;

if (cases === 0) throw new Error(`no batches in ${folder}`);
const differing = [...differences.values()].reduce((sum, count) => sum + count, 0);
console.log(`${cases} cases, ${traps} of them traps (${reordered} with several reasons, of which Weft gives another): ${differing} differences`);
for (const [ways, count] of [...differences].sort(([, a], [, b]) => b - a)) console.log(`${String(count).padStart(8)}  ${ways}`);
if (expected !== undefined) writeFileSync(expected, `${recorded.join("\n")}\n`);
if (differing > 0) process.exitCode = 1;

/** Lets the oracle run these batches. @param {Ran[]} batches @returns {Promise<void>} */
function ask(batches) {
  return new Promise((resolve, reject) => {
    const child = spawn(/** @type {string} */ (oracle), batches.map(({ folder }) => folder), { stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code, signal) => code === 0 ? resolve() : reject(new Error(`the oracle ended with ${signal ?? code}`)));
  });
}

/** @param {Ran} done */
function compare(done) {
  const { folder, batch, cases: all, outcomes } = done;
  const file = join(folder, "oracle.json");
  /** @type {import("./weft.mjs").Outcome[]} */
  const theirs = JSON.parse(readFileSync(file, "utf8"));
  if (theirs.length !== outcomes.length) throw new Error(`${file} has ${theirs.length} outcomes, not ${outcomes.length}`);
  recorded.push(`batch ${sumOf(done)}`);
  theirs.forEach((their, i) => {
    cases++;
    const our = /** @type {import("./weft.mjs").Outcome} */ (outcomes[i]), made = /** @type {import("./cases.mjs").Case} */ (all[i]);
    if (their.got.startsWith("trap: ")) {
      traps++;
      // Of several reasons each may give another: an address may be wrong in two ways, and so may two fields be.
      if (their.seen === our.seen && their.got !== our.got && trapsBySpec(batch, made).has(our.got.replace(/^trap: /, ""))) {
        reordered++;
        their = our;
      }
    }
    recorded.push(line(done, i, their));
    if (our.seen === their.seen && our.got === their.got) return;
    const { name, way, func, image, spoil } = made;
    const ways = `${way}: Weft ${sort(our)}, wasmtime ${sort(their)}`;
    const before = differences.get(ways) ?? 0;
    differences.set(ways, before + 1);
    if (before >= 2 || told++ >= TOLD) return;
    const { text, encodings } = /** @type {import("./cases.mjs").Func} */ (batch.funcs[func]);
    console.log(`case ${name}, WEFT_SEED=${batch.seed}, function ${way}${func} of ${folder}/component.wat: ${text.slice(0, 600)} (${encodings.join(", ")})`);
    if (spoil !== undefined) console.log(`  allocation ${spoil.join(" gives ")}`);
    if (image !== undefined) console.log(`  image: ${Buffer.from(image).toString("hex").slice(0, 800)}`);
    for (const [who, { seen, got }] of /** @type {const} */ ([["Weft", our], ["wasmtime", their]])) {
      console.log(`  ${who.padEnd(8)} gave the host ${String(seen).slice(0, 400)}\n           and its caller ${got.slice(0, 400)}`);
    }
  });
  rmSync(join(folder, "cases.json"));
  rmSync(file);
}

/** What kind of outcome this is. @param {import("./weft.mjs").Outcome} outcome */
function sort({ seen, got }) {
  const end = got.startsWith("trap: ") || got.startsWith("not a trap: ") ? got.slice(0, 80) : "a value";
  return `${end}${seen === null ? "" : ", after calling the host"}`;
}
