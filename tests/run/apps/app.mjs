/**
 * What the apps of `tests/guests/apps` do alike, in whatever language they are written: a command over arguments, environment, standard input,
 * files, clocks and chance, and functions with strings, lists, records and errors of their own.
 *
 * @module
 */
import { memoryDirectory } from "@weft-wasm/wasi";

/** A global that starts at `1 + 1`. */
const extendedConstants = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 6, 9, 1, 0x7f, 0, 0x41, 1, 0x41, 1, 0x6a, 0x0b]);

/**
 * The checks as a run case.
 * @param {string} name of the app
 * @param {string} network the function that is not implemented and that its command calls first when it asks for the network
 * @returns {import("../execute.mjs").Case["default"]}
 */
export const checks = (name, network) => async ({ assert, component }) => {
  const started = performance.now();
  const { instantiate } = await component(name);
  const data = memoryDirectory({ "a.txt": "x y x\n" });
  const said = { stdout: "", stderr: "" };

  /** @param {string[]} args */
  const start = (args) => {
    const to = (/** @type {"stdout" | "stderr"} */ output) => {
      const decoder = new TextDecoder();
      said[output] = "";
      return (/** @type {Uint8Array} */ bytes) => void (said[output] += decoder.decode(bytes, { stream: true }));
    };
    const wasi = {
      args: [name, ...args],
      env: { GREETING: "hé" },
      stdin: "b añ b\n",
      stdout: to("stdout"),
      stderr: to("stderr"),
      preopens: { "/data": data },
    };
    return instantiate({ "weft:apps/host": { longest: () => 12 } }, { wasi });
  };

  // Interpreters linked as dynamic libraries have addresses that are sums, which only newer engines compile.
  if (name !== "js" && !WebAssembly.validate(extendedConstants)) {
    const refused = await assert.rejects(start([]));
    assert.ok(refused instanceof WebAssembly.CompileError && refused.cause instanceof WebAssembly.CompileError, String(refused));
    assert.match(refused.message, /\/(py|qjs)\.core\d+\.wasm: the engine cannot compile this core module. It needs extended constant expressions: use a newer engine$/);
    return `refused: ${refused.message}`;
  }

  const { words, run } = await start(["/data/a.txt"]);
  assert.deepEqual(words.tally("one två one"), [{ word: "one", times: 2 }, { word: "två", times: 1 }]);
  const first = performance.now() - started;

  assert.deepEqual(assert.throws(() => words.tally(" ")).payload, { tag: "empty" });
  assert.deepEqual(assert.throws(() => words.tally("a incomprehensible")).payload, { tag: "too-long", val: "incomprehensible" });
  const many = Array.from({ length: 3000 }, (_, index) => `w${index % 1000}`);
  assert.deepEqual(
    words.tally(many.join(" ")),
    [...new Set(many)].sort().map((word) => ({ word, times: 3 })),
  );
  assert.equal(words.report([{ word: "två", times: 2 }, { word: '"', times: 1 }], 951_782_400n), '{"made":"2000-02-29T00:00:00Z","total":3,"words":{"två":2,"\\"":1}}');

  await run.run();
  assert.equal(said.stdout, [
    "arguments: /data/a.txt",
    "environment: hé",
    "stdin: b 2, añ 1",
    "/data/a.txt: x 2, y 1",
    "beside it: a.txt a.txt.count",
    "clocks: true",
    "chance: true",
    "",
  ].join("\n"));
  assert.equal(said.stderr, "");
  assert.equal(new TextDecoder().decode(/** @type {Uint8Array} */ (data.tree()["a.txt.count"])), "x 2, y 1\n");

  const missing = await start(["/data/none"]);
  const failed = await assert.rejects(missing.run.run());
  assert.ok(Symbol.for("weft.component-error.v1") in failed, String(failed));
  assert.match(said.stderr, /^app: ("no-entry"|No such file)/);

  const connected = await start(["connect"]);
  const refused = await assert.rejects(connected.run.run());
  assert.equal(refused.message, `Error: ${network} is not implemented`);
  return `${first.toFixed(0)} ms to the first call's result`;
};
