/**
 * A page with components in every mode, through real bundlers, in the three engines; on pages that are cross-origin isolated and on pages that are
 * not, where a wait that needs more than the engine has is refused by an error that says what would help.
 *
 * `WEFT_BINARY` is the path of `weft`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { engines } from "../browsers/engines.mjs";
import { root, serve } from "../browsers/server.mjs";
import { builds } from "./builds.mjs";

const weft = process.env["WEFT_BINARY"] ?? join(root, "target/debug/weft");
const folder = join(root, "target/bundlers");
const app = join(folder, "app");

/** Longer than any page takes. */
const silenceMs = 60_000;

/** The components, by their folders: the guest, and how it is transpiled. */
const components = {
  esm: ["napper", "--mode", "esm", "--async", "nap"],
  instantiate: ["napper", "--mode", "instantiate", "--async", "nap", "--runtime", "shared", "--minify"],
  worker: ["napper", "--mode", "worker", "--runtime", "shared"],
  collections: ["collections", "--mode", "worker"],
  hello: ["hello", "--mode", "worker", "--minify"],
};

rmSync(folder, { recursive: true, force: true });
cpSync(fileURLToPath(new URL("app/", import.meta.url)), app, { recursive: true });
for (const [place, [guest = "", ...options]] of Object.entries(components)) {
  const input = join(root, `target/guests/wasm32-wasip2/release/${guest}.wasm`);
  const run = spawnSync(weft, ["transpile", input, "-o", join(app, place), "--name", guest, ...options], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
}

test("the text says where the worker and the core modules are in the form that bundlers know", () => {
  const text = (/** @type {string} */ path) => readFileSync(join(app, path), "utf8");
  assert.match(text("worker/napper.js"), /new Worker\(new URL\("\.\/napper\.worker\.js", import\.meta\.url\), \{\s*type: "module"\s*\}\)/);
  assert.match(text("hello/hello.js"), /new Worker\(new URL\("\.\/hello\.worker\.js",import\.meta\.url\),\{type:"module"\}\)/);
  for (const path of ["esm/napper.js", "instantiate/napper.js", "worker/napper.worker.js"]) {
    assert.match(text(path), /new URL\("\.\/napper\.core\.wasm", ?import\.meta\.url\)/);
  }
});

/** @type {Map<string, string>} bundler → folder of what it made */
const built = new Map();
for (const [bundler, build] of Object.entries(builds)) {
  test(`${bundler} builds the page`, async () => {
    const out = join(folder, bundler.replaceAll(/\W+/g, "-"));
    await build(app, out);
    built.set(bundler, out);
  });
}

for (const [engine, launch] of Object.entries(engines)) {
  test(`the bundled page in ${engine}`, async (t) => {
    const browser = await launch();
    t.after(() => browser.close());
    for (const [bundler, out] of built) {
      // Isolation is no bundler's business.
      for (const isolated of bundler === "esbuild" ? [true, false] : [true]) {
        await t.test(`${bundler}, ${isolated ? "isolated" : "not isolated"}`, async () => check(await outcomes(browser, out, { isolated }), isolated));
      }
    }
    await t.test("a policy that forbids workers is an error, not silence", async () => {
      const out = /** @type {string} */ (built.get("esbuild"));
      const { worker, esm } = await outcomes(browser, out, { policies: { "/": "worker-src 'none'" } });
      assert.match(String(worker), /the component's worker ended: its module, or one that it imports, cannot be loaded|SecurityError|insecure/);
      assert.equal(esm, "1: a");
    });
  });
}

/**
 * @param {Record<string, unknown>} outcomes
 * @param {boolean} isolated
 */
function check({ hasJspi, hasShared, isIsolated, ...outcomes }, isolated) {
  assert.equal(isIsolated, isolated);
  const { worker: [ready, waited] = [], host, ...others } = /** @type {Record<string, any>} */ (outcomes);
  // What need not wait works everywhere.
  assert.deepEqual(others, { esm: "1: a", instantiate: "1: a", files: ["Hello, world!", "FROM THE PAGE"] });
  assert.equal(ready, "1: a");
  const headers = "serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp";
  if (hasJspi || hasShared) assert.equal(waited, "2: b");
  else assert.match(waited, new RegExp(`pollable\\.block would have to wait, and this engine has no JSPI${isolated ? " and no shared memory" : `.*: ${headers}`}`));
  if (hasShared) assert.deepEqual(host, [1, 2, 3]);
  else assert.match(host, new RegExp(`values#numbers is a function of the page, .* needs shared memory${isolated ? ", which this engine has not" : `: ${headers}`}`));
}

/**
 * What the page tells.
 * @param {import("../browsers/engines.mjs").Browser} browser
 * @param {string} out
 * @param {{ isolated?: boolean, policies?: Record<string, string> }} options
 * @returns {Promise<Record<string, unknown>>}
 */
async function outcomes(browser, out, options) {
  /** @type {(outcomes: Record<string, unknown>) => void} */
  let tell = () => {};
  /** @type {Promise<Record<string, unknown>>} */
  const told = new Promise((resolve) => (tell = resolve));
  const server = await serve({ mounts: { "/": out }, onPost: (_, body) => tell(body), ...options });
  try {
    const page = await browser.open(`${server.origin}/index.html`);
    let timer;
    const silence = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`the page fell silent; there is ${readdirSync(out)}`)), silenceMs)));
    const outcomes = await Promise.race([told, silence]);
    clearTimeout(timer);
    await page.close();
    return /** @type {Record<string, unknown>} */ (outcomes);
  } finally {
    await server.close();
  }
}
