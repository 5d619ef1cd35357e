/**
 * Opens the page in the browser engine that is named (`node verify.mjs chromium`), runs the first sample, and compares.
 *
 * Prints the page's times as JSON; `target/demo/<engine>.png` shows what it looked like.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../tests/browsers/engines.mjs";
import { root, serve } from "../tests/browsers/server.mjs";
import { Visitor } from "../tests/playground/visitor.mjs";

const engine = /** @type {keyof typeof engines} */ (process.argv[2] ?? "chromium");
const { expected } = JSON.parse(readFileSync(new URL("samples/hello.json", import.meta.url), "utf8"));
const server = await serve({ mounts: { "/": join(root, "target/demo/page") } });
const browser = await engines[engine]();
try {
  const visitor = await Visitor.open(browser, `${server.origin}/`);
  const [paint, shown] = [await visitor.firstPaint(), await visitor.shown()];
  await visitor.run();
  await visitor.terminalShows([...expected.stdout, ...expected.stderr].join("\n"));
  const written = await visitor.writtenFiles();
  await visitor.screenshot(join(root, `target/demo/${engine}.png`));
  assert.match(await visitor.outcome(), new RegExp(`^Exit code ${expected.code} `));
  assert.deepEqual(written, { "/data/out.txt": expected.files["/data/out.txt"] });
  const times = { "first paint": `${paint.toFixed(0)} ms`, "sample shown": `${shown.toFixed(0)} ms`, ...(await visitor.times()) };
  console.log(JSON.stringify({ engine, version: browser.version, times }));
} finally {
  await browser.close();
  await server.close();
}
