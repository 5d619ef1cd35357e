/**
 * A poll over input and time, in a guest: whichever comes first wakes it, in the page's thread or the process's by JSPI, and in a worker by what there
 * is. Where there is neither JSPI nor a thread that may be stopped, only a poll that has nothing ready is refused.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { here: { guest: "sleeper" }, worker: { guest: "sleeper", mode: "worker" } };

/** How the glue is printed makes no difference to when a poll returns. */
export const variants = false;

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const jspi = "Suspending" in WebAssembly;
  for (const [name, canWait] of /** @type {const} */ ([["here", jspi], ["worker", jspi || typeof SharedArrayBuffer !== "undefined"]])) {
    const { instantiate } = await component(name);

    /**
     * Runs the guest.
     * @param {number} patience in milliseconds
     * @param {unknown} stdin
     */
    const start = async (patience, stdin) => {
      const said = heard();
      const decoder = new TextDecoder();
      const stdout = (/** @type {Uint8Array} */ bytes) => said.hear(decoder.decode(bytes, { stream: true }));
      const exports = await instantiate({}, { wasi: { args: ["sleeper", "poll", `${patience}`], stdin, stdout, stderr: () => {} } });
      // A worker would keep the process alive.
      const dispose = () => exports[Symbol.dispose ?? Symbol.for("dispose")]?.();
      return { ended: exports.run.run(), until: said.until, dispose };
    };

    // What is there needs no wait.
    const ready = await start(60_000, "one\n");
    await ready.ended;
    await ready.until(/^input: one\nend\n$/);
    ready.dispose();

    for (const input of [pushed, iterated]) {
      const later = input();
      const short = await start(30, later.stdin);
      if (!canWait) {
        await assert.rejects(short.ended, /^wasi:io\/poll@0\.2\.\d+#poll would have to wait, and this engine has no JSPI/);
        short.dispose();
        continue;
      }
      // Time, for want of input; input that comes later; the end.
      await short.until(/^time\n/);
      later.push("one\n");
      await short.until(/^(time\n)+input: one\n/);
      later.end();
      await short.ended;
      await short.until(/^(time\n)+input: one\n(time\n)*end\n$/);
      short.dispose();

      // Input long before the time is up.
      const soon = input();
      const long = await start(600_000, soon.stdin);
      for (const text of ["one", "two", "three"]) {
        soon.push(text);
        await long.until(new RegExp(`input: ${text}\n$`));
      }
      soon.end();
      await long.ended;
      await long.until(/^input: one\ninput: two\ninput: three\nend\n$/);
      long.dispose();
    }
  }
}

/** A stream that gets its bytes from outside. */
function pushed() {
  /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
  let controller;
  const stdin = new ReadableStream({ start: (given) => void (controller = given) });
  return {
    stdin,
    push: (/** @type {string} */ text) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
  };
}

/** The same as an async iterable of text. */
function iterated() {
  /** @type {(string | undefined)[]} */
  const items = [];
  let wake = () => {};
  const stdin = (async function* () {
    for (;;) {
      while (items.length === 0) await /** @type {Promise<void>} */ (new Promise((resolve) => (wake = resolve)));
      const item = items.shift();
      if (item === undefined) return;
      yield item;
    }
  })();
  const add = (/** @type {string | undefined} */ item) => (items.push(item), wake());
  return { stdin, push: (/** @type {string} */ text) => add(text), end: () => add(undefined) };
}

/** What has been said, and a promise of when that matches. */
function heard() {
  let all = "";
  let check = () => {};
  return {
    hear(/** @type {string} */ text) {
      all += text;
      check();
    },
    /** @param {RegExp} pattern */
    until: (pattern) => new Promise((resolve) => {
      check = () => void (pattern.test(all) && resolve(undefined));
      check();
    }),
  };
}
