/**
 * The run cases in a process that is not Node: `deno run -A process.mjs ORIGIN`, `bun process.mjs ORIGIN`.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { report } from "./report.mjs";

const root = new URL("../../", import.meta.url);
const [, , origin] = process.argv;
if (origin === undefined) throw new Error("usage: process.mjs ORIGIN");

/** @type {"deno" | "bun"} */
const engine = "bun" in process.versions ? "bun" : "deno";
const loader = {
  import: (/** @type {string} */ url) => import(new URL(url, root).href),
  read: async (/** @type {string} */ url) => new Uint8Array(await readFile(new URL(url, root))),
};
await report(loader, { engine, major: Number.parseInt(process.versions[engine] ?? "", 10), page: false }, origin);
