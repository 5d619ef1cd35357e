import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createContext } from "./index.js";

/** Prints what a guest is told of the terminals of this process, without options and with those of the process. */
const program = `
  import { createContext } from ${JSON.stringify(new URL("index.js", import.meta.url).href)};
  import { processOptions } from ${JSON.stringify(new URL("host.js", import.meta.url).href)};
  console.log(JSON.stringify([{}, processOptions()].map((options) => createContext(options).terminals)));
`;
// A file: Deno and Bun take no module by `--eval`.
const scratch = mkdtempSync(join(tmpdir(), "weft-terminal-"));
after(() => rmSync(scratch, { recursive: true }));
const file = join(scratch, "program.mjs");
writeFileSync(file, program);
const node = [process.execPath, ...("deno" in process.versions ? ["run", "--allow-all"] : []), file];

const none = { stdin: false, stdout: false, stderr: false };

/** What it printed, whatever a terminal adds to it. */
const printed = (output: string): unknown => JSON.parse(/\[\{.*\}\]/.exec(output)?.[0] ?? "null");

test("pipes are no terminals", () => {
  const [command = "", ...args] = node;
  const { stdout } = spawnSync(command, args, { encoding: "utf8", input: "" });
  assert.deepEqual(printed(stdout), [none, none]);
});

test("a terminal is one, and by default the guest's input is not it", (t) => {
  const quoted = node.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  // `script` of util-linux gives the command a terminal.
  const { error, status, stdout } = spawnSync("script", ["-qec", quoted, "/dev/null"], { encoding: "utf8", input: "" });
  if (error !== undefined || status !== 0) return t.skip("no program `script` to make a terminal with");
  assert.deepEqual(printed(stdout), [{ ...none, stdout: true, stderr: true }, { stdin: true, stdout: true, stderr: true }]);
});

test("the host has the last word", () => {
  const terminals = { stdin: true, stdout: true, stderr: false };
  assert.deepEqual(createContext({ terminals }).terminals, terminals);
  assert.deepEqual(createContext({ stdout: () => {}, stderr: () => {} }).terminals, none);
});
