/**
 * Puts the page together: `node build.mjs COMPONENT` → target/demo/page, a folder that any static server can serve.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importMap } from "../../tests/browsers/import-map.mjs";

const [component] = process.argv.slice(2);
if (component === undefined) throw new Error("usage: node build.mjs COMPONENT");

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const page = join(root, "target/demo/page");
const wasi = join(root, "polyfill/wasi");
const transpiler = join(root, "npm/transpiler");

rmSync(page, { recursive: true, force: true });
mkdirSync(page, { recursive: true });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--project", here], { stdio: "inherit" });

for (const [name, folder] of Object.entries({ wasi, transpiler })) {
  cpSync(join(folder, "dist"), join(page, name, "dist"), { recursive: true, filter: (path) => !/\.test\.|\.d\.ts$/.test(path) });
}
cpSync(component, join(page, "hello.wasm"));
for (const file of ["style.css", "sample.json"]) cpSync(join(here, file), join(page, file));

const imports = { ...importMap(transpiler, "./transpiler/"), ...importMap(wasi, "./wasi/") };
const html = readFileSync(join(here, "index.html"), "utf8").replace("{{import map}}", () => JSON.stringify({ imports }));
writeFileSync(join(page, "index.html"), html);
