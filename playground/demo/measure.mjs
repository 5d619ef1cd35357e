/**
 * Runs the transpiled sample in this Node and measures it: `node measure.mjs FOLDER COMPONENT` → JSON on stdout.
 *
 * Times are milliseconds; sizes are bytes, `gzip` at level 9.
 *
 * @module
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [folder, component] = process.argv.slice(2).map((path) => resolve(path));
if (folder === undefined || component === undefined) throw new Error("usage: node measure.mjs FOLDER COMPONENT");

const files = readdirSync(folder);
const size = (/** @type {string} */ extension) =>
  files.filter((name) => name.endsWith(extension)).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
const glue = readFileSync(join(folder, "hello.js"));

const sample = JSON.parse(readFileSync(new URL("sample.json", import.meta.url), "utf8"));
const decoder = new TextDecoder();
let stdout = "";

const start = performance.now();
const { instantiate } = await import(pathToFileURL(join(folder, "hello.js")).href);
const imported = performance.now();
const exports = await instantiate(
  {},
  {
    wasi: {
      args: ["hello", "/nowhere"],
      env: sample.env,
      stdin: sample.stdin,
      stdout: (/** @type {Uint8Array} */ bytes) => void (stdout += decoder.decode(bytes, { stream: true })),
      stderr: () => {},
    },
  },
);
const instantiated = performance.now();
// Without a directory the guest ends with an error of its own once it wants its file; everything before that has run.
await exports.run.run().catch(() => {});
const ran = performance.now();
if (!stdout.startsWith(`Hello, ${sample.env.GREETED}!\n`)) throw new Error(`unexpected output: ${JSON.stringify(stdout)}`);

console.log(
  JSON.stringify({
    component: statSync(component).size,
    core: size(".wasm"),
    glue: glue.length,
    glueGzip: gzipSync(glue, { level: 9 }).length,
    import: imported - start,
    instantiate: instantiated - imported,
    run: ran - instantiated,
  }),
);
