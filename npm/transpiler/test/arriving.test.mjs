/**
 * Input that arrives in chunks is validated before it has all come: shown by the order of events, from a server that waits between them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { before, test } from "node:test";
import { inspect, load, plan, transpile, TranspileError, types, wit } from "@weft-wasm/transpiler";
import { core } from "../dist/engine.js";

const hello = readFileSync(new URL("../../../target/guests/wasm32-wasip2/release/hello.wasm", import.meta.url));
const add = readFileSync(new URL("../../../transpiler/cli/tests/components/add.wat", import.meta.url));

/** The transpiler itself is there, so that only the input is waited for. */
before(core);

/** `hello` with a function body that is invalid: the first of its first core module, and where its end is. */
async function broken() {
  const bytes = Uint8Array.from(hello);
  const { modules } = /** @type {any} */ (await plan(hello));
  const start = Math.min(...modules.map(({ range }) => range.start));
  // Behind the header of the module there are sections: id, size, contents.
  let at = start + 8;
  const size = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (bytes[at++] !== 10) {
    const length = size();
    at += length;
  }
  size();
  size();
  const end = size() + at;
  // `end` becomes `drop`.
  bytes[end - 1] = 0x1a;
  return { bytes, end };
}

/** Serves what `give` writes; closed with the test. */
async function served(t, give) {
  const server = createServer(give).listen(0, "127.0.0.1");
  t.after(() => (server.closeAllConnections(), server.close()));
  await once(server, "listening");
  return `http://127.0.0.1:${server.address().port}/`;
}

test("a component is refused before its last byte has been sent", async (t) => {
  const { bytes, end } = await broken();
  const expected = await transpile(bytes).then(assert.fail, (error) => error.diagnostics);
  assert.ok(expected[0].offset < end);
  const events = [];
  let left;
  const gone = new Promise((resolve) => (left = resolve));
  const url = await served(t, (_, response) => {
    response.writeHead(200, { "content-type": "application/wasm", "content-length": bytes.length });
    response.write(bytes.subarray(0, end + 1));
    // The rest never comes: the connection stays open until the other end has had enough.
    response.on("close", () => (events.push(`closed, ${response.writableEnded ? "ended" : "not ended"}`), left()));
  });
  await assert.rejects(transpile(fetch(url)), (error) => {
    events.push("refused");
    assert.ok(error instanceof TranspileError);
    assert.deepEqual(error.diagnostics, expected);
    return true;
  });
  await gone;
  assert.deepEqual(events, ["refused", "closed, not ended"]);
});

test("each function is validated with the chunk that completes it, before the next one is asked for", async () => {
  const { bytes, end } = await broken();
  const events = [];
  const stream = chunked(bytes, 100, events);
  await transpile(stream).catch(() => events.push("refused"));
  const asked = events.filter((event) => typeof event === "number");
  const completing = Math.floor((end - 1) / 100) * 100;
  assert.deepEqual(events.slice(-2), ["cancelled", "refused"]);
  assert.equal(asked.at(-1), completing, `the function ends at ${end} of ${bytes.length}`);
});

/** A body in chunks, each of which is made when it is asked for; tells the events. */
function chunked(bytes, size, events = []) {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        events.push(at);
        controller.enqueue(bytes.subarray(at, (at += size)));
      },
      cancel: () => void events.push("cancelled"),
    },
    { highWaterMark: 0 },
  );
}

test("a stream is what its bytes are, whatever the chunks: a component, a core module, text", async () => {
  const core = readFileSync(new URL("../../../target/guests/wasm32-wasip1/release/hello.wasm", import.meta.url));
  for (const [bytes, size] of [[hello, 7000], [core, 70_000], [add, 1], [new TextEncoder().encode(`${" ".repeat(200)}(component)`), 3]]) {
    const options = { name: "it", minify: true };
    const expected = await transpile(bytes, options);
    assert.deepEqual(await transpile(chunked(bytes, size), options), expected);
    assert.deepEqual(await transpile(new Response(chunked(bytes, size)), options), expected);
    assert.deepEqual(await types(chunked(bytes, size), { name: "it" }), await types(bytes, { name: "it" }));
    assert.deepEqual(await inspect(chunked(bytes, size)), await inspect(bytes));
    assert.deepEqual(await plan(chunked(bytes, size)), await plan(bytes));
    assert.equal(await wit(chunked(bytes, size)), await wit(bytes));
  }
  assert.equal((await load(chunked(add, 5))).add(2, 3), 5);
  await assert.rejects(transpile(chunked(hello.subarray(0, 100_000), 999)), (error) => error.diagnostics[0].code === "truncated");
});

test("no more is read than it takes: of what is invalid, of an error page, with an option that is wrong", async () => {
  const { bytes, end } = await broken();
  for (const [body, options, most, reason] of [
    [bytes, {}, end, { name: "TranspileError" }],
    [new TextEncoder().encode("<p>Not here.</p>".repeat(10_000)), {}, 2000, { name: "TranspileError" }],
    [hello, { mode: "cjs" }, 3000, { name: "TypeError", message: /^option "mode"/ }],
  ]) {
    const events = [];
    await assert.rejects(transpile(chunked(body, 500, events), options), reason);
    assert.equal(events.pop(), "cancelled");
    assert.ok(events.at(-1) <= most + 1500, `${events.at(-1)} of ${body.length}`);
  }
});

test("a body that fails is its own error", async () => {
  const failing = new ReadableStream({ pull: (controller) => controller.error(new Error("the line is down")) });
  await assert.rejects(transpile(new Response(failing)), { message: "the line is down" });
});

test("what breaks the transpiler breaks what is arriving, and nothing after it", async () => {
  const bound = await core();
  const arriving = bound.arriving(0);
  arriving.push(hello.subarray(0, 1000));
  // No input is known to panic: this asks for more memory than an instance can have.
  assert.throws(() => bound.inspect({ length: 3_000_000_000 }), (error) => error.diagnostics[0].code === "internal");
  const fresh = bound.arriving(0);
  fresh.push(hello);
  assert.throws(() => arriving.push(hello.subarray(1000)), (error) => error.diagnostics[0].code === "internal");
  assert.deepEqual(fresh.inspect(), bound.inspect(hello));
});
