/**
 * Standard streams from and to what a host may have: bytes arrive as they are, nothing is lost, and errors reach those whose they are.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { hello: { guest: "hello" }, wasi: { guest: "wasi", options: ["--async", "check"] } };

const SPLICE = "wasi:io/streams#[method]output-stream.splice";
const BLOCKING_SPLICE = "wasi:io/streams#[method]output-stream.blocking-splice";
const WRITE = "wasi:io/streams#[method]output-stream.blocking-write-and-flush";

/** Five bytes that are no text. */
const BYTES = Uint8Array.of(0xff, 0, 0xc3, 0x28, 0x80);

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const jspi = "Suspending" in WebAssembly;
  const [hello, wasi] = [await component("hello"), await component("wasi")];

  /**
   * What the guest says of a function.
   * @param {object} options of the WASI context
   * @param {string} functionName
   */
  async function check(options, functionName) {
    const { check } = await wasi.instantiate({}, { wasi: options });
    return check(functionName, false);
  }

  // Everything that standard input may be; what is there at once needs nothing to wait with.
  const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
  const parts = ["wo", bytes("rd\nané"), "", bytes("ew\n").buffer];
  async function* later() {
    for (const part of parts) yield (await pause(), part);
  }
  const byteStream = () =>
    new ReadableStream({
      type: "bytes",
      start(controller) {
        controller.enqueue(bytes("word\n"));
        controller.enqueue(bytes("anéew\n"));
        controller.close();
      },
    });
  const ready = { text: "word\nanéew\n", bytes: bytes("word\nanéew\n"), array: parts, generator: parts.values() };
  const waiting = () => ({
    iterable: later(),
    stream: new ReadableStream({
      async pull(controller) {
        for await (const part of later()) if (part !== "") controller.enqueue(part);
        controller.close();
      },
    }),
    bytes: byteStream(),
    blob: new Blob(["word\nan", "éew\n"]).stream(),
  });
  for (const [kind, stdin] of [...Object.entries(ready), ...(jspi ? Object.entries(waiting()) : [])]) {
    let said = "";
    const stdout = (/** @type {Uint8Array} */ bytes) => void (said += new TextDecoder().decode(bytes));
    const { run } = await hello.instantiate({}, { wasi: { args: ["hello", "/none"], stdin, stdout, stderr: () => {} } });
    await assert.rejects(run.run());
    assert.match(said, /stdin: 2 lines, 12 bytes\n  \| word\n  \| anéew\n/);
    assert.ok(said.length > 0, kind);
  }

  // Bytes that are no text.
  /** @type {number[]} */
  const got = [];
  await check({ stdin: BYTES, stdout: (/** @type {Uint8Array} */ bytes) => void got.push(...bytes) }, SPLICE);
  assert.deepEqual(got, [...BYTES]);

  // A WritableStream that is slow: closing it waits for all of it, and is all it takes.
  const slow = (/** @type {Uint8Array[]} */ taken) =>
    new WritableStream({ write: async (chunk) => (await pause(), void taken.push(chunk)) });
  /** @type {Uint8Array[]} */
  const taken = [];
  const unflushed = slow(taken);
  await check({ stdout: unflushed }, "wasi:io/streams#[method]output-stream.write");
  await unflushed.close();
  assert.deepEqual(taken.map((chunk) => new TextDecoder().decode(chunk)), ["out"]);
  if (jspi) {
    /** @type {Uint8Array[]} */
    const taken = [];
    const stdout = slow(taken);
    await check({ stdin: BYTES, stdout }, BLOCKING_SPLICE);
    await stdout.close();
    assert.deepEqual(taken.flatMap((chunk) => [...chunk]), [...BYTES]);
    const through = new TransformStream();
    const text = new Response(through.readable.pipeThrough(new CompressionStream("gzip"))).blob();
    const { run } = await hello.instantiate({}, { wasi: { args: ["hello", "/none"], stdout: through.writable, stderr: through.writable } });
    await assert.rejects(run.run());
    await through.writable.close();
    const whole = await new Response((await text).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    assert.match(whole, /^Hello, world!\n.*\nstdin: 0 lines, 0 bytes\nhello: \/none: /s);
  }

  // A stream's failure is the guest's, the function's is the caller's.
  const mine = new RangeError("mine");
  const broken = new WritableStream({ write: () => Promise.reject(new Error("the disk is full")) });
  const fail = async (/** @type {object} */ options) => assert.rejects(check(options, WRITE));
  assert.equal((await fail({ stdout: () => { throw mine; } })).cause, mine);
  if (jspi) {
    assert.match((await fail({ stdout: broken })).payload, /^failed: StreamError::LastOperationFailed/);
    assert.equal((await fail({ stdout: () => Promise.reject(mine) })).cause, mine);
    const over = new WritableStream();
    await over.close();
    assert.match((await fail({ stdout: over })).payload, /^failed: StreamError::Closed/);
  } else {
    assert.match((await fail({ stdout: broken })).message, /would have to wait, and this engine has no JSPI/);
  }
}
