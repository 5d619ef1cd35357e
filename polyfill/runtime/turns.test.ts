import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, type Instance } from "./instance.ts";
import { enterPlain, inTurn, throwIfAborted } from "./turns.ts";
import { createWaiting, type Waiting } from "./waiting.ts";

const refused = { name: "RuntimeError", message: "cannot enter component instance" };

const idle = (): [Instance, Waiting] => [{ state: 0 }, createWaiting()];

/** A call in generated code: it ends when told to, and leaves the instance in a state. */
const call = (instance: Instance, waiting: Waiting, signal?: AbortSignal) => {
  const { promise: ended, resolve: end } = deferred();
  const begun = deferred();
  const result = inTurn(instance, waiting, signal && { signal }, async () => {
    assert.equal(instance.state, 3);
    begun.resolve();
    await ended;
    instance.state = 0;
    return "result";
  });
  return { result, begun: begun.promise, end };
};

// Node 20 has no Promise.withResolvers.
const deferred = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
};

const turns = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("an idle instance is entered at once", async () => {
  const [instance, waiting] = idle();
  const { result, end } = call(instance, waiting);
  assert.equal(instance.state, 3);
  end();
  assert.equal(await result, "result");
  assert.equal(waiting.busy, false);
  enter(instance, 3);
});

test("the next starts when the one before has ended, first come, first served", async () => {
  const [instance, waiting] = idle();
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((number) =>
    inTurn(instance, waiting, undefined, async () => {
      order.push(number);
      await undefined;
      order.push(number);
      instance.state = 0;
    })));
  assert.deepEqual(order, [1, 1, 2, 2, 3, 3]);
  assert.equal(instance.state, 0);
});

test("a call that fails ends its turn", async () => {
  const [instance, waiting] = idle();
  const failing = inTurn(instance, waiting, {}, () => {
    instance.state = 0;
    throw new RangeError("mine");
  });
  const next = call(instance, waiting);
  next.end();
  await assert.rejects(failing, RangeError);
  assert.equal(await next.result, "result");
});

test("no plain call comes between two turns", async () => {
  const [instance, waiting] = idle();
  const first = call(instance, waiting), next = call(instance, waiting);
  assert.throws(() => enterPlain(instance, waiting, "f"), refused);
  first.end();
  await first.result;
  assert.throws(() => enterPlain(instance, waiting, "f"), refused);
  next.end();
  await next.result;
  enterPlain(instance, waiting, "f");
  assert.equal(waiting.plain, "f");
});

test("nobody waits for a plain call, which would have to end first", async () => {
  const [instance, waiting] = idle();
  enterPlain(instance, waiting, "f");
  await assert.rejects(call(instance, waiting).result, refused);
});

test("a lockdown ends all that wait", async () => {
  const [instance, waiting] = idle();
  const first = inTurn(instance, waiting, undefined, async () => void (instance.state = 5));
  const others = [call(instance, waiting), call(instance, waiting)];
  await first;
  for (const other of others) await assert.rejects(other.result, refused);
  await assert.rejects(call(instance, waiting).result, refused);
});

test("a call that is aborted before its turn never begins", async () => {
  const [instance, waiting] = idle();
  const first = call(instance, waiting);
  const controller = new AbortController();
  const second = call(instance, waiting, controller.signal), third = call(instance, waiting);
  const begun: string[] = [];
  void second.begun.then(() => begun.push("second"));
  void third.begun.then(() => begun.push("third"));
  const reason = new Error("changed my mind");
  controller.abort(reason);
  await assert.rejects(second.result, (error) => error === reason);
  assert.equal(waiting.queue.length, 1);
  first.end();
  third.end();
  await third.result;
  await turns();
  assert.deepEqual(begun, ["third"]);
  assert.equal(waiting.busy, false);
});

test("a call that is aborted while it runs goes on without its caller, and the next waits for it", async () => {
  const [instance, waiting] = idle();
  const controller = new AbortController();
  const first = call(instance, waiting, controller.signal), next = call(instance, waiting);
  controller.abort();
  await assert.rejects(first.result, { name: "AbortError" });
  assert.equal(instance.state, 3);
  assert.equal(waiting.queue.length, 1);
  first.end();
  next.end();
  assert.equal(await next.result, "result");
  assert.equal(instance.state, 0);
});

test("what was aborted before is refused, and takes no turn", async () => {
  const [instance, waiting] = idle();
  const signal = AbortSignal.abort();
  await assert.rejects(call(instance, waiting, signal).result, { name: "AbortError" });
  assert.equal(instance.state, 0);
  assert.throws(() => throwIfAborted({ signal }), { name: "AbortError" });
  throwIfAborted({});
  throwIfAborted(undefined);
});

test("a signal is listened to while the call lasts, no longer", async () => {
  const [instance, waiting] = idle();
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  signal.addEventListener = (_: string, listener: unknown) => void listeners.add(listener);
  signal.removeEventListener = (_: string, listener: unknown) => void listeners.delete(listener);
  const { result, end } = call(instance, waiting, signal);
  assert.equal(listeners.size, 1);
  end();
  await result;
  await turns();
  assert.equal(listeners.size, 0);
});
