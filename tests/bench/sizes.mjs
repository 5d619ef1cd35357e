/**
 * Sizes of JavaScript bundled for a browser, by esbuild.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { out, tool } from "./prepare.mjs";

/** @typedef {{ raw: number, min: number, gz: number }} Size bytes: bundled, minified, and that gzipped */

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
