/**
 * Calls of exports that wait take turns in an instance; plain calls are refused meanwhile.
 *
 * @module
 */

const names = ["nap", "try-nap", "nightmare"];

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { napper: { guest: "napper", options: names.flatMap((name) => ["--async", name]) } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, page }) {
  const jspi = "Suspending" in WebAssembly;
  const { instantiate } = await component("napper");
  /** A millisecond, where anything can wait for it. */
  const short = jspi || !page ? 1 : 0;
  const entered = /^cannot enter component instance$/;

  const napper = await instantiate();
  assert.deepEqual(await Promise.all(["a", "b", "c"].map((dream) => napper.nap(short, dream))), ["1: a", "2: b", "3: c"]);
  assert.equal(await napper.nap(0, "d"), "4: d");

  // Results and errors of calls in the queue go to their callers; a bad argument keeps nobody waiting.
  const naps = [
    napper.tryNap(short, { tag: "ok", val: "fine" }),
    napper.tryNap(short, { tag: "err", val: "bad" }),
    napper.tryNap(short, { tag: "neither" }),
    napper.nap(short, "e"),
  ];
  const [ok, err, neither, last] = await Promise.allSettled(naps);
  assert.deepEqual([ok, last], [{ status: "fulfilled", value: "fine" }, { status: "fulfilled", value: "5: e" }]);
  assert.deepEqual([reason(err).name, reason(err).payload], ["ComponentError", "bad"]);
  assert.equal(reason(neither).name, "TypeError");

  // A plain call waits for nobody.
  const asleep = napper.nap(short, "f");
  assert.throws(() => napper.doze(0), entered);
  assert.equal(await asleep, "6: f");
  assert.equal(napper.doze(0), 0n);
  if (!page) {
    assert.equal(napper.doze(2), 2n);
  } else {
    const text = /^wasi:io\/poll@0\.2\.\d+#\[method\]pollable\.block would have to wait, which a plain call of doze cannot: (.*)give it/;
    // Long enough that it has not passed when it is asked for.
    const refused = assert.throws(() => napper.doze(60_000), text);
    // The way from the export to the import is what the engine's stack says; WebKit's has no names.
    assert.match(String(refused.stack), jspi ? /pollable_block[^]*sleep[^]*doze/ : /wasm-function\[\d+\]/);
    assert.match(text.exec(refused.message)?.[1] ?? "", jspi ? /^transpile with --async doze, or $/ : /^$/);
    assert.throws(() => napper.doze(0), entered);
  }

  // An abort ends the caller's wait: what has not begun never begins, what has goes on, and nothing is locked down.
  const [before, during] = [new AbortController(), new AbortController()];
  const patient = await instantiate();
  const calls = [patient.nap(short, "g"), patient.nap(short, "h", { signal: before.signal }), patient.nap(short, "i")];
  const mind = new Error("changed my mind");
  before.abort(mind);
  const [begun, aborted, following] = await Promise.allSettled(calls);
  assert.deepEqual([begun, following], [{ status: "fulfilled", value: "1: g" }, { status: "fulfilled", value: "2: i" }]);
  assert.equal(reason(aborted), mind);
  const running = patient.nap(short, "j", { signal: during.signal });
  const behind = patient.nap(0, "k");
  during.abort();
  assert.equal((await assert.rejects(running, /abort/i)).name, "AbortError");
  assert.equal(await behind, "4: k", "the call that was aborted went on");
  await assert.rejects(patient.nap(0, "l", { signal: during.signal }), /abort/i);
  assert.equal(await patient.nap(0, "m", { signal: new AbortController().signal }), "5: m");

  // A trap ends those that wait for their turn, and locks down.
  const other = await instantiate({}, { wasi: { stderr: () => {} } });
  const [trapped, ...refused] = await Promise.allSettled([other.nightmare(short), other.nap(short, "x"), other.nap(short, "y")]);
  assert.ok(reason(trapped) instanceof WebAssembly.RuntimeError);
  assert.match(reason(trapped).message, /unreachable|Unreachable/);
  for (const result of refused) assert.match(reason(result).message, entered);
  const [late] = await Promise.allSettled([other.nap(0, "z")]);
  assert.match(reason(late).message, entered);
}

/**
 * @param {PromiseSettledResult<unknown> | undefined} result
 * @returns {any}
 */
function reason(result) {
  return result?.status === "rejected" ? result.reason : `not rejected: ${JSON.stringify(result)}`;
}
