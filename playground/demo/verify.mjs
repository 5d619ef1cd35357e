/**
 * Opens the page in the browser engine that is named (`node verify.mjs chromium`), lets it run the sample, and compares.
 *
 * Prints the page's times as JSON; `target/demo/<engine>.png` shows what it looked like.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../../tests/browsers/engines.mjs";
import { root, serve } from "../../tests/browsers/server.mjs";

const engine = /** @type {keyof typeof engines} */ (process.argv[2] ?? "chromium");
const { expected } = JSON.parse(readFileSync(new URL("sample.json", import.meta.url), "utf8"));
const server = await serve({ mounts: { "/": join(root, "target/demo/page") } });
const browser = await engines[engine]();
try {
  const page = await browser.open(`${server.origin}/`);
  const end = Date.now() + 60_000;
  let state = "loading";
  while (state !== "done" && state !== "failed") {
    if (Date.now() > end) throw new Error(`the page is still ${state} after a minute`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    state = await page.evaluate("document.body?.dataset.state ?? 'loading'");
  }
  const seen = await page.evaluate(`({
    status: document.getElementById("status").textContent,
    stdout: document.getElementById("stdout").textContent,
    stderr: document.getElementById("stderr").textContent,
    files: Object.fromEntries([...document.querySelectorAll("#files-after dt")].map((dt) => [dt.textContent, dt.nextElementSibling.textContent])),
    times: Object.fromEntries([...document.querySelectorAll("#times tr")].map((tr) => [tr.cells[0].textContent, tr.cells[1].textContent])),
  })`);
  await page.screenshot(join(root, `target/demo/${engine}.png`));
  const { times, ...outcome } = seen;
  assert.deepEqual(outcome, {
    status: `Exit code ${expected.code}.`,
    stdout: `${expected.stdout.join("\n")}\n`,
    stderr: `${expected.stderr.join("\n")}\n`,
    files: expected.files,
  });
  console.log(JSON.stringify({ engine, version: browser.version, times }));
} finally {
  await browser.close();
  await server.close();
}
