import assert from "node:assert/strict";
import { test } from "node:test";
import { createInstance, enter, type Instance } from "./instance.ts";
import { endTurn, enterInTurn, enterPlain } from "./turns.ts";
import { createWaiting, type Waiting } from "./waiting.ts";

const refused = { name: "RuntimeError", message: "cannot enter component instance" };

const idle = (): [Instance, Waiting] => [createInstance(), createWaiting()];

/** Ends a call as generated code does. */
const end = (instance: Instance, waiting: Waiting, state = 0): void => {
  instance.state = state;
  endTurn(instance, waiting);
};

test("an idle instance is entered at once", async () => {
  const [instance, waiting] = idle();
  const entered = enterInTurn(instance, waiting);
  assert.equal(instance.state, 2);
  await entered;
  end(instance, waiting);
  assert.equal(waiting.busy, false);
  enter(instance);
});

test("the next starts when the one before has ended, first come, first served", async () => {
  const [instance, waiting] = idle();
  const order: number[] = [];
  const calls = [1, 2, 3].map(async (number) => {
    await enterInTurn(instance, waiting);
    order.push(number);
    assert.equal(instance.state, 2);
    await undefined;
    end(instance, waiting);
  });
  await Promise.all(calls);
  assert.deepEqual(order, [1, 2, 3]);
  assert.equal(instance.state, 0);
});

test("no plain call comes between two turns", async () => {
  const [instance, waiting] = idle();
  await enterInTurn(instance, waiting);
  const next = enterInTurn(instance, waiting);
  assert.throws(() => enterPlain(instance, waiting, "f"), refused);
  end(instance, waiting);
  assert.throws(() => enterPlain(instance, waiting, "f"), refused);
  await next;
  end(instance, waiting);
  enterPlain(instance, waiting, "f");
  assert.equal(waiting.plain, "f");
});

test("nobody waits for a plain call, which would have to end first", async () => {
  const [instance, waiting] = idle();
  enterPlain(instance, waiting, "f");
  await assert.rejects(enterInTurn(instance, waiting), refused);
});

test("a lockdown ends all that wait", async () => {
  const [instance, waiting] = idle();
  await enterInTurn(instance, waiting);
  const others = [enterInTurn(instance, waiting), enterInTurn(instance, waiting)];
  end(instance, waiting, 3);
  for (const other of others) await assert.rejects(other, refused);
  await assert.rejects(enterInTurn(instance, waiting), refused);
});
