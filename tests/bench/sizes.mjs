/**
 * Sizes of JavaScript as written, or bundled for a browser by esbuild, and of the packages' files.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { weigh } from "../sizes/published.mjs";
import { out, tool } from "./prepare.mjs";

/** @typedef {{ raw: number, min: number, gz: number }} Size bytes: bundled, minified, and that gzipped */

/**
 * What the tool writes for a component, and the same minified: by the tool itself where it can.
 * @param {"weft" | "jco"} contestant
 * @param {string} program a guest
 * @returns {Size}
 */
export function glue(contestant, program) {
  const read = (/** @type {string} */ folder) => readFileSync(join(out, contestant, "size", folder, `${program}.js`));
  const min = read(`${program}-min`);
  return { raw: read(program).length, min: min.length, gz: gzipSync(min, { level: 9 }).length };
}

/**
 * @param {"weft" | "jco"} contestant
 * @param {string} program a guest
 * @returns {Size}
 */
export function bundled(contestant, program) {
  const folder = join(out, contestant, `${program}-bundle`);
  const bundle = (/** @type {string[]} */ ...options) => {
    const file = join(folder, "bundled.js");
    const given = ["--bundle", "--format=esm", "--platform=browser", "--log-level=error", `--outfile=${file}`];
    tool("esbuild", [join(folder, `${program}.js`), ...given, ...options]);
    return readFileSync(file);
  };
  const min = bundle("--minify");
  return { raw: bundle().length, min: min.length, gz: gzipSync(min, { level: 9 }).length };
}

/**
 * Files as they are published.
 * @param {import("./rows.mjs").DownloadRow["weigh"]} what
 * @returns {{ raw: number, gz: number }} bytes
 */
export function download(what) {
  return weigh()[what];
}
