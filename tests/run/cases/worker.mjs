/**
 * Mode `worker`: the component runs in a worker, every export returns a promise, and what the guest reaches outside is served from here: streams,
 * functions, directories. With shared memory the worker stops while it waits; without, and without JSPI, only what need not wait works.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = {
  sleeper: { guest: "sleeper", mode: "worker" },
  napper: { guest: "napper", mode: "worker" },
  collections: { guest: "collections", mode: "worker" },
  hello: { guest: "hello", mode: "worker", options: ["--minify"] },
};

/** The module that serves is the same text in every way of printing. */
export const variants = false;

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, page }) {
  const hasShared = typeof SharedArrayBuffer !== "undefined";
  const canWait = hasShared || "Suspending" in WebAssembly;
  const dispose = /** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"));
  const decoder = new TextDecoder();

  // A command: it sleeps, then echoes what comes, as it comes.
  {
    const { instantiate } = await component("sleeper");
    let said = "";
    let heard = () => {};
    /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
    let input;
    const stdin = new ReadableStream({ start: (controller) => void (input = controller) });
    const stdout = (/** @type {Uint8Array} */ bytes) => {
      said += decoder.decode(bytes, { stream: true });
      heard();
    };
    const until = (/** @type {RegExp} */ text) =>
      new Promise((resolve) => (heard = () => void (text.test(said) && resolve(undefined)), heard()));
    const exports = await instantiate({}, { wasi: { args: ["sleeper", "200"], stdin, stdout, stderr: () => {} } });
    assert.equal(exports.run, Object.entries(exports).find(([name]) => name.startsWith("wasi:cli/run@"))?.[1]);
    const ended = exports.run.run();
    if (canWait) {
      await until(/^slept \d+ ms\n$/);
      const slept = Number(said.split(" ")[1]);
      assert.ok(slept >= 200 && slept < 20_000, said);
      input?.enqueue(new TextEncoder().encode("one\ntw"));
      await until(/\necho: one\n$/);
      input?.enqueue(new TextEncoder().encode("o\n"));
      await until(/\necho: one\necho: two\n$/);
      input?.close();
      await ended;
    } else {
      const refused = await assert.rejects(ended, /^wasi:io\/poll@0\.2\.\d+#\[method\]pollable\.block would have to wait, and this engine has no JSPI and no shared memory/);
      assert.ok(refused instanceof WebAssembly.RuntimeError);
    }
    exports[dispose]();
    await assert.rejects(exports.run.run(), /^the component was disposed of$/);
  }

  // What need not wait works everywhere: text in, a stream out that is slow, a directory that is shown.
  {
    const { instantiate } = await component("hello");
    const { memoryDirectory } = await import("@weft-wasm/wasi");
    let said = "";
    const slow = { highWaterMark: 1 };
    const hear = (/** @type {Uint8Array} */ bytes) => void (said += decoder.decode(bytes, { stream: true }));
    const stdout = canWait ? new WritableStream({ write: async (bytes) => (await null, hear(bytes)) }, slow) : hear;
    const files = memoryDirectory({ note: "from the page" });
    const wasi = { args: ["hello", "/d/note", "/d/new"], stdin: "x\n", stdout, stderr: () => {}, preopens: { "/d": files } };
    const { run, [dispose]: end } = await instantiate({}, { wasi });
    await run.run();
    assert.match(said, /^Hello, world!\narguments: \["\/d\/note", "\/d\/new"\]\nstdin: 1 lines, 2 bytes\n  \| x\nread \/d\/note: "from the page"\n/);
    assert.equal(decoder.decode(/** @type {any} */ (files.tree()).new), "FROM THE PAGE");
    end();
  }

  // Calls take turns; their errors are what they are without a worker.
  {
    const napper = await (await component("napper")).instantiate({}, { wasi: { stderr: () => {} } });
    const short = canWait ? 1 : 0;
    assert.deepEqual(await Promise.all(["a", "b", "c"].map((dream) => napper.nap(short, dream))), ["1: a", "2: b", "3: c"]);
    assert.equal(await napper.doze(0), 0n);
    const failed = await assert.rejects(napper.tryNap(0, { tag: "err", val: "bad" }), /./);
    assert.deepEqual([failed.name, failed.payload], ["ComponentError", "bad"]);
    assert.ok(await assert.rejects(napper.tryNap(0, { tag: "neither" }), /parameter "dream"/) instanceof TypeError);
    assert.ok(await assert.rejects(napper.nap(0, () => {}), /^nap: an argument cannot go to the worker/) instanceof TypeError);
    const reason = new Error("enough");
    assert.equal(await assert.rejects(napper.nap(0, "x", { signal: AbortSignal.abort(reason) }), /./), reason);

    // An abort ends the caller's wait; a call that has not begun never does, though its thread is stopped or busy and hears nothing.
    const [before, during] = [new AbortController(), new AbortController()];
    const calls = [napper.nap(short, "d", { signal: during.signal }), napper.nap(short, "e", { signal: before.signal }), napper.nap(short, "f")];
    before.abort(reason);
    during.abort(reason);
    const [begun, aborted, following] = await Promise.allSettled(calls);
    assert.deepEqual([begun, aborted], [{ status: "rejected", reason }, { status: "rejected", reason }]);
    assert.deepEqual(following, { status: "fulfilled", value: "5: f" }, "the first went on, the second never began");

    const trapped = await assert.rejects(napper.nightmare(0), /unreachable|Unreachable/);
    assert.ok(trapped instanceof WebAssembly.RuntimeError);
    await assert.rejects(napper.nap(0, "y"), /^cannot enter component instance$/);
    const late = napper.nap(0, "z");
    napper[dispose]();
    await assert.rejects(late, /^the component was disposed of$/);
  }

  // Functions of the host: the worker waits for their answers, whether they come at once or later.
  {
    const { instantiate } = await component("collections");
    const mine = new Error("mine");
    /** @type {(name: string, answer: (value: any) => unknown) => Promise<any>} */
    const answering = (name, answer) => instantiate({ "weft:collections/values": { ...all(), [name]: answer } }, {});
    const all = () => Object.fromEntries(
      ["counts", "names", "nested", "numbers", "single", "letters", "colours", "matrix", "long", "entries"].map((name) => [name, (/** @type {unknown} */ value) => value]),
    );
    const counts = new Map([["a", 1], ["é", 2]]);
    const exports = await answering("counts", async (value) => (await null, value));
    if (!hasShared) {
      await assert.rejects(exports.values.counts(counts), /needs shared memory, which this engine has not$/);
      return;
    }
    assert.deepEqual(await exports.values.counts(counts), counts);
    assert.deepEqual(await exports.values.numbers(Uint16Array.of(1, 2, 65535)), Uint16Array.of(1, 2, 65535));
    assert.deepEqual(await exports.values.long(new Uint8Array(300).fill(7)), new Uint8Array(300).fill(7));
    // More than crosses at once.
    const large = new Map([[1, Array.from({ length: 2000 }, (_, i) => `${i}`.padStart(100, "é"))]]);
    assert.deepEqual(await exports.values.names(large), large);
    const other = await answering("single", () => { throw mine; });
    const trapped = await assert.rejects(other.values.single(Int8Array.of(1)), /./);
    assert.ok(trapped === mine || trapped.cause === mine, `${trapped}`);
    exports[dispose]();
    other[dispose]();

    // While the worker waits for a function of the host, that function cannot call the component: it would wait for itself. Others can.
    const three = Uint16Array.of(1, 2, 3);
    const refusals = /** @type {unknown[]} */ ([]);
    /** @type {any} */
    let called;
    const calling = await answering("single", async (value) => {
      const refuse = (/** @type {unknown} */ error) => void refusals.push(error);
      await called.values.numbers(three).catch(refuse);
      // Only these platforms can tell, after an await, whose call it is.
      if (!page) await called.values.numbers(three).catch(refuse);
      return value;
    });
    called = calling;
    const turns = [calling.values.single(Int8Array.of(1)), calling.values.numbers(three)];
    assert.deepEqual(await Promise.all(turns), [Int8Array.of(1), three]);
    assert.deepEqual(refusals.map((error) => String(error)), Array(page ? 1 : 2).fill("RuntimeError: cannot enter component instance"));
    assert.match(String(/** @type {any} */ (refusals[0]).cause), /values#numbers was called by weft:collections\/values#single, for which the component waits$/);
    assert.ok(refusals[0] instanceof WebAssembly.RuntimeError);
    if (!page) {
      // The same through another component.
      const through = await answering("single", (value) => called.values.single(value));
      called = await answering("single", async (value) => (await through.values.numbers(three), value));
      const far = await assert.rejects(through.values.single(Int8Array.of(1)), /./);
      assert.match(`${far.message} ${far.cause}`, /cannot enter component instance/);
      called[dispose]();
      through[dispose]();
    }
    calling[dispose]();
  }
}
