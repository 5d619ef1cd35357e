/**
 * What an instance can reach is what it was given: by default no file, no network, no environment, no arguments, no input; and two
 * instances share nothing but what was given to both.
 *
 * @module
 */
import { memoryDirectory } from "@weft-wasm/wasi";

/** Counts its calls, and gives the handles it gets of a resource. */
const COUNTER = `(component
  (import "wasi:io/poll@0.2.0" (instance $poll (export "pollable" (type $pollable (sub resource)))))
  (alias export $poll "pollable" (type $pollable))
  (import "wasi:clocks/monotonic-clock@0.2.0" (instance $clock
    (alias outer 1 $pollable (type $outer))
    (export "pollable" (type $pollable (eq $outer)))
    (export "subscribe-instant" (func (param "when" u64) (result (own $pollable))))))
  (core func $subscribe (canon lower (func $clock "subscribe-instant")))
  (core module $module
    (import "host" "subscribe" (func $subscribe (param i64) (result i32)))
    (global $count (mut i32) (i32.const 0))
    (func (export "count") (result i32)
      (global.set $count (i32.add (global.get $count) (i32.const 1)))
      (global.get $count))
    (func (export "open") (result i32) (call $subscribe (i64.const 0)))
    (func (export "trap") unreachable))
  (core instance $instance (instantiate $module (with "host" (instance (export "subscribe" (func $subscribe))))))
  (func (export "count") (result u32) (canon lift (core func $instance "count")))
  (func (export "open") (result u32) (canon lift (core func $instance "open")))
  (func (export "trap") (canon lift (core func $instance "trap"))))`;

const WASI = { guest: "wasi", options: ["--async", "check"] };

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { one: WASI, two: WASI, counter: { text: COUNTER } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const [one, two, counter] = [await component("one"), await component("two"), await component("counter")];

  /**
   * What the guest says of a function: what came of it, or what it finds wrong.
   * @param {any} exports
   * @param {string} functionName
   */
  const ask = (exports, functionName) =>
    exports.check(functionName, false).catch((/** @type {any} */ error) => {
      if (typeof error.payload !== "string") throw error;
      return error.payload;
    });

  // Nothing was given.
  const bare = await one.instantiate();
  for (const [functionName, found] of [
    ["wasi:cli/environment#get-environment", "[], not "],
    ["wasi:cli/environment#get-arguments", "[], not "],
    ["wasi:cli/environment#initial-cwd", "None, not "],
    ["wasi:cli/stdin#get-stdin", "failed: StreamError::Closed"],
    ["wasi:cli/terminal-stdin#get-terminal-stdin", "None"],
    ["wasi:filesystem/preopens#get-directories", "[], not "],
    ["wasi:clocks/timezone#utc-offset", "(0, 0), not "],
  ]) {
    const said = await ask(bare, functionName ?? "");
    assert.ok(said.startsWith(found), `${functionName}: ${said}`);
  }
  await assert.rejects(one.instantiate().then((/** @type {any} */ { check }) => check("wasi:sockets/instance-network#instance-network", false)), /is not implemented$/);

  // Two instances, of one module or of two.
  for (const other of [one, two]) {
    const tree = { "file.txt": "0123456789", sub: { "inner.txt": "inner" } };
    const [mine, yours, shared] = [memoryDirectory(tree), memoryDirectory(tree), memoryDirectory(tree)];
    const env = { EMPTY: "", GREETING: "grüß dich" };
    const [first, second] = [
      await one.instantiate({}, { wasi: { env, stdin: "input", preopens: { "/data": mine } } }),
      await other.instantiate({}, { wasi: { args: ["other"], stdin: "input", preopens: { "/data": yours } } }),
    ];
    assert.equal(await ask(first, "wasi:cli/environment#get-environment"), '[("EMPTY", ""), ("GREETING", "grüß dich")]');
    assert.match(await ask(second, "wasi:cli/environment#get-environment"), /^\[\], not /);
    env.GREETING = "changed later";
    assert.match(await ask(first, "wasi:cli/environment#get-environment"), /grüß dich/);
    assert.match(await ask(second, "wasi:cli/environment#get-arguments"), /^\["other"\], not /);
    for (const instance of [first, second]) {
      assert.match(await ask(instance, "wasi:io/streams#[method]input-stream.read"), /^\(\[Ok\(\[105, 110, 112\]\)/);
    }
    assert.match(await ask(first, "wasi:filesystem/types#[method]descriptor.unlink-file-at"), /^\(Ok\(\(\)\), Some\(/);
    assert.deepEqual(["file.txt" in mine.tree(), "file.txt" in yours.tree()], [false, true]);
    assert.match(await ask(second, "wasi:filesystem/types#[method]descriptor.stat"), /RegularFile, 10, 1, true/);

    const [third, fourth] = [
      await one.instantiate({}, { wasi: { preopens: { "/data": shared } } }),
      await other.instantiate({}, { wasi: { preopens: { "/data": shared } } }),
    ];
    await ask(third, "wasi:filesystem/types#[method]descriptor.unlink-file-at");
    assert.match(await ask(fourth, "wasi:filesystem/types#[method]descriptor.stat"), /no-entry/);
  }

  // One stream given to both: each write arrives whole.
  /** @type {string[]} */
  const got = [];
  const stream = new WritableStream({ write: (bytes) => void got.push(new TextDecoder().decode(bytes)) }, { highWaterMark: 9 });
  const outputs = [await one.instantiate({}, { wasi: { stdout: stream } }), await two.instantiate({}, { wasi: { stdout: stream } })];
  for (const instance of outputs) await ask(instance, "wasi:io/streams#[method]output-stream.write");
  await stream.close();
  assert.deepEqual(got, ["out", "out"]);

  // Memory, globals, handle tables and traps.
  const [left, right] = [await counter.instantiate(), await counter.instantiate()];
  assert.deepEqual([left.count(), left.count(), right.count()], [1, 2, 1]);
  assert.deepEqual([left.open(), left.open(), right.open()], [1, 2, 1]);
  assert.throws(() => left.trap());
  assert.throws(() => left.count(), /cannot enter component instance/);
  assert.deepEqual([right.count(), right.open()], [2, 2]);

  // Lines that are open on the console, where that is where output goes.
  if ("document" in globalThis) {
    /** @type {string[]} */
    const lines = [];
    const { log } = console;
    console.log = (line) => void lines.push(line);
    try {
      const instances = [await one.instantiate(), await two.instantiate()];
      await Promise.all(instances.map((instance) => ask(instance, "wasi:cli/stdout#get-stdout")));
    } finally {
      console.log = log;
    }
    assert.deepEqual(lines, ["to stdöut", "to stdöut"]);
  }
}
