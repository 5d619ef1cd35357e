/**
 * The packages as they are published: packed, looked at, installed from the tarballs into an empty project, and used there.
 *
 * `WEFT_NODE_20`, `WEFT_NODE_26`, `WEFT_DENO` and `WEFT_BUN` are programs. Everything happens under `target/packages`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { engines } from "../browsers/engines.mjs";
import { importMap } from "../browsers/import-map.mjs";
import { root, serve } from "../browsers/server.mjs";
import { commands, program, reader, snippets } from "./readme.mjs";

const here = join(root, "tests/packages");
const work = join(root, "target/packages");
const project = join(work, "project");
const HELLO = join(root, "target/guests/wasm32-wasip2/release/hello.wasm");
const ADD = join(root, "transpiler/cli/tests/components/add.wat");
const PARTS = { greet: join(root, "transpiler/cli/tests/components/greet.wat"), words: join(root, "transpiler/cli/tests/components/words.wat") };
const FOLDERS = ["polyfill/runtime", "polyfill/wasi", "npm/transpiler"];

/**
 * Runs a program and returns its stdout.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").ExecFileSyncOptions} [options]
 */
const run = (program, args, options = {}) => {
  try {
    return String(execFileSync(program, args, { stdio: "pipe", ...options, encoding: "utf8" }));
  } catch (error) {
    const { stdout, stderr, message } = /** @type {{ stdout?: string, stderr?: string, message: string }} */ (error);
    throw new Error(`${message}\n${stdout ?? ""}\n${stderr ?? ""}`);
  }
};
/** @param {readonly string[]} args @param {string} cwd */
const npm = (args, cwd) => run("npm", [...args, "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd, shell: process.platform === "win32" });
/** @param {string} name */
const bin = (name) => join(here, "node_modules/.bin", name);

/** @type {{ name: string, filename: string, size: number, files: { path: string }[], path: string }[]} */
const packed = [];

/** What all tarballs may have together, in bytes, as they are built for tests; what is published has 3 MB (`tests/sizes/published.test.mjs`). */
const MOST = 5_500_000;

before(() => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  for (const folder of FOLDERS) {
    const [one] = JSON.parse(npm(["pack", "--json", "--pack-destination", work], join(root, folder)));
    packed.push({ ...one, path: join(work, one.filename) });
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm(["install", ...packed.map(({ path }) => path)], project);
  cpSync(ADD, join(project, "add.wat"));
  for (const file of ["use.mjs", "use.ts", "site"]) cpSync(join(here, file), join(project, file), { recursive: true });
});

test("a package holds what it needs and nothing else: no tests, no scripts, no dependencies but ours", () => {
  for (const { name, files } of packed) {
    const manifest = JSON.parse(readFileSync(join(project, "node_modules", name, "package.json"), "utf8"));
    assert.deepEqual(Object.keys(manifest.dependencies ?? {}), name === "@weft-wasm/transpiler" ? ["@weft-wasm/wasi"] : []);
    assert.equal(manifest.sideEffects, false);
    for (const script of ["preinstall", "install", "postinstall", "prepare"]) assert.equal(manifest.scripts?.[script], undefined);
    const paths = files.map(({ path }) => path);
    assert.deepEqual(paths.filter((path) => /\.test\.|testing|\.rs$|(^|\/)test\//.test(path)), []);
    assert.ok(paths.includes("README.md"), `${name} has no README.md`);
    assert.ok(paths.every((path) => !path.endsWith(".ts") || path.endsWith(".d.ts")));
  }
  assert.deepEqual(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")), ["@weft-wasm"]);
  const wasm = packed.find(({ name }) => name === "@weft-wasm/transpiler")?.files.filter(({ path }) => path.endsWith(".wasm"));
  assert.deepEqual(wasm?.map(({ path }) => path).sort(), ["dist/cli.wasm", "dist/compose.wasm", "dist/core.wasm", "dist/encode.wasm", "dist/wat.wasm"]);
});

test("whoever installs them gets them alone, and runs nothing by that", () => {
  const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
  const { "": _, ...installed } = /** @type {Record<string, Record<string, unknown>>} */ (lock.packages);
  assert.deepEqual(Object.keys(installed).sort(), packed.map(({ name }) => `node_modules/${name}`).sort());
  for (const [path, entry] of Object.entries(installed)) {
    assert.equal(entry["hasInstallScript"], undefined, path);
    for (const kind of ["optionalDependencies", "peerDependencies", "bundleDependencies"]) assert.equal(entry[kind], undefined, `${path}: ${kind}`);
  }
});

test("the tarballs are small, even with wasm that is quick to build", (t) => {
  const sum = packed.reduce((sum, { size }) => sum + size, 0);
  t.diagnostic(`${packed.map(({ name, size }) => `${name} ${size}`).join(", ")} bytes`);
  assert.ok(sum <= MOST, `${sum} bytes are more than ${MOST}`);
});

test("publint has nothing to say", () => {
  for (const { path } of packed) assert.match(run(bin("publint"), ["run", path, "--strict"]), /All good!/);
});

test("attw finds no problem, of packages that are modules only", () => {
  for (const { path } of packed) run(bin("attw"), [path, "--profile", "esm-only", "--no-emoji", "--exclude-entrypoints", "core.wasm", "encode.wasm", "wat.wasm"]);
});

for (const resolution of ["nodenext", "bundler"]) {
  test(`the declarations compile (${resolution})`, () => {
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    const options = ["--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
    run(process.execPath, [
      join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "--module", module, "--moduleResolution", resolution, ...options, "use.ts",
    ], { cwd: project });
  });
}

const node24 = () => {
  const folders = readdirSync(join(here, "node_modules")).filter((name) => name.startsWith("node-24-"));
  return folders.map((name) => join(here, "node_modules", name, "bin/node")).find((path) => existsSync(path));
};

for (const [name, program, args] of /** @type {[string, string | undefined, string[]][]} */ ([
  ["Node 20", process.env.WEFT_NODE_20, []],
  ["Node 24", node24(), []],
  ["Node 26", process.env.WEFT_NODE_26, []],
  ["Deno", process.env.WEFT_DENO, ["run", "--allow-all", "--no-lock"]],
  ["Bun", process.env.WEFT_BUN, []],
])) {
  test(`the packages in ${name}`, (t) => {
    if (program === undefined) return t.skip("it is not there on this platform");
    run(program, [...args, "use.mjs", HELLO, join(project, name.replace(" ", "-"))], { cwd: project });
  });
}

test("the command runs a component from where it is installed", () => {
  const weft = join(project, "node_modules/.bin/weft");
  assert.match(run(weft, ["--version"], { cwd: project }), /^weft \d/);
  assert.equal(run(weft, ["run", "--invoke", "add(2, 3)", "add.wat"], { cwd: project }), "5\n");
});

test("the snippets of the README", { timeout: 300_000 }, async (t) => {
  const folder = join(work, "reader");
  reader(folder, { installed: join(project, "node_modules"), app: HELLO, sums: ADD, parts: PARTS });
  const weft = (/** @type {readonly string[]} */ args) => run(join(folder, "node_modules/.bin/weft"), args, { cwd: folder });
  const all = snippets(join(root, "README.md"));
  assert.deepEqual([...new Set(all.map(({ language }) => language))].sort(), ["html", "js", "sh", "wat"]);
  for (const snippet of all) {
    if (snippet.language === "wat") writeFileSync(join(folder, "sums.wat"), snippet.text);
    if (snippet.language === "sh") commands(snippet, folder, weft);
    if (snippet.language === "js") program(snippet, folder);
    if (snippet.language === "html") writeFileSync(join(folder, "index.html"), snippet.text);
  }
  const server = await serve({ mounts: { "/": `${folder}/` } });
  t.after(() => server.close());
  for (const [engine, launch] of Object.entries(engines)) {
    const browser = await launch();
    try {
      const page = await browser.open(`${server.origin}/index.html`);
      let text = "";
      for (const end = Date.now() + 60_000; text === "" && Date.now() < end;) text = String(await page.evaluate("document.body.innerText.trim()"));
      assert.equal(text, "2 + 3 = 5", engine);
    } finally {
      await browser.close();
    }
  }
});

/** What a page that may do everything reports. */
const ALL = {
  text: 5,
  command: "Hello, page!",
  files: ["hello.core.wasm", "hello.core2.wasm", "hello.core3.wasm", "hello.d.ts", "hello.js"],
};

const NO_BLOB = /^PolicyError: .*Content-Security-Policy.*`script-src`.* needs blob:/;
const NO_WASM = /^PolicyError: .*Content-Security-Policy.*`script-src`.* needs 'wasm-unsafe-eval'/;

/** A page's policy, and what comes of it: what differs from `ALL`. @type {Record<string, [policy: string, differs: Record<string, RegExp>]>} */
const POLICIES = {
  strict: ["default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob:", {}],
  "no-blob": ["script-src 'self' 'wasm-unsafe-eval'", { text: NO_BLOB, command: NO_BLOB }],
  "no-wasm": ["script-src 'self' blob:", { text: NO_WASM, command: NO_WASM, files: NO_WASM }],
};

/** Bundles the site with Vite, as `vite build` does. @param {string} out */
async function vite(out) {
  const { build } = await import(/** @type {any} */ (createRequire(join(here, "package.json")).resolve("vite")));
  await build({ root: join(project, "site"), base: "./", configFile: false, logLevel: "warn", build: { outDir: out, emptyOutDir: true } });
}

/** The same with esbuild, which leaves addresses of files alone: the wasm lies beside the modules. @param {string} out */
async function esbuild(out) {
  const { build } = createRequire(join(here, "package.json"))("esbuild");
  await build({ entryPoints: [join(project, "site/main.js")], outdir: out, bundle: true, splitting: true, format: "esm", minify: true });
  cpSync(join(project, "site/index.html"), join(out, "index.html"));
  for (const file of ["core.wasm", "wat.wasm", "encode.wasm"]) cpSync(join(project, "node_modules/@weft-wasm/transpiler/dist", file), join(out, file));
}

test("the packages in pages: bundled by Vite and esbuild under strict policies, and as they are", { timeout: 600_000 }, async (t) => {
  const installed = join(project, "node_modules/@weft-wasm");
  /** @type {Record<string, string>} */
  const mounts = { "/installed/": `${installed}/`, "/plain/": join(project, "site/") };
  /** @type {Record<string, string>} */
  const policies = {};
  /** @type {[path: string, differs: Record<string, RegExp>][]} */
  const pages = [["/plain/page.html", {}]];
  for (const [name, bundle] of Object.entries({ vite, esbuild })) {
    const out = join(work, name);
    mkdirSync(out, { recursive: true });
    await bundle(out);
    for (const [policy, [text, differs]] of Object.entries(POLICIES)) {
      // What is refused is so whoever bundled it.
      if (name === "vite" && policy !== "strict") continue;
      const prefix = `/${name}-${policy}/`;
      mounts[prefix] = out;
      policies[prefix] = text;
      pages.push([`${prefix}index.html`, differs]);
    }
  }
  for (const folder of [join(work, "vite"), join(work, "esbuild"), join(project, "site")]) {
    cpSync(HELLO, join(folder, "hello.wasm"));
    cpSync(ADD, join(folder, "add.wat"));
  }
  const imports = Object.assign({}, ...["wasi", "transpiler"].map((name) => importMap(join(installed, name), `/installed/${name}/`)));
  const html = readFileSync(join(here, "site/index.html"), "utf8");
  const plain = html.replace("<script", () => `<script type="importmap">${JSON.stringify({ imports })}</script>\n  <script`);

  /** @type {(report: any) => void} */
  let arrived = () => {};
  const server = await serve({ mounts, policies, pages: new Map([["/plain/page.html", plain]]), onPost: (_, body) => arrived(body) });
  t.after(() => server.close());
  for (const [engine, launch] of Object.entries(engines)) {
    const browser = await launch();
    try {
      for (const [path, differs] of pages) {
        await t.test(`${path} in ${engine} ${browser.version}`, { timeout: 120_000 }, async () => {
          const report = new Promise((resolve) => (arrived = resolve));
          const page = await browser.open(server.origin + path);
          const found = await report;
          await page.close();
          for (const [what, expected] of Object.entries(ALL)) {
            const other = differs[what];
            if (other === undefined) assert.deepEqual(found[what], expected, what);
            else assert.match(String(found[what]), other, what);
          }
        });
      }
    } finally {
      await browser.close();
    }
  }
});
