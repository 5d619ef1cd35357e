/**
 * The run cases in this Node.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { execute } from "./execute.mjs";
import { selected } from "./manifest.mjs";

const root = new URL("../../", import.meta.url);
const major = Number(process.versions.node.split(".")[0]);
const loader = {
  import: (/** @type {string} */ url) => import(new URL(url, root).href),
  read: async (/** @type {string} */ url) => new Uint8Array(await readFile(new URL(url, root))),
};

for (const entry of selected()) {
  test(`${entry.name}${entry.variant} (node ${major})`, async (t) => {
    const { outcome, text } = await execute(entry, loader, { engine: "node", major, page: false });
    if (outcome === "skipped") t.skip(text);
    if (outcome === "failed") throw new Error(text);
    if (outcome === "passed" && text !== "") t.diagnostic(text);
  });
}
