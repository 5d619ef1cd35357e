/**
 * A Rust `std` command: arguments, environment, stdin, stdout, stderr and its exit code, from one component everywhere.
 *
 * @module
 */
import { memoryDirectory } from "@weft-wasm/wasi";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { hello: { guest: "hello", mode: "instantiate" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("hello");

  /**
   * Runs the command in a fresh instance.
   * @param {object} options of the WASI context
   */
  async function run(options) {
    const said = { stdout: "", stderr: "", code: 0 };
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    const to = (/** @type {"stdout" | "stderr"} */ name) => (/** @type {Uint8Array} */ bytes) => {
      said[name] += decoders[name].decode(bytes, { stream: true });
    };
    const exports = await instantiate({}, { wasi: { stdout: to("stdout"), stderr: to("stderr"), ...options } });
    assert.equal(exports.run, exports[Object.keys(exports).find((name) => name.startsWith("wasi:cli/run@")) ?? ""]);
    try {
      await exports.run.run();
    } catch (/** @type {any} */ error) {
      // `std` ends with wasi:cli/exit or with the `err` of run; which one is its own business.
      if (Symbol.for("weft.exit.v1") in error) said.code = error.code;
      else if (Symbol.for("weft.component-error.v1") in error) said.code = 1;
      else throw error;
    }
    return said;
  }

  const data = memoryDirectory({ "in.txt": "words in a file\n" });
  const whole = await run({
    args: ["hello", "/data/in.txt", "/data/out.txt"],
    env: { HELLO_B: "é", HELLO_A: "1", OTHER: "2" },
    stdin: "first\nsecond\n",
    preopens: { "/data": data },
  });
  assert.deepEqual(whole, {
    stdout: [
      "Hello, world!",
      'arguments: ["/data/in.txt", "/data/out.txt"]',
      "environment: HELLO_A=1",
      "environment: HELLO_B=é",
      "stdin: 2 lines, 13 bytes",
      "  | first",
      "  | second",
      'read /data/in.txt: "words in a file"',
      'wrote /data/out.txt: "WORDS IN A FILE"',
      "",
    ].join("\n"),
    stderr: "hello: done\n",
    code: 0,
  });
  const written = data.tree()["out.txt"];
  assert.ok(written instanceof Uint8Array);
  assert.equal(new TextDecoder().decode(/** @type {Uint8Array} */ (written)), "WORDS IN A FILE\n");

  const missing = await run({ args: ["hello", "/nowhere"], env: { GREETED: "Ada" }, stdin: "a\nb" });
  assert.equal(
    missing.stdout,
    'Hello, Ada!\narguments: ["/nowhere"]\nstdin: 2 lines, 3 bytes\n  | a\n  | b\n',
  );
  assert.match(missing.stderr, /^hello: \/nowhere: /);
  assert.equal(missing.code, 1);

  const failed = await run({ args: ["hello", "fail"] });
  assert.deepEqual(failed, { stdout: "", stderr: "hello: asked to fail\n", code: 1 });
}
