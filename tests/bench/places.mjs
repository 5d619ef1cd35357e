/**
 * The places where is measured: each job gets a process (Node) or a page (Chromium) of its own, so that no contestant's code was
 * optimised for another's.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { engines } from "../browsers/engines.mjs";
import { importMap } from "../browsers/import-map.mjs";
import { serve } from "../browsers/server.mjs";
import { root } from "./prepare.mjs";

/** @typedef {{ name: string, measure: (job: import("./rows.mjs").Job) => Promise<number[]>, close: () => Promise<void> }} OpenPlace */

/** How long a page may take for one job. */
const PATIENCE = 120_000;

/** @type {Record<import("./rows.mjs").Place, () => Promise<OpenPlace>>} */
export const places = {
  async node() {
    const script = fileURLToPath(new URL("process.mjs", import.meta.url));
    return {
      name: `Node ${process.versions.node}`,
      async measure(job) {
        const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(job)], { cwd: root });
        return JSON.parse(stdout);
      },
      close: async () => {},
    };
  },

  async chromium() {
    const imports = {
      ...importMap(join(root, "polyfill/wasi"), "/polyfill/wasi/"),
      ...importMap(join(root, "tests/bench/node_modules/@bytecodealliance/preview2-shim"), "/tests/bench/node_modules/@bytecodealliance/preview2-shim/"),
    };
    const page = `<!doctype html>
<meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module" src="/tests/bench/page.mjs"></script>`;
    const json = new Map();
    let take = (/** @type {{ samples?: number[], error?: string }} */ _answer) => {};
    const server = await serve({
      mounts: Object.fromEntries(["target/bench/", "target/guests/", "tests/", "polyfill/"].map((path) => [`/${path}`, join(root, path)])),
      pages: new Map([["/", page]]),
      json,
      onPost: (_path, answer) => take(answer),
    });
    const browser = await engines.chromium();
    return {
      name: `Chromium ${browser.version.split(".")[0]}`,
      async measure(job) {
        json.set("/job.json", job);
        const answer = new Promise((resolve, reject) => {
          take = resolve;
          setTimeout(() => reject(new Error(`the page did not answer: ${JSON.stringify(job)}`)), PATIENCE).unref();
        });
        const page = await browser.open(`${server.origin}/`);
        const { samples, error } = await answer;
        await page.close();
        if (error !== undefined) throw new Error(error);
        return samples;
      },
      async close() {
        await browser.close();
        await server.close();
      },
    };
  },
};
