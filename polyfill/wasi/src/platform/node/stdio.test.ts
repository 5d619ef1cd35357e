import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";

const here = (file: string): string => new URL(file, import.meta.url).href;

/** A program over this package: `body` sees `createContext`, `processOptions` and the `cli` factories. */
function program(body: string): string {
  return `
    import { createContext } from ${JSON.stringify(here("./index.js"))};
    import { processOptions } from ${JSON.stringify(here("./host.js"))};
    import * as cli from ${JSON.stringify(here("../../cli/p2.js"))};
    ${body}`;
}

async function run(body: string, input: string, args: string[] = []): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program(body), "--", ...args], { env: { MARK: "m" } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, out, err };
}

test("standard input is read synchronously, to its end", async () => {
  const { out, err } = await run(
    `const context = createContext(processOptions());
     const input = cli.stdin(context).getStdin(), output = cli.stdout(context).getStdout();
     try { for (;;) output.blockingSplice(input, 4096n); } catch (error) { console.error(error.payload.tag); }`,
    "x".repeat(100_000),
  );
  assert.equal(err, "closed\n");
  assert.equal(out.length, 100_000);
});

test("arguments and environment of the process", async () => {
  const { out } = await run(
    `const { args, env } = processOptions(process.argv.slice(1));
     const context = createContext({ args, env });
     const { getArguments, getEnvironment } = cli.environment(context);
     console.log(JSON.stringify([getArguments(), getEnvironment().some(([k, v]) => k === "MARK" && v === "m")]));`,
    "",
    ["one", "two words"],
  );
  assert.deepEqual(JSON.parse(out), [["one", "two words"], true]);
});

test("what was written by default is not lost at exit, even on a full non-blocking pipe", async () => {
  const { code, out, err } = await run(
    `process.stdout._handle?.setBlocking?.(false);
     const context = createContext();
     const output = cli.stdout(context).getStdout(), error = cli.stderr(context).getStderr();
     for (let i = 0; i < 100; i++) output.blockingWriteAndFlush(new Uint8Array(4096).fill(97));
     error.blockingWriteAndFlush(new TextEncoder().encode("end"));
     process.exit(cli.terminalStdout(context).getTerminalStdout() === undefined ? 3 : 4);`,
    "",
  );
  assert.deepEqual([code, out.length, err], [3, 409_600, "end"]);
});

test("a reader that went away is a failed operation", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program(
    `await new Promise((resolve) => process.stdin.once("data", resolve));
     process.stdin.pause();
     const output = cli.stdout(createContext()).getStdout();
     const tag = () => { try { output.blockingWriteAndFlush(new Uint8Array(1)); } catch (error) { return error.payload.tag; } };
     console.error(tag(), tag());
     process.exit(0);`,
  )]);
  let err = "";
  child.stderr.on("data", (chunk) => (err += chunk));
  child.stdout.destroy();
  await once(child, "spawn");
  child.stdin.end("go");
  await once(child, "close");
  assert.equal(err, "last-operation-failed closed\n");
});
