/**
 * What the JavaScript of a fixed set of components weighs, in bytes: as written (`raw`), minified by `--minify` (`min`), and that gzipped (`gz`), in the
 * modes `instantiate` and `esm`: the second takes no imports of WASI, and so does without what nobody provides. `sizes.txt` holds the figures, so a change shows what it costs whoever reviews it; `BLESS=1` writes it anew.
 *
 * `WEFT_BINARY` is the path of `weft`. Core modules are the input's and are not weighed.
 *
 * @module
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { components } from "./components.mjs";
import { compare, read, write } from "./snapshot.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const weft = process.env["WEFT_BINARY"] ?? join(root, "target/debug/weft");
const out = join(root, "target/sizes");
const snapshot = fileURLToPath(new URL("sizes.txt", import.meta.url));

/**
 * @param {string} input path of the component
 * @param {string} name
 * @param {string} mode
 * @param {string[]} options
 * @returns {Buffer} the module that `weft` writes
 */
function transpiled(input, name, mode, options) {
  const folder = join(out, name, mode);
  execFileSync(weft, ["transpile", join(root, input), "-o", folder, "--name", name, "--mode", mode, ...options], { stdio: "pipe" });
  return readFileSync(join(folder, `${name}.js`));
}

rmSync(out, { recursive: true, force: true });
/** @type {import("./snapshot.mjs").Sizes} */
const measured = new Map();
for (const [name, input] of Object.entries(components)) {
  for (const [mode, row] of /** @type {const} */ ([["instantiate", name], ["esm", `${name}+esm`]])) {
    test(`${name} is transpiled for ${mode} in both ways of printing`, () => {
      const min = transpiled(input, name, mode, ["--minify"]);
      measured.set(`${row} raw`, transpiled(input, name, mode, []).length);
      measured.set(`${row} min`, min.length);
      measured.set(`${row} gz`, gzipSync(min, { level: 9 }).length);
    });
  }
}

test("the sizes are those of the snapshot", () => {
  if (process.env["BLESS"] !== undefined) writeFileSync(snapshot, write(measured));
  const differences = compare(read(readFileSync(snapshot, "utf8")), measured);
  assert.equal(
    differences,
    "",
    `sizes of generated code differ from tests/sizes/sizes.txt:\n${differences}\n` +
      "`BLESS=1 cargo xtask test sizes` writes them there; what grows has its reason in CHANGELOG.md",
  );
});
