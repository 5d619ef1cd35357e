/**
 * Run by Node for the native `weft run`.
 *
 * The folder this file lies in is private to the run. It is removed as soon as everything is loaded, so that no
 * signal can leave it behind while the guest runs.
 */
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Exports, perform, prepare, type Run } from "./program.js";

const folder = new URL(".", import.meta.url);

const load = async (): Promise<() => Promise<void>> => {
  const run = JSON.parse(readFileSync(new URL("run.json", folder), "utf8")) as Run;
  const wasi = await import("@weft-wasm/wasi/node");
  const { instantiate } = (await import(new URL("component.js", folder).href)) as {
    instantiate(imports: object, options: object): Promise<Exports>;
  };
  return prepare(run, wasi, (options) => instantiate({}, { wasi: options }));
};

await perform(load, () => rmSync(fileURLToPath(folder), { recursive: true, force: true }));
