/**
 * Reads the manifest of prepared cases and keeps those that `WEFT_FILTER` (parts of names, separated by spaces) names.
 *
 * @module
 */
import { readFileSync } from "node:fs";

const filters = (process.env["WEFT_FILTER"] ?? "").split(" ").filter((word) => word !== "");

/** @returns {import("./execute.mjs").Entry[]} */
export function selected() {
  /** @type {import("./execute.mjs").Entry[]} */
  const all = JSON.parse(readFileSync(new URL("../../target/run/manifest.json", import.meta.url), "utf8"));
  return filters.length === 0 ? all : all.filter(({ name }) => filters.some((filter) => name.includes(filter)));
}
