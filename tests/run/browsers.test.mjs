/**
 * The run cases in the three browser engines: one page per engine, one test per case.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { engines } from "../browsers/engines.mjs";
import { importMap } from "../browsers/import-map.mjs";
import { root, serve } from "../browsers/server.mjs";
import { selected } from "./manifest.mjs";

/** The longest time without news from a page. */
const silenceMs = 180_000;

const entries = selected();
const map = {
  ...importMap(join(root, "polyfill/runtime"), "/polyfill/runtime/"),
  ...importMap(join(root, "polyfill/wasi"), "/polyfill/wasi/"),
};
const page = `<!doctype html>
<meta charset="utf-8"><title>run cases</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: map })}</script>
<script type="module" src="/tests/run/page.mjs"></script>`;

for (const [engine, launch] of Object.entries(engines)) {
  test(`the run cases in ${engine}`, async (t) => {
    const news = queue();
    const server = await serve({
      mounts: Object.fromEntries(["target/run/", "tests/run/", "polyfill/"].map((path) => [`/${path}`, join(root, path)])),
      pages: new Map([["/", page]]),
      json: new Map([["/selected.json", entries]]),
      onPost: (path, body) => news.put({ what: path.slice("/report/".length), body }),
    });
    t.after(() => server.close());
    const browser = await launch();
    t.after(() => browser.close());
    t.diagnostic(`${engine} ${browser.version}`);

    await browser.open(`${server.origin}/?engine=${engine}&major=${Number.parseInt(browser.version, 10)}`);
    const waiting = new Set(entries.map(({ name, variant }) => name + variant));
    for (;;) {
      const { what, body } = await news.get(() => `${engine} fell silent; not reported: ${[...waiting].join(", ")}`);
      if (what === "end") break;
      if (what === "stray") {
        await t.test("no error goes uncaught", () => Promise.reject(new Error(body)));
        continue;
      }
      waiting.delete(body.name);
      await t.test(`${body.name} (${engine})`, (t) => {
        if (body.outcome === "skipped") t.skip(body.text);
        if (body.outcome === "failed") throw new Error(body.text);
        if (body.outcome === "passed" && body.text !== "") t.diagnostic(body.text);
      });
    }
    assert.deepEqual([...waiting], [], "every case has reported");
  });
}

/** What a page reports, in order, one at a time. */
function queue() {
  /** @type {any[]} */
  const items = [];
  /** @type {(() => void) | undefined} */
  let wake;
  return {
    put(/** @type {any} */ item) {
      items.push(item);
      wake?.();
    },
    async get(/** @type {() => string} */ silence) {
      if (items.length === 0) {
        await new Promise((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(silence())), silenceMs);
          wake = () => (clearTimeout(timer), resolve(undefined));
        });
        wake = undefined;
      }
      return items.shift();
    },
  };
}
