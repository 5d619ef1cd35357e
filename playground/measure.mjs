/**
 * Runs the transpiled sample in this Node and measures it: `node measure.mjs FOLDER COMPONENT` → JSON on stdout.
 *
 * Times are milliseconds; sizes are bytes, `gzip` at level 9.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { memoryDirectory } from "@weft-wasm/wasi";

const [folder, component] = process.argv.slice(2).map((path) => resolve(path));
if (folder === undefined || component === undefined) throw new Error("usage: node measure.mjs FOLDER COMPONENT");

const files = readdirSync(folder);
const size = (/** @type {string} */ extension) =>
  files.filter((name) => name.endsWith(extension)).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
const glue = readFileSync(join(folder, "hello.js"));

const sample = JSON.parse(readFileSync(new URL("samples/hello.json", import.meta.url), "utf8"));
const decoder = new TextDecoder();
let stdout = "";

const start = performance.now();
const { instantiate } = await import(pathToFileURL(join(folder, "hello.js")).href);
const imported = performance.now();
const exports = await instantiate(
  {},
  {
    wasi: {
      args: ["hello", ...sample.args],
      env: sample.env,
      stdin: sample.stdin,
      stdout: (/** @type {Uint8Array} */ bytes) => void (stdout += decoder.decode(bytes, { stream: true })),
      stderr: () => {},
      preopens: { "/data": memoryDirectory({ "in.txt": sample.files["/data/in.txt"] }) },
    },
  },
);
const instantiated = performance.now();
await exports.run.run();
const ran = performance.now();
assert.equal(stdout, `${sample.expected.stdout.join("\n")}\n`);

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
