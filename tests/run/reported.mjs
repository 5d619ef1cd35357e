/**
 * The other end of `report.mjs`: turns what a place reports into tests, one per case.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { importMap } from "../browsers/import-map.mjs";
import { root, serve } from "../browsers/server.mjs";
import { selected } from "./manifest.mjs";

/** The longest time without news from a place. */
const silenceMs = 180_000;

const map = {
  ...importMap(join(root, "polyfill/runtime"), "/polyfill/runtime/"),
  ...importMap(join(root, "polyfill/wasi"), "/polyfill/wasi/"),
};
const page = `<!doctype html>
<meta charset="utf-8"><title>run cases</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: map })}</script>
<script type="module" src="/tests/run/page.mjs"></script>`;

/**
 * @param {import("node:test").TestContext} t
 * @param {string} place shown behind each name
 * @param {(origin: string, fail: (reason: string) => void) => Promise<void>} start makes the place report to `origin`; `fail` when it no
 *   longer can
 * @param {import("./execute.mjs").Entry[]} [entries] what it runs
 */
export async function reported(t, place, start, entries = selected()) {
  const news = queue();
  const server = await serve({
    mounts: Object.fromEntries(["target/run/", "tests/run/", "polyfill/"].map((path) => [`/${path}`, join(root, path)])),
    pages: new Map([["/", page]]),
    json: new Map([["/selected.json", entries]]),
    resolve: { below: "/target/run/", imports: map },
    onPost: (path, body) => news.put({ what: path.slice("/report/".length), body }),
  });
  t.after(() => server.close());
  await start(server.origin, (reason) => news.put({ what: "gone", body: reason }));

  const waiting = new Set(entries.map(({ name, variant }) => name + variant));
  for (;;) {
    const { what, body } = await news.get(() => `${place} fell silent; not reported: ${[...waiting].join(", ")}`);
    if (what === "end") break;
    if (what === "gone") throw new Error(`${body}; not reported: ${[...waiting].join(", ")}`);
    if (what === "stray") {
      await t.test("no error goes uncaught", () => Promise.reject(new Error(body)));
      continue;
    }
    waiting.delete(body.name);
    await t.test(`${body.name} (${place})`, (t) => {
      if (body.outcome === "skipped") t.skip(body.text);
      if (body.outcome === "failed") throw new Error(body.text);
      if (body.outcome === "passed" && body.text !== "") t.diagnostic(body.text);
    });
  }
  assert.deepEqual([...waiting], [], "every case has reported");
}

/** What a place reports, in order, one at a time. */
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
