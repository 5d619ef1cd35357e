import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const scratch = mkdtempSync(join(tmpdir(), "weft-stdio-"));
after(() => rmSync(scratch, { recursive: true }));
let files = 0;

const here = (file: string): string => new URL(file, import.meta.url).href;

/** A program over this package: `body` sees `createContext`, `processOptions` and the `cli` factories. */
function program(body: string): string {
  return `
    import { createContext } from ${JSON.stringify(here("./index.js"))};
    import { processOptions } from ${JSON.stringify(here("./host.js"))};
    import * as cli from ${JSON.stringify(here("../../cli/p2.js"))};
    import { poll } from ${JSON.stringify(here("../../io/poll.js"))};
    import { monotonicClock } from ${JSON.stringify(here("../../clocks/p2.js"))};
    ${body}`;
}

/** The program as a file: Deno and Bun take no module by `-e`. */
function file(body: string): string {
  const path = join(scratch, `${files++}.mjs`);
  writeFileSync(path, program(body));
  return path;
}

async function run(body: string, input: string, args: string[] = []): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [file(body), ...args], { env: { MARK: "m" } });
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
     const stopped = (count) => count.block ? count.block() : count;
     try { for (;;) stopped(output.blockingSplice(input, 4096n)); } catch (error) { console.error(error.payload.tag); }`,
    "x".repeat(100_000),
  );
  assert.equal(err, "closed\n");
  assert.equal(out.length, 100_000);
});

test("arguments and environment of the process", async () => {
  const { out } = await run(
    `const { args, env } = processOptions(process.argv.slice(2));
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

test("a stream whose reader went away is closed", async () => {
  const child = spawn(process.execPath, [file(
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
  assert.equal(err, "closed closed\n");
});

/** What standard input can be, by how a shell gives it to a program that it reads from `$0`. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  socket: [process.execPath, "--input-type=module", "-e"],
  pipe: ["sh", "-c", 'cat | "$NODE" --input-type=module -e "$0"'],
  terminal: ["script", "-qec", '"$NODE" --input-type=module -e "$PROGRAM"', "/dev/null"],
};

/**
 * Runs a program whose standard input says nothing at first. The program prints `go` when it is to get a line.
 */
async function talk(kind: string, body: string): Promise<{ code: unknown; out: string }> {
  const text = program(`
    const context = createContext({ ...processOptions(), stdout: () => {} });
    const input = cli.stdin(context).getStdin();
    const { subscribeDuration, now } = monotonicClock(context);
    const text = (bytes) => new TextDecoder().decode(bytes).trim();
    const { writeSync } = await import("node:fs");
    const say = (line) => writeSync(1, line + "\\n");
    const MS = 1_000_000n;
    process.on("exit", () => say("end"));
    ${body}`);
  const [command = "", ...args] = kinds[kind] ?? [];
  if (kind !== "terminal") args.push(text);
  const child = spawn(command, args, { timeout: 60_000, env: { PATH: process.env["PATH"], NODE: process.execPath, PROGRAM: text, TERM: "dumb" } });
  let out = "";
  child.stdin.on("error", () => {});
  child.stderr.on("data", (chunk) => (out += chunk));
  child.stdout.on("data", (chunk) => {
    const gone = (out.match(/go/g) ?? []).length;
    out += chunk;
    if (out.includes("end")) child.stdin.end();
    for (let lines = (out.match(/go/g) ?? []).length; lines > gone; lines--) child.stdin.write("line\n");
  });
  const [code] = await once(child, "close");
  return { code, out: out.replaceAll("\r", "") };
}

/** Why only Node: Deno and Bun have workers of their own, in which a descriptor is not always waited for. */
const other = ("deno" in process.versions || "bun" in process.versions) && "readiness of descriptors is Node's so far";

for (const kind of Object.keys(kinds)) {
  const skip = other || (kind !== "socket" && process.platform !== "linux" && "needs Linux's sh and script");
  /** A terminal shows what it is given, at any moment. */
  const said = (out: string): string[] => out.split("\n").filter((line) => !["line", "end", ""].includes(line));

  test(`a stopped thread waits for input and time at once: ${kind}`, { skip }, async () => {
    const { code, out } = await talk(kind, `
      const waits = [];
      const wait = Atomics.wait;
      Atomics.wait = (...args) => (waits.push(args[3]), wait(...args));
      const event = input.subscribe();
      const stopped = (list) => { const ready = poll(list); return ready.block ? ready.block() : ready; };
      say("time: " + stopped([event, subscribeDuration(50n * MS)]));
      say("go");
      say("input: " + stopped([subscribeDuration(60_000n * MS), event]));
      say(text(input.read(100n)) + " and then " + input.read(100n).length);
      say("waits: " + (waits.filter((time) => time > 0).length <= 6));
      process.exit(7);`);
    assert.deepEqual(said(out), ["time: 1", "go", "input: 1", "line and then 0", "waits: true"]);
    assert.equal(code, 7);
  });

  test(`the event loop waits for input and time at once, with one timer for each wait: ${kind}`, { skip }, async () => {
    const { code, out } = await talk(kind, `
      let timers = 0;
      const { setTimeout } = globalThis;
      globalThis.setTimeout = (...args) => (timers++, setTimeout(...args));
      const event = input.subscribe();
      say("time: " + await poll([event, subscribeDuration(50n * MS)]));
      say("go");
      say("input: " + await poll([subscribeDuration(60_000n * MS), event]));
      say(\`[\${text(input.read(100n))}]\`);
      say("go");
      say(\`[\${text(await input.blockingRead(100n))}]\`);
      // One each, and one more where a timer woke a moment early.
      say("timers: " + (timers <= 4));`);
    assert.deepEqual(said(out), ["time: 1", "go", "input: 1", "[line]", "go", "[line]", "timers: true"]);
    assert.equal(code, 0);
  });

  test(`a guest that asks without waiting hears of input in the end: ${kind}`, { skip }, async () => {
    const { out } = await talk(kind, `
      say("go");
      const event = input.subscribe();
      while (!event.ready());
      say(\`[\${text(input.read(100n))}]\`);
      say("go");
      let bytes;
      while ((bytes = input.read(100n)).length === 0);
      say(\`[\${text(bytes)}]\`);
      process.exit();`);
    assert.deepEqual(said(out), ["go", "[line]", "go", "[line]"]);
  });
}

test("a socket that somebody made non-blocking is waited for", { skip: other }, async () => {
  const { out } = await talk("socket", `
    process.stdin.once("readable", () => {});
    process.stdin.pause();
    say("go");
    say(text(input.blockingRead(100n).block()));
    process.exit();`);
  assert.equal(out, "go\nline\nend\n");
});
