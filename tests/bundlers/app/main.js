/**
 * A page with a component in each mode, as a user would write it; it tells the test what came of each call.
 *
 * @module
 */
import { memoryDirectory } from "@weft-wasm/wasi";
import * as esm from "./esm/napper.js";
import { instantiate } from "./instantiate/napper.js";
import { instantiate as startCollections } from "./collections/collections.js";
import { instantiate as startHello } from "./hello/hello.js";
import { instantiate as startNapper } from "./worker/napper.js";

const what = {
  esm: () => esm.nap(0, "a"),
  instantiate: async () => (await instantiate()).nap(0, "a"),
  async worker() {
    const napper = await startNapper();
    const ready = await napper.nap(0, "a");
    return [ready, await outcome(() => napper.nap(200, "b"))];
  },
  async host() {
    const names = ["counts", "names", "nested", "numbers", "single", "letters", "colours", "matrix", "long", "entries"];
    const values = Object.fromEntries(names.map((name) => [name, async (/** @type {unknown} */ value) => value]));
    const collections = await startCollections({ "weft:collections/values": values });
    return [...await collections.values.numbers(Uint16Array.of(1, 2, 3))];
  },
  async files() {
    const directory = memoryDirectory({ note: "from the page" });
    let said = "";
    const stdout = (/** @type {Uint8Array} */ bytes) => void (said += new TextDecoder().decode(bytes));
    const { run } = await startHello({}, { wasi: { args: ["hello", "/d/note", "/d/new"], stdin: "", stdout, preopens: { "/d": directory } } });
    await run.run();
    return [said.split("\n")[0], new TextDecoder().decode(/** @type {Uint8Array} */ (directory.tree()["new"]))];
  },
};

/** @param {() => unknown} work */
async function outcome(work) {
  try {
    return await work();
  } catch (error) {
    return `${error}`;
  }
}

const outcomes = await Promise.all(Object.entries(what).map(async ([name, work]) => [name, await outcome(work)]));
const facts = { hasJspi: "Suspending" in WebAssembly, hasShared: typeof SharedArrayBuffer !== "undefined", isIsolated: crossOriginIsolated };
await fetch("/outcomes", { method: "POST", body: JSON.stringify({ ...facts, ...Object.fromEntries(outcomes) }) });
