/**
 * An import map for a workspace package: the bare specifiers of its `exports` → the URLs where its files are served.
 *
 * It picks the conditions that a browser's bundler would. A map in the page also applies to `blob:` modules, so generated
 * code runs unchanged.
 *
 * @module
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

const conditions = ["browser", "import", "default"];

/**
 * The file that a target of `exports` stands for in a browser, or undefined where there is none.
 * @param {unknown} target
 * @returns {string | undefined}
 */
function choose(target) {
  if (typeof target === "string") return target;
  if (target === null || typeof target !== "object") return undefined;
  for (const [condition, value] of Object.entries(target)) {
    if (!conditions.includes(condition)) continue;
    const file = choose(value);
    if (file !== undefined) return file;
  }
  return undefined;
}

/**
 * The `imports` of an import map for the package in `folder`, served under `url` (which ends in "/").
 * @param {string} folder
 * @param {string} url
 * @returns {Record<string, string>}
 */
export function importMap(folder, url) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  /** @type {Record<string, string>} */
  const map = {};
  for (const [key, target] of Object.entries(manifest.exports ?? {})) {
    const file = choose(target);
    if (file === undefined) continue;
    if (key.includes("*")) {
      for (const [name, path] of expand(folder, file)) map[manifest.name + key.slice(1).replace("*", name)] = url + path;
    } else {
      map[manifest.name + key.slice(1)] = url + file.replace(/^\.\//, "");
    }
  }
  return map;
}

/**
 * The files that a target with one `*` stands for, each with the text that the star matches.
 * @param {string} folder
 * @param {string} pattern
 * @returns {[star: string, path: string][]}
 */
function expand(folder, pattern) {
  const [before = "", after = ""] = pattern.replace(/^\.\//, "").split("*");
  const start = before.slice(0, before.lastIndexOf("/") + 1);
  if (!existsSync(join(folder, start))) return [];
  return /** @type {string[]} */ (readdirSync(join(folder, start), { recursive: true }))
    .map((path) => start + path.split(sep).join("/"))
    .filter((path) => path.startsWith(before) && path.endsWith(after) && path.length >= before.length + after.length)
    .map((path) => [path.slice(before.length, path.length - after.length), path]);
}
