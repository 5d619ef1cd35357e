/**
 * What a page does with the packages: it runs components that it has just fetched, and transpiles one. What came of each goes to the test.
 *
 * @module
 */
import { load, transpile } from "@weft-wasm/transpiler";
import { memoryDirectory } from "@weft-wasm/wasi";

const report = {};
for (const [name, work] of Object.entries({
  // Text: the second wasm file is fetched.
  text: async () => (await load("add.wat")).add(2, 3),
  command: async () => {
    const decoder = new TextDecoder();
    let text = "";
    const preopens = { "/data": memoryDirectory({ "in.txt": "words" }) };
    const wasi = { env: { GREETED: "page" }, stdin: "", stdout: (bytes) => void (text += decoder.decode(bytes)), preopens };
    const { run } = await load("hello.wasm", {}, { wasi });
    await run.run();
    return text.split("\n")[0];
  },
  files: async () => Object.keys((await transpile(fetch("hello.wasm"), { name: "hello" })).files).sort(),
})) {
  report[name] = await work().catch((error) => `${error.name}: ${error.message}`);
}
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
