/**
 * Mode `worker` when the worker ends by itself, whatever way: each call that is under way rejects, each later one too, all with the reason, and
 * what the host gave is its own again. The workers are real ones whose "component" is written by hand, so that it can do what no guest can.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, page }) {
  const { startComponent } = await import("@weft-wasm/wasi/worker");
  const serving = import.meta.resolve("@weft-wasm/wasi/worker");
  const dispose = /** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"));
  const end = page ? "close()" : "process.exit(7)";
  const program = `import { serveComponent } from ${JSON.stringify(serving)};
    serveComponent(async (imports) => ({
      echo: async (value) => value,
      sleep: () => new Promise(() => {}),
      ask: () => imports.ask(),
      end: () => new Promise(() => { ${end} }),
      stray: () => new Promise(() => setTimeout(() => { throw new Error("stray") }, 0)),
      reject: () => new Promise(() => Promise.reject(new Error("stray"))),
      lose: () => new Promise(() => dispatchEvent(new MessageEvent("messageerror"))),
      odd: () => { throw new Error("odd", { cause: () => {} }) },
      throwing: (value) => { throw value },
    }));`;

  /** @type {Worker | undefined} */
  let worker;
  /** @type {(program: string | URL, options?: object) => Promise<any>} */
  const start = (program, options = {}) => {
    const address = program instanceof URL ? program.href
      : page ? URL.createObjectURL(new Blob([program], { type: "text/javascript" }))
        : `data:text/javascript,${encodeURIComponent(program)}`;
    return startComponent(() => (worker = new Worker(address, { type: "module" })), address, import.meta.url, {}, options);
  };
  const ended = "the component's worker ended: ";

  // It never begins.
  const top = await assert.rejects(start('throw new TypeError("at the top")'), /^the component's worker ended: .*at the top$/);
  assert.ok(top instanceof Error && top.cause instanceof Error);
  for (const program of ['import "data:text/plain,no module";', new URL("./no-such-worker.js", import.meta.url)]) {
    await assert.rejects(start(program), page ? /cannot be loaded/ : /^the component's worker ended: \S/);
  }
  const refused = new Error("refused at once");
  if (page) {
    const refusing = startComponent(() => { throw refused; }, "", import.meta.url);
    assert.equal(await assert.rejects(refusing, /./), refused);
  }

  // It ends in the midst of calls.
  /** @type {[how: string, end: (exports: any) => void, text: string][]} */
  const ways = [
    ["by itself", (exports) => exports.end().catch(() => {}), page ? `${ended}it was terminated` : `${ended}it exited with code 7`],
    ["by an error that no call throws", (exports) => exports.stray().catch(() => {}), ended],
    ["by a rejection that nobody handles", (exports) => exports.reject().catch(() => {}), `${ended}stray`],
    ["when it is disposed of", (exports) => exports[dispose](), "the component was disposed of"],
  ];
  if (page) {
    ways.push(
      ["by somebody else", () => worker?.terminate(), `${ended}it was terminated`],
      ["by a message lost on the way out", () => worker?.dispatchEvent(new MessageEvent("messageerror")), `${ended}a value did not arrive from it`],
      ["by a message lost on the way in", (exports) => exports.lose().catch(() => {}), `${ended}a value did not arrive in it`],
    );
  }
  for (const [how, end, text] of ways) {
    const stdin = new ReadableStream();
    const exports = await start(program, { wasi: { stdin } });
    assert.equal(await exports.echo(how), how);
    assert.ok(stdin.locked);
    const controller = new AbortController();
    const pending = [exports.sleep(), exports.sleep()];
    end(exports);
    if (how !== "when it is disposed of") pending.push(exports.echo("held back", { signal: controller.signal }));
    for (const call of pending) {
      const error = await assert.rejects(call, /./);
      assert.ok(error instanceof Error && error.message.startsWith(text), `${how}: ${error}`);
    }
    await assert.rejects(exports.echo("later"), /ended|disposed/);
    assert.ok(!stdin.locked, `${how}: the stream is the host's again`);
    controller.abort();
  }

  // What cannot go to another thread keeps nobody waiting.
  const exports = await start(program);
  const odd = await assert.rejects(exports.odd(), /^odd$/);
  assert.match(String(odd.cause), /=>/);
  assert.equal(await assert.rejects(exports.throwing(5).catch((/** @type {unknown} */ error) => { throw new Error(String(error)); }), /^5$/).then((error) => error.message), "5");
  exports[dispose]();
}
