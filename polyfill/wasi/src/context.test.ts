import assert from "node:assert/strict";
import { test } from "node:test";
import type { WasiOptions } from "./context.js";
import { createContext } from "./platform/node/index.js";
import { node } from "./platform/node/platform.js";
import { stackCausality } from "./platform/worker/causality.js";
import { start } from "./platform/worker/main.js";

const locked = new ReadableStream();
locked.getReader();
const taken = new WritableStream();
taken.getWriter();
const { clock } = node;

/** Options as JavaScript may give them, and what is said of them. */
const wrong: readonly (readonly [options: unknown, message: string])[] = [
  [null, "the WASI options must be an object, not null"],
  ["--flag", "the WASI options must be an object, not a string"],
  [[], "the WASI options must be an object, not an array"],
  [{ args: "program" }, "the WASI option args must be an array of strings, not a string"],
  [{ args: ["program", 1] }, "the WASI option args[1] must be a string, not a number"],
  [{ env: ["A=b"] }, "the WASI option env must be an object, not an array"],
  [{ env: "A=b" }, "the WASI option env must be an object, not a string"],
  [{ env: { A: undefined } }, 'the WASI option env["A"] must be a string, not undefined'],
  [{ cwd: 1 }, "the WASI option cwd must be a string, not a number"],
  [{ stdin: 5 }, "the WASI option stdin must be text, bytes, a ReadableStream or an iterable of text or bytes, not a number"],
  [{ stdin: null }, "the WASI option stdin must be text, bytes, a ReadableStream or an iterable of text or bytes, not null"],
  [{ stdin: {} }, "the WASI option stdin must be text, bytes, a ReadableStream or an iterable of text or bytes, not another object"],
  [{ stdin: locked }, "the WASI option stdin is a ReadableStream that somebody has locked"],
  [{ stdout: "file" }, "the WASI option stdout must be a function or a WritableStream, not a string"],
  [{ stderr: null }, "the WASI option stderr must be a function or a WritableStream, not null"],
  [{ stderr: { write() {} } }, "the WASI option stderr must be a function or a WritableStream, not another object"],
  [{ stdout: taken }, "the WASI option stdout is a WritableStream that somebody has locked"],
  [{ terminals: true }, "the WASI option terminals must be an object, not a boolean"],
  [{ terminals: { stdin: "yes" } }, 'the WASI option terminals["stdin"] must be a boolean, not a string'],
  [{ preopens: ["/"] }, "the WASI option preopens must be an object, not an array"],
  [{ preopens: { "/": "." } }, 'the WASI option preopens["/"] must be a directory as memoryDirectory() or hostDirectory() gives, not a string'],
  [{ preopens: { "/a": {} } }, 'the WASI option preopens["/a"] must be a directory as memoryDirectory() or hostDirectory() gives, not another object'],
  [{ timezone: "Europe/Lisbon" }, "the WASI option timezone must be what timezone() gives, not a string"],
  [{ clock: Date }, "the WASI option clock must be an object with all that Clock has, not a function"],
  [{ clock: { ...clock, wall: 0n } }, "the WASI option clock must be an object with all that Clock has, not another object"],
  [{ clock: { monotonic() {}, wall() {}, arm() {} } }, "the WASI option clock must be an object with all that Clock has, not another object"],
  [{ entropy: Math.random }, "the WASI option entropy must be an object with a function fill(bytes), not a function"],
];

test("an option that is not what it must be is refused, and the error says which, and what it must be", () => {
  for (const [options, message] of wrong) {
    assert.throws(() => createContext(options as WasiOptions), (error) => {
      assert.ok(error instanceof TypeError);
      assert.equal(error.message, message);
      return true;
    });
  }
});

test("the mode worker says the same, before the worker hears anything", async () => {
  const deaf = { post: () => assert.fail(), hear: () => assert.fail(), end: () => {}, keepAlive: () => assert.fail() };
  for (const [options, message] of wrong) {
    await assert.rejects(start(() => deaf, {}, options as WasiOptions, { clock, causality: stackCausality(), grant: undefined }), (error) => {
      assert.ok(error instanceof TypeError);
      assert.equal(error.message, message);
      return true;
    });
  }
});

test("options that are left out, undefined or inherited are no errors", () => {
  const undefinedOnes = { args: undefined, env: undefined, cwd: undefined, stdin: undefined, stdout: undefined, terminals: { stdin: undefined } };
  const context = createContext({ ...undefinedOnes, clock: Object.create(clock) as typeof clock });
  assert.deepEqual([context.args, context.env, context.cwd, context.terminals.stdin], [[], [], undefined, false]);
  assert.ok(context.clock.monotonic() >= 0n);
});
