import assert from "node:assert/strict";
import { test } from "node:test";
import { ComponentError, createContext, Exit, memoryDirectory } from "../platform/node/index.js";
import { clock, defaultContext, Wasi } from "../platform/node/p2.js";
import { bytes, text } from "../testing/filesystem-suite.js";
import * as cli from "./p2.js";

test("by default a guest gets nothing", () => {
  const { getArguments, getEnvironment, initialCwd } = cli.environment(createContext());
  assert.deepEqual([getArguments(), getEnvironment(), initialCwd()], [[], [], undefined]);
  assert.deepEqual(new Wasi().imports()["wasi:filesystem/preopens"].getDirectories(), []);
});

test("the context of generated code that nobody gives options is that of no options", () => {
  const { stdout, stderr, terminals, clock: mine, ...rest } = defaultContext({ clock });
  const { stdout: itsStdout, stderr: itsStderr, terminals: itsTerminals, clock: its, entropy: _, ...itsRest } = createContext();
  assert.deepEqual(rest, itsRest);
  assert.deepEqual({ ...terminals }, { ...itsTerminals });
  assert.equal(mine, its);
  assert.deepEqual([stdout.constructor, stderr.constructor], [itsStdout.constructor, itsStderr.constructor]);
  assert.ok("entropy" in createContext() && !("entropy" in defaultContext({})));
});

test("arguments, environment and directory as given", () => {
  const env = cli.environment(createContext({ args: ["a", "b c"], env: { K: "v", E: "" }, cwd: "/w" }));
  assert.deepEqual(env.getArguments(), ["a", "b c"]);
  assert.deepEqual(env.getEnvironment(), [["K", "v"], ["E", ""]]);
  assert.equal(env.initialCwd(), "/w");
});

test("arguments and variables that are no strings are refused by name", () => {
});

test("exit throws its code", () => {
  const { exit, exitWithCode } = cli.exit(createContext());
  const code = (call: () => never): number => {
    try {
      return call();
    } catch (error) {
      assert.ok(error instanceof Exit);
      assert.equal((error as unknown as Record<symbol, unknown>)[Symbol.for("weft.exit.v1")], true);
      return error.code;
    }
  };
  assert.equal(code(() => exit({ tag: "ok" })), 0);
  assert.equal(code(() => exit({ tag: "err" })), 1);
  assert.equal(code(() => exitWithCode(42)), 42);
});

test("a component error carries its brand and payload", () => {
  const error = new ComponentError({ tag: "closed" });
  assert.equal((error as unknown as Record<symbol, unknown>)[Symbol.for("weft.component-error.v1")], true);
  assert.deepEqual([error.payload, error.message, error.name], [{ tag: "closed" }, "closed", "ComponentError"]);
});

test("terminals are what the host says", () => {
  const context = createContext({ stdout: () => {}, stderr: () => {}, terminals: { stdin: true, stderr: true } });
  assert.ok(cli.terminalStdin(context).getTerminalStdin() instanceof cli.TerminalInput);
  assert.equal(cli.terminalStdout(context).getTerminalStdout(), undefined);
  assert.ok(cli.terminalStderr(context).getTerminalStderr() instanceof cli.TerminalOutput);
});

test("a handle is dropped by its symbol, and others go on", () => {
  const got: string[] = [];
  const { getStdout } = cli.stdout(createContext({ stdout: (chunk) => got.push(text(chunk)) }));
  const [one, two] = [getStdout(), getStdout()];
  assert.notEqual(one, two);
  one[Symbol.dispose]();
  two.blockingWriteAndFlush(bytes("x"));
  assert.deepEqual(got, ["x"]);
});

test("two contexts share nothing, two interfaces of one context everything", () => {
  const got: string[] = [];
  const make = (): Wasi =>
    new Wasi({ stdin: "ab", stdout: (chunk) => got.push(text(chunk)), preopens: { "/": memoryDirectory({ f: "1" }) } });
  const [one, two] = [make(), make()];
  const root = (wasi: Wasi) => wasi.imports()["wasi:filesystem/preopens"].getDirectories()[0]?.[0];
  root(one)?.unlinkFileAt("f");
  assert.throws(() => root(one)?.statAt({}, "f"), { payload: "no-entry" });
  assert.equal(root(two)?.statAt({}, "f").size, 1n);
  assert.equal(text(one.imports()["wasi:cli/stdin"].getStdin().read(1n)), "a");
  assert.equal(text(one.imports()["wasi:cli/stdin"].getStdin().read(1n)), "b");
  assert.equal(text(two.imports()["wasi:cli/stdin"].getStdin().read(1n)), "a");
  assert.equal(one.imports()["wasi:io/streams"].OutputStream, two.imports()["wasi:cli/stdout"].OutputStream);
});

test("a stream's error tells the file system's code, if it has one", () => {
  const imports = new Wasi({ preopens: { "/": memoryDirectory({ f: "" }) } }).imports();
  const { filesystemErrorCode } = imports["wasi:filesystem/types"];
  const { Error: IoError } = imports["wasi:io/error"];
  assert.equal(filesystemErrorCode(new IoError(new ComponentError("insufficient-space"))), "insufficient-space");
  assert.equal(filesystemErrorCode(new IoError(new Error("else"))), undefined);
});
