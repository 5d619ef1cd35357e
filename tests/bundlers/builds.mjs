/**
 * How each bundler is asked for a page: with what its users would write, and nothing that Weft would need of them.
 *
 * @module
 */
import { copyFileSync, cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";
import { build as vite } from "vite";
import webpack from "webpack";

/** @type {Record<string, (app: string, out: string) => Promise<void>>} */
export const builds = {
  vite: (app, out) => withVite(app, out, {}),
  "vite, workers as modules": (app, out) => withVite(app, out, { worker: { format: "es" } }),

  /** It leaves `new URL` alone, so workers are entries and core modules are copied, all to one folder. */
  async esbuild(app, out) {
    const files = readdirSync(app, { recursive: true, encoding: "utf8" });
    const workers = files.filter((file) => file.endsWith(".worker.js")).map((file) => join(app, file));
    const options = { bundle: true, minify: true, outdir: out, entryNames: "[name]", logLevel: /** @type {const} */ ("warning") };
    await esbuild.build({ ...options, entryPoints: [join(app, "main.js"), ...workers], format: "esm", target: "es2022" });
    for (const file of files.filter((file) => file.endsWith(".wasm"))) copyFileSync(join(app, file), join(out, file.replace(/.*[\\/]/, "")));
    cpSync(join(app, "index.html"), join(out, "index.html"));
  },

  async webpack(app, out) {
    await new Promise((resolve, reject) => {
      const output = { path: out, filename: "main.js", module: true };
      webpack({ mode: "production", context: app, entry: "./main.js", output, experiments: { outputModule: true }, target: ["web", "es2022"] }, (error, stats) => {
        if (error || stats?.hasErrors() || stats?.hasWarnings()) reject(error ?? new Error(stats?.toString()));
        else resolve(undefined);
      });
    });
    cpSync(join(app, "index.html"), join(out, "index.html"));
  },
};

/**
 * @param {string} app
 * @param {string} out
 * @param {import("vite").InlineConfig} options
 */
async function withVite(app, out, options) {
  // For top-level await.
  await vite({ ...options, root: app, configFile: false, logLevel: "warn", build: { outDir: out, emptyOutDir: true, target: "es2022" } });
}
