import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
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

/** How a shell runs the program in a file. */
function commandOf(path: string): string {
  return [process.execPath, ...("deno" in process.versions ? ["run", "--allow-all"] : []), path].join(" ");
}

/** What goes before a command in a shell so that a stream of it is non-blocking, as whoever shares it can make it. */
function unblock(stream: "STDIN" | "STDOUT"): string {
  return `exec perl -MFcntl -e 'fcntl(${stream}, F_SETFL, O_RDWR | O_NONBLOCK); exec @ARGV'`;
}

const env = { PATH: process.env["PATH"], TERM: "dumb" };

const elsewhere = process.platform !== "linux" && "needs the programs bash, perl and script as Linux has them";

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

test("what was written by default is not lost at exit, even on a full non-blocking pipe", { skip: elsewhere }, async () => {
  const path = file(
    `const context = createContext();
     const output = cli.stdout(context).getStdout(), error = cli.stderr(context).getStderr();
     const { writeSync } = await import("node:fs");
     for (let i = 0; i < 100; i++) {
       if (i === 16) writeSync(2, "full, ");
       output.blockingWriteAndFlush(new Uint8Array(4096).fill(97));
     }
     error.blockingWriteAndFlush(new TextEncoder().encode("end"));
     process.exit(cli.terminalStdout(context).getTerminalStdout() === undefined ? 3 : 4);`,
  );
  // A pipe of a shell's: what `spawn` makes may be a socket, which holds more.
  const child = spawn("bash", ["--norc", "-c", `{ ${unblock("STDOUT")} ${commandOf(path)} | { read <&3; cat; }; } 3<&0; exit \${PIPESTATUS[0]}`], { env });
  let [out, err] = [0, ""];
  child.stdout.on("data", (chunk) => (out += chunk.length));
  child.stderr.on("data", (chunk) => {
    err += chunk;
    child.stdin.end("\n");
  });
  const [code] = await once(child, "close");
  assert.deepEqual([code, out, err], [3, 409_600, "full, end"]);
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

/** What standard input can be, by how a shell gives it to the program that `$RUN` runs. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  socket: ["bash", "--norc", "-c", "exec $RUN <>/dev/tcp/127.0.0.1/$PORT"],
  "non-blocking socket": ["bash", "--norc", "-c", `${unblock("STDIN")} $RUN <>/dev/tcp/127.0.0.1/$PORT`],
  pipe: ["sh", "-c", "cat | $RUN"],
  "non-blocking pipe": ["sh", "-c", `cat | ${unblock("STDIN")} $RUN`],
  terminal: ["script", "-qec", "$RUN", "/dev/null"],
};

/**
 * Runs a program whose standard input says nothing at first. The program prints `go` when it is to get a line.
 */
async function talk(kind: string, body: string): Promise<{ code: unknown; out: string }> {
  const path = file(`
    const context = createContext({ ...processOptions(), stdout: () => {} });
    const input = cli.stdin(context).getStdin();
    const { subscribeDuration, now } = monotonicClock(context);
    const text = (bytes) => new TextDecoder().decode(bytes).trim();
    const { writeSync } = await import("node:fs");
    const say = (line) => writeSync(1, line + "\\n");
    const MS = 1_000_000n;
    process.on("exit", () => say("end"));
    ${body}`);
  const server = kind.endsWith("socket") ? createServer().listen(0, "127.0.0.1") : undefined;
  if (server !== undefined) await once(server, "listening");
  const { port: PORT } = (server?.address() ?? {}) as { port?: string };
  const [command = "", ...args] = kinds[kind] ?? [];
  const child = spawn(command, args, { timeout: 20_000, env: { ...env, RUN: commandOf(path), PORT } });
  const [input] = server === undefined ? [child.stdin] : ((await once(server, "connection")) as [Socket]);
  let out = "";
  for (const stream of [child.stdin, input]) stream.on("error", () => {});
  child.stderr.on("data", (chunk) => (out += chunk));
  child.stdout.on("data", (chunk) => {
    const gone = (out.match(/go/g) ?? []).length;
    out += chunk;
    if (out.includes("end")) input.end();
    for (let lines = (out.match(/go/g) ?? []).length; lines > gone; lines--) input.write("line\n");
  });
  const [code] = await once(child, "close");
  input.destroy();
  server?.close();
  return { code, out: out.replaceAll("\r", "") };
}

for (const kind of Object.keys(kinds)) {
  const skip = elsewhere;
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

  test(`a stopped thread waits for input alone: ${kind}`, { skip }, async () => {
    const { out } = await talk(kind, `
      const line = input.blockingRead(100n);
      say("go");
      say(\`[\${text(line.block())}]\`);
      process.exit();`);
    assert.deepEqual(said(out), ["go", "[line]"]);
  });

  // Once is enough to see that non-blocking descriptors are opened as others are.
  if (kind.startsWith("non")) continue;

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

for (const [kind, shell] of [["file", '($RUN; cat) <"$TEXT"'], ["pipe", 'cat "$TEXT" | ($RUN; cat)']] as const) {
  test(`what the guest does not ask for is left to who reads next: ${kind}`, { skip: elsewhere }, () => {
    const path = file(`
      const context = createContext(processOptions());
      const input = cli.stdin(context).getStdin(), output = cli.stdout(context).getStdout();
      const copy = (bytes) => output.blockingWriteAndFlush(bytes.block ? bytes.block() : bytes);
      copy(input.blockingRead(2n));
      const ready = poll([input.subscribe(), monotonicClock(context).subscribeDuration(60_000_000_000n)]);
      output.blockingWriteAndFlush(new TextEncoder().encode(\`<\${ready.block ? ready.block() : ready}>\`));
      copy(input.read(3n));
      copy(input.blockingRead(1n));
      output.blockingWriteAndFlush(new TextEncoder().encode("|"));
      process.exit();`);
    const text = "0123456789".repeat(1000);
    const from = join(scratch, "text");
    writeFileSync(from, text);
    const { stdout, stderr } = spawnSync("sh", ["-c", shell], { encoding: "utf8", env: { ...env, RUN: commandOf(path), TEXT: from } });
    assert.equal(stderr, "");
    assert.equal(stdout, `${text.slice(0, 2)}<0>${text.slice(2, 6)}|${text.slice(6)}`);
  });
}

test("what comes between two waits is heard in its order", { skip: elsewhere }, async () => {
  const { out } = await talk("pipe", `
    const event = input.subscribe();
    const stopped = (list) => { const ready = poll(list); return ready.block ? ready.block() : ready; };
    say("go");
    stopped([event, subscribeDuration(60_000n * MS)]);
    say(text(input.read(100n)));
    // A thread that read on would have these.
    for (let i = 0; i < 3; i++) {
      say("go");
      stopped([subscribeDuration(50n * MS)]);
    }
    let all = "";
    while (all.length < 15) all += new TextDecoder().decode(input.read(1n));
    say(all.trim().replaceAll("\\n", " "));
    process.exit();`);
  assert.deepEqual(out.split("\n").filter((line) => line.startsWith("line")), ["line", "line line line"]);
});
