/**
 * What users fetch of the packages, as `cargo xtask packages --published` leaves them.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "npm/transpiler/dist");
const packages = ["polyfill/runtime", "polyfill/wasi", "npm/transpiler"];

/** Bytes. @typedef {{ raw: number, gz: number }} Weight */

/**
 * The modules that `module` is, with all that it imports before it runs.
 * @param {string} module path
 * @param {Set<string>} seen paths
 * @returns {Set<string>} `seen`
 */
function modules(module, seen = new Set()) {
  if (seen.has(module)) return seen;
  seen.add(module);
  for (const [, name] of readFileSync(module, "utf8").matchAll(/^(?:import|export)\b[^"';]*?(?:from\s*)?["'](\.[^"']+)["']/gm)) {
    modules(join(module, "..", /** @type {string} */ (name)), seen);
  }
  return seen;
}

/** @param {Iterable<string>} files @returns {Weight} */
function weight(files) {
  const sum = { raw: 0, gz: 0 };
  for (const file of files) {
    const bytes = readFileSync(file);
    sum.raw += bytes.length;
    sum.gz += gzipSync(bytes, { level: 9 }).length;
  }
  return sum;
}

/** @param {string} folder of a package @returns {Weight} of what npm would publish */
function packed(folder) {
  const said = execFileSync("npm", ["pack", "--dry-run", "--json", "--silent"], { cwd: join(root, folder), encoding: "utf8" });
  /** @type {{ size: number, unpackedSize: number }[]} */
  const [found] = JSON.parse(said);
  if (found === undefined) throw new Error(`npm says nothing of ${folder}`);
  return { raw: found.unpackedSize, gz: found.size };
}

/**
 * Weighs what is in `dist` now.
 * @returns {Record<"tab" | "wat" | "encoder" | "packed", Weight>} what a page fetches to transpile a component; what it fetches besides for text,
 *   and for what is no component yet; the tarballs that `npm install` fetches, together
 */
export function weigh() {
  const tarballs = packages.map(packed);
  const sum = (/** @type {keyof Weight} */ of) => tarballs.reduce((sum, tarball) => sum + tarball[of], 0);
  const page = modules(join(dist, "index.js"));
  return {
    tab: weight([...page, join(dist, "wasm/core.js"), join(dist, "core.wasm")]),
    wat: weight([join(dist, "wasm/wat.js"), join(dist, "wat.wasm")]),
    encoder: weight([join(dist, "wasm/encode.js"), join(dist, "encode.wasm")]),
    packed: { raw: sum("raw"), gz: sum("gz") },
  };
}
