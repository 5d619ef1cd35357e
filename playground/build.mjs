/**
 * Puts the page together: `node playground/build.mjs OUT` → a folder that any static server can serve. It takes the packages as they are built, and
 * the samples from `target/guests`.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..");
const out = resolve(process.argv[2] ?? join(root, "target/playground"));
const kept = join(root, "target/playground-public");

/** @type {import("vite").InlineConfig} */
const shared = { root: here, configFile: false, logLevel: "error" };

// Some of the page's modules are of use before there is a page.
const tools = join(root, "target/playground-tools");
await build({ ...shared, ssr: { external: ["@weft-wasm/transpiler"] }, build: { ssr: join(here, "src/prebuild.ts"), outDir: tools, emptyOutDir: true } });
/** @type {{ SAMPLES: { id: string, text?: string }[], DEFAULT_SAMPLE: string, ENTRIES: string[], prebuild: (component: Uint8Array) => Promise<object> }} */
const { SAMPLES, DEFAULT_SAMPLE, ENTRIES, prebuild } = await import(pathToFileURL(join(tools, "prebuild.js")).href);

const guest = (/** @type {string} */ id) => join(root, `target/guests/wasm32-wasip2/release/${id}.wasm`);
rmSync(kept, { recursive: true, force: true });
mkdirSync(join(kept, "samples"), { recursive: true });
for (const { id, text } of SAMPLES) {
  if (text === undefined) cpSync(guest(id), join(kept, `samples/${id}.wasm`));
}
writeFileSync(join(kept, "prebuilt.json"), JSON.stringify(await prebuild(new Uint8Array(readFileSync(guest(DEFAULT_SAMPLE))))));

const wasi = ENTRIES.map((entry) => [`wasi/${entry}`, entry === "index" ? "@weft-wasm/wasi" : `@weft-wasm/wasi/${entry}`]);
await build({
  ...shared,
  base: "./",
  publicDir: kept,
  worker: { format: "es" },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { index: join(here, "index.html"), ...Object.fromEntries(wasi) },
      preserveEntrySignatures: "exports-only",
      output: { entryFileNames: ({ name }) => (name.startsWith("wasi/") ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
});
serviceWorker();

/** Writes the service worker with the list of all files. */
function serviceWorker() {
  const files = /** @type {string[]} */ (readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1).split(sep).join("/")))
    .sort();
  const version = createHash("sha256");
  for (const file of files) version.update(file).update(readFileSync(join(out, file)));
  const text = readFileSync(join(here, "service-worker.js"), "utf8")
    .replace('["{{files}}"]', () => JSON.stringify(["./", ...files.filter((file) => file !== "index.html")]))
    .replace("{{version}}", version.digest("hex").slice(0, 16));
  writeFileSync(join(out, "sw.js"), text);
}
