/**
 * Transpiles what the cases need: `node prepare.mjs WEFT ROUND-TRIPS` → `target/run/<case>/<component>/…` and `target/run/manifest.json`.
 * Each case with components is there once more for every way of printing them (`target/run/<case>+minified/…`): they have to
 * behave alike.
 *
 * The program ROUND-TRIPS makes random components, each of which becomes a case of `round-trip/case.mjs`. A component that cannot be transpiled
 * fails its case, in every engine, with what `weft` said; the other cases run.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const out = join(root, "target/run");
const [, , weft, roundTrips] = process.argv;
if (weft === undefined || roundTrips === undefined) throw new Error("usage: node prepare.mjs WEFT ROUND-TRIPS");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

/** The ways of printing a component, by what is appended to a case's name. */
const variants = {
  "": [],
  "+minified": ["--minify"],
  "+shared": ["--runtime", "shared", "--strings", "small"],
  "+shared+minified": ["--runtime", "shared", "--minify", "--strings", "small"],
};

/** @type {import("./execute.mjs").Entry[]} */
const manifest = [];
for (const file of readdirSync(new URL("cases/", import.meta.url)).sort()) {
  if (!file.endsWith(".mjs")) continue;
  const name = file.slice(0, -".mjs".length);
  for (const [variant, options] of Object.entries(variants)) {
    const entry = await prepare(name, variant, options, weft);
    if (entry) manifest.push(entry);
  }
}
manifest.push(...random(roundTrips));
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest));

/**
 * @param {string} name of the case
 * @param {string} variant
 * @param {string[]} further options of the variant
 * @param {string} weft path of the binary
 * @returns {Promise<import("./execute.mjs").Entry | undefined>} nothing for a variant of a case without components
 */
async function prepare(name, variant, further, weft) {
  /** @type {import("./execute.mjs").Case} */
  const { components = {}, variants: hasVariants = true } = await import(`./cases/${name}.mjs`);
  if (variant !== "" && !hasVariants) return undefined;
  for (const [component, { guest = "", text, mode = "instantiate", options = [], inspect = false }] of Object.entries(components)) {
    const folder = join(out, name + variant, component);
    const input = text === undefined ? fileOf(guest) : `${folder}.wat`;
    if (text !== undefined) {
      mkdirSync(join(out, name + variant), { recursive: true });
      writeFileSync(input, text);
    }
    const args = ["transpile", input, "-o", folder, "--name", component, "--mode", mode, ...options, ...further];
    const run = spawnSync(weft, args, { encoding: "utf8" });
    if (run.error) return { name, variant, failed: `weft did not start: ${run.error.message}` };
    if (run.status !== 0) return { name, variant, failed: `weft transpile ${input} (exit code ${run.status})\n${run.stderr}` };
    if (inspect) writeFileSync(join(folder, "inspect.json"), spawnSync(weft, ["inspect", "--json", input]).stdout);
  }
  return variant === "" || Object.keys(components).length > 0 ? { name, variant } : undefined;
}

/**
 * @param {string} guest `x` is the crate of that name built to a component, `TARGET/x` the same crate built for another target,
 *   `x.wat` a text in `guests/`, `x.app` an app of `tests/guests/apps`
 * @returns {string} its path
 */
function fileOf(guest) {
  if (guest.endsWith(".wat")) return join(root, "tests/run/guests", guest);
  if (guest.endsWith(".app")) return join(root, "target/apps", `${basename(guest, ".app")}.wasm`);
  const [name = "", target = "wasm32-wasip2"] = guest.split("/").reverse();
  return join(root, "target/guests", target, "release", `${name}.wasm`);
}

/**
 * @param {string} roundTrips path of the binary
 * @returns {import("./execute.mjs").Entry[]}
 */
function random(roundTrips) {
  const module = "tests/run/round-trip/case.mjs";
  const run = spawnSync(roundTrips, [out], { encoding: "utf8" });
  process.stderr.write(run.stderr);
  const names = run.stdout.split("\n").filter((name) => name !== "");
  const entries = names.map((name) => ({ name, variant: "", module }));
  return run.status === 0 ? entries : [...entries, { name: "round-trip", variant: "", module, failed: `round-trips failed\n${run.stderr}` }];
}
