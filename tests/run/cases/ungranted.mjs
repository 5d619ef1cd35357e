/**
 * A `std` command of mode `esm`, which nobody can grant anything: no arguments, no variables, ended input, no directory, and the console
 * or the process's own output. It has nothing to wait for, and so no words for it.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { hello: { guest: "hello", mode: "esm" }, sleeper: { guest: "sleeper", mode: "esm" } };

/** What the command says on its output. */
const SAID = ["Hello, world!", "arguments: []", "stdin: 0 lines, 0 bytes"];

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, file, page }) {
  const { run } = await component("hello");
  const lines = { log: /** @type {string[]} */ ([]), error: /** @type {string[]} */ ([]) };
  const { log, error } = console;
  if (page) {
    console.log = (line) => void lines.log.push(line);
    console.error = (line) => void lines.error.push(line);
  }
  try {
    const reason = new Error("not wanted any more");
    assert.equal(await assert.rejects(run.run({ signal: AbortSignal.abort(reason) }), /./), reason);
    assert.deepEqual(lines.log, []);
    // There is no file to read.
    assert.equal((await assert.rejects(run.run(), /./)).name, "ComponentError");
    // The line that is open at the end follows in a microtask.
    await Promise.resolve();
  } finally {
    Object.assign(console, { log, error });
  }
  if (page) {
    assert.deepEqual(lines.log, SAID);
    assert.match(lines.error.join("\n"), /^hello: \/data\/in\.txt: /);
  }

  const text = async (/** @type {string} */ name) => new TextDecoder().decode(await file(name));
  // The functions in wasm that would choose between an answer and a wait.
  const waits = /"AGFzbQ/;
  assert.ok(!waits.test(await text("hello/hello.js")));
  assert.ok(waits.test(await text("sleeper/sleeper.js")));
}
