/**
 * Imports that have to wait: a sleep, and input that comes later. Where the engine has JSPI the call suspends; else the
 * thread stops where it can, and where it cannot the error says so. What is ready never suspends.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { sleeper: { guest: "sleeper" }, hello: { guest: "hello" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, page }) {
  const jspi = "Suspending" in WebAssembly;
  const { instantiate } = await component("sleeper");

  /**
   * An instance whose output is collected.
   * @param {object} options of the WASI context
   * @param {(text: string) => void} [onOutput]
   */
  async function start(options, onOutput) {
    const said = { stdout: "", stderr: "" };
    const decoder = new TextDecoder();
    const exports = await instantiate({}, {
      wasi: {
        stdout: (/** @type {Uint8Array} */ bytes) => {
          const text = decoder.decode(bytes, { stream: true });
          said.stdout += text;
          onOutput?.(text);
        },
        stderr: (/** @type {Uint8Array} */ bytes) => void (said.stderr += new TextDecoder().decode(bytes)),
        ...options,
      },
    });
    return { run: () => exports.run.run(), said };
  }

  const suspensions = await counting(async () => {
    const sleeper = await start({ args: ["sleeper", "200"], stdin: "a\nb\n" });
    if (jspi || !page) {
      await sleeper.run();
      const [, slept] = /^slept (\d+) ms\necho: a\necho: b\n$/.exec(sleeper.said.stdout) ?? [];
      assert.ok(Number(slept) >= 200 && Number(slept) < 20_000, `slept ${slept} ms; it said ${sleeper.said.stdout}`);
    } else {
      await assert.rejects(sleeper.run(), /^wasi:io\/poll@0\.2\.\d+#\[method\]pollable\.block would have to wait, and this engine has no JSPI/);
    }
  });
  assert.equal(suspensions, jspi ? 1 : 0, "the sleep suspends, and nothing else does");

  // Ready input, and no sleep.
  const ready = await counting(async () => {
    const sleeper = await start({ args: ["sleeper"], stdin: "a\nb\n" });
    await sleeper.run();
    assert.equal(sleeper.said.stdout, "echo: a\necho: b\n");
    const hello = await component("hello");
    const said = { stdout: "" };
    const stdout = (/** @type {Uint8Array} */ bytes) => void (said.stdout += new TextDecoder().decode(bytes));
    const exports = await hello.instantiate({}, { wasi: { args: ["hello", "/none"], stdin: "x\n", stdout, stderr: () => {} } });
    assert.equal((await assert.rejects(exports.run.run(), /./)).name, "ComponentError");
    assert.equal(said.stdout, 'Hello, world!\narguments: ["/none"]\nstdin: 1 lines, 2 bytes\n  | x\n');
  });
  assert.equal(ready, 0, "what is ready never suspends");

  // The same where the engine has neither JSPI nor shared memory.
  await without(["SharedArrayBuffer", "Suspending", "promising"], async () => {
    const sleeper = await start({ args: ["sleeper"], stdin: "a\n" });
    await sleeper.run();
    assert.equal(sleeper.said.stdout, "echo: a\n");
  });

  // Input that is pushed after the call has begun.
  const later = push();
  if (!jspi) {
    const sleeper = await start({ args: ["sleeper"], stdin: later.stream });
    await assert.rejects(sleeper.run(), /#\[method\]input-stream\.blocking-read would have to wait, and this engine has no JSPI/);
    return;
  }
  {
    const echoed = heard();
    const sleeper = await start({ args: ["sleeper"], stdin: later.stream }, echoed.hear);
    const { setTimeout } = globalThis;
    let timers = 0;
    globalThis.setTimeout = /** @type {any} */ ((/** @type {any[]} */ ...args) => (timers++, /** @type {any} */ (setTimeout)(...args)));
    const ended = sleeper.run();
    assert.equal(sleeper.said.stdout, "");
    later.push("one\ntw");
    await echoed.until("echo: one\n");
    later.push("o\n");
    await echoed.until("echo: one\necho: two\n");
    later.end();
    await ended;
    globalThis.setTimeout = setTimeout;
    assert.equal(timers, 0, "nothing polls with timers");
  }

  // A source that fails later: the guest sees an error of its stream, and tells of it.
  const broken = push();
  const sleeper = await start({ args: ["sleeper"], stdin: broken.stream });
  const ended = assert.rejects(sleeper.run(), /./);
  broken.fail(new Error("the line is cut"));
  assert.equal((await ended).name, "ComponentError");
  assert.match(sleeper.said.stderr, /^Error: /);

  /**
   * Runs `work` in an engine that lacks these globals and members of `WebAssembly`.
   * @param {string[]} names
   * @param {() => Promise<void>} work
   */
  async function without(names, work) {
    const taken = [globalThis, WebAssembly].flatMap((owner) => names.flatMap((name) => {
      const property = Object.getOwnPropertyDescriptor(owner, name);
      return property?.configurable ? [/** @type {const} */ ([owner, name, property])] : [];
    }));
    for (const [owner, name] of taken) Reflect.deleteProperty(owner, name);
    try {
      await work();
    } finally {
      for (const [owner, name, property] of taken) Object.defineProperty(owner, name, property);
    }
  }

  /**
   * How often a call was suspended while `work` ran.
   * @param {() => Promise<void>} work
   */
  async function counting(work) {
    let count = 0;
    const engines = /** @type {any} */ (WebAssembly);
    const { Suspending } = engines;
    if (Suspending) {
      engines.Suspending = function (/** @type {Function} */ wait) {
        return new Suspending((/** @type {unknown[]} */ ...args) => (count++, wait(...args)));
      };
    }
    try {
      await work();
    } finally {
      if (Suspending) engines.Suspending = Suspending;
    }
    return count;
  }
}

/** A stream that gets its bytes from outside. */
function push() {
  /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
  let controller;
  const stream = new ReadableStream({ start: (given) => void (controller = given) });
  return {
    stream,
    push: (/** @type {string} */ text) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
    fail: (/** @type {Error} */ error) => controller?.error(error),
  };
}

/** What has been said, and a promise of when it is a given text. */
function heard() {
  let all = "";
  /** @type {() => void} */
  let wake = () => {};
  return {
    hear(/** @type {string} */ text) {
      all += text;
      wake();
    },
    /** @param {string} text */
    until: (text) => new Promise((resolve) => {
      wake = () => void (all === text && resolve(undefined));
      wake();
    }),
  };
}
