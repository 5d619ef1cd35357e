/**
 * The run cases in this Node.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { execute, inTime, Late } from "./execute.mjs";
import { selected } from "./manifest.mjs";

const root = new URL("../../", import.meta.url);
const major = Number(process.versions.node.split(".")[0]);
const loader = {
  import: (/** @type {string} */ url) => import(new URL(url, root).href),
  read: async (/** @type {string} */ url) => new Uint8Array(await readFile(new URL(url, root))),
};

// What a case that was given up still waits for, a worker above all, would keep this process alive.
let isLate = false;
after(() => {
  if (isLate) setTimeout(() => process.exit(1), 1000);
});

test("a case that does not come to its end is given up", async () => {
  await assert.rejects(inTime(new Promise(() => {}), 10), Late);
  assert.equal(await inTime("ended", 10_000), "ended");
});

for (const entry of selected()) {
  test(`${entry.name}${entry.variant} (node ${major})`, async (t) => {
    const { outcome, text, late = false } = await execute(entry, loader, { engine: "node", major, page: false });
    isLate ||= late;
    if (outcome === "skipped") t.skip(text);
    if (outcome === "failed") throw new Error(text);
    if (outcome === "passed" && text !== "") t.diagnostic(text);
  });
}
