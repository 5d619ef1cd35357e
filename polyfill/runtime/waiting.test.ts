import assert from "node:assert/strict";
import { test } from "node:test";
import { ComponentError } from "./error.ts";
import { attempt, createWaiting, destroyAtOnce, mayWait, promising, waitFor, waitForResult, type Waiting } from "./waiting.ts";

const jspi = "Suspending" in WebAssembly;

/** Pending until `promise` is settled. */
const pending = (promise: Promise<unknown>, block?: () => unknown): object => ({
  [Symbol.for("weft.pending.v1")]: true,
  then: promise.then.bind(promise),
  ...(block && { block }),
});

const never = pending(new Promise(() => {}));

const inCall = (): Waiting => Object.assign(createWaiting(), { busy: true });

test("what is ready is the answer", () => {
  for (const waiting of [createWaiting(), inCall()]) {
    assert.equal(attempt(waiting, 7, "a:b/c#d"), 7);
    assert.equal(waiting.answer, undefined);
    assert.equal(waiting.pending.value, 0);
  }
});

test("a call that returns a promise suspends where it can", { skip: !jspi && "the engine has no JSPI" }, () => {
  const waiting = inCall();
  const answer = pending(Promise.resolve(), () => assert.fail("the thread is not stopped"));
  assert.equal(attempt(waiting, answer, "a:b/c#d"), undefined);
  assert.equal(waiting.answer, answer);
  assert.equal(waiting.pending.value, 1);
});

test("other calls stop the thread where they can", () => {
  assert.equal(attempt(createWaiting(), pending(Promise.resolve(1), () => 2), "a:b/c#d"), 2);
});

test("a refusal names the import and what would help", () => {
  const refused = (waiting: Waiting, message: RegExp): void =>
    assert.throws(() => attempt(waiting, never, "a:b/c#d"), { name: "RuntimeError", message });
  refused(createWaiting(), /^a:b\/c#d would have to wait, which instantiation cannot: give it/);
  const plain = Object.assign(createWaiting(), { plain: "e" });
  const asked = /^a:b\/c#d would have to wait, which a plain call of e cannot: transpile with --async e, or give it/;
  const moved = /^a:b\/c#d would have to wait, which a plain call of e cannot: transpile with --mode worker, or give it/;
  refused(plain, jspi ? asked : moved);
  if (jspi) return;
  refused(inCall(), /^a:b\/c#d would have to wait, and this engine has no JSPI to wait with: transpile with --mode worker, or give it/);
  // In a worker already, then on a page; neither is isolated.
  const place = globalThis as { crossOriginIsolated?: boolean; document?: object };
  place.crossOriginIsolated = false;
  refused(inCall(), /wait with: serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, or/);
  place.document = {};
  refused(inCall(), /wait with: transpile with --mode worker and serve the page with the headers Cross-Origin-Opener-Policy/);
  delete place.document;
  // Isolated, in an engine that has no shared memory all the same.
  place.crossOriginIsolated = true;
  const memory = globalThis as { SharedArrayBuffer?: unknown };
  const { SharedArrayBuffer: kept } = memory;
  delete memory.SharedArrayBuffer;
  refused(inCall(), /, and this engine has no JSPI and no shared memory to wait with: give it/);
  refused(plain, /, which a plain call of e cannot: give it/);
  memory.SharedArrayBuffer = kept;
  delete place.crossOriginIsolated;
});

test("a destructor never waits, and says so", () => {
  const waiting = inCall();
  const tries = (rep: unknown): void => {
    assert.equal(rep, 7);
    assert.equal(attempt(waiting, pending(Promise.resolve(1), () => 2), "a:b/c#d"), 2);
    attempt(waiting, never, "a:b/c#d");
  };
  const message = /^a:b\/c#d would have to wait, which the destructor of Counter cannot: give it/;
  assert.throws(() => destroyAtOnce(waiting, "Counter", tries, 7), { name: "RuntimeError", message });
  const other = inCall();
  const inner = (): void => assert.equal(other.destructor, "Inner");
  destroyAtOnce(other, "Outer", () => {
    destroyAtOnce(other, "Inner", inner, 1);
    assert.equal(other.destructor, "Outer");
  }, 2);
  assert.equal(other.destructor, undefined);
});

test("`wait` finishes as `try` would have", async () => {
  const waiting = inCall();
  const resume = async (answer: object, wait: (out: number) => Promise<unknown>): Promise<unknown> => {
    Object.assign(waiting, { answer });
    const result = wait(16);
    assert.equal(waiting.answer, undefined);
    return result;
  };
  const finish = (...args: unknown[]): unknown => args;
  assert.equal(await resume(pending(Promise.resolve(5)), waitFor(waiting)), undefined);
  assert.deepEqual(await resume(pending(Promise.resolve(5)), waitFor(waiting, finish)), [5, 16]);
  assert.deepEqual(await resume(pending(Promise.resolve(5)), waitForResult(waiting, finish)), [5, 0, 16]);
  const failure = new ComponentError("bad");
  assert.deepEqual(await resume(pending(Promise.reject(failure)), waitForResult(waiting, finish)), ["bad", 1, 16]);
  await assert.rejects(resume(pending(Promise.reject(failure)), waitFor(waiting, finish)), failure);
  const mistake = new TypeError("a mistake");
  await assert.rejects(resume(pending(Promise.reject(mistake)), waitForResult(waiting, finish)), mistake);
});

/** As the transpiler writes it for one function `(i32) -> i64`. */
const module = "AGFzbQEAAAABCgJgAX8BfmAAAX4CFAMBdAEwAAABdwEwAAEBcAFwA38BAwIBAAcFAQEwAAIKGwEZAQF+IAAQACEBIwAEQEEAJAAQASEBCyABCw";

test("core code calls `wait` only when told so", async () => {
  const waiting = inCall();
  let waited = 0;
  const tried = (value: number): bigint => {
    const answer = attempt(waiting, value > 0 ? BigInt(value) : pending(Promise.resolve(9n), () => 8n), "a:b/c#d");
    return waiting.answer ? 0n : answer as bigint;
  };
  const { 0: run } = mayWait(waiting, module, [[tried, (out: number) => (waited++, waitFor(waiting, (value) => value)(out))]]);
  const call = run as (value: number) => bigint;
  assert.equal(call(3), 3n);
  assert.equal(waited, 0);
  assert.equal(await promising(call)(4), 4n);
  assert.equal(waited, 0);
  assert.equal(await promising(call)(0), jspi ? 9n : 8n);
  assert.equal(waited, jspi ? 1 : 0);
  assert.equal(waiting.pending.value, 0);
  assert.equal(call(5), 5n);
});
