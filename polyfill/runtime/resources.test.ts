import assert from "node:assert/strict";
import { test } from "node:test";
import { addHandle, getHandle, handleTable } from "./handles.ts";
import { disposeSymbol } from "./imports.ts";
import { enter, type Instance } from "./instance.ts";
import { noteMove, noteResource, takeBack, type Moves } from "./moves.ts";
import {
  adoptResource,
  checkLent,
  GuestResource,
  lendResource,
  moveResource,
  reclaim,
  resourceRep,
  resourceSymbol,
  type ExportedType,
  type HostHandle,
} from "./resources.ts";

interface Made {
  readonly instance: Instance;
  readonly type: ExportedType;
  readonly Counter: new (rep: number) => GuestResource;
  readonly ended: number[];
}

/** A class as generated code makes it. */
const counters = (end: (rep: number) => void = () => {}): Made => {
  const instance: Instance = { state: 0 };
  const ended: number[] = [];
  const type: ExportedType = {
    owner: instance,
    name: "Counter",
    destroy(rep) {
      enter(instance, 3);
      try {
        end(rep);
        ended.push(rep);
        instance.state = 0;
      } catch (error) {
        instance.state = 5;
        throw error;
      }
    },
  };
  class Counter extends GuestResource {
    constructor(rep: number) {
      super(type, rep);
    }
  }
  return { instance, type, Counter, ended };
};
const dispose = (resource: GuestResource): void => (resource as unknown as Record<symbol, () => void>)[disposeSymbol]!();
const refuses = (call: () => unknown, message: string): void => assert.throws(call, { name: "TypeError", message });

test("an instance gives its representation, whatever that is", () => {
  const { type, Counter } = counters();
  for (const rep of [0, -1, 0x7fffffff]) assert.equal(resourceRep(type, new Counter(rep)), rep);
});

test("what is lifted is an instance whose constructor did not run", () => {
  const { type, Counter } = counters();
  class Loud extends Counter {
    constructor() {
      super(1);
      throw new Error("the constructor ran");
    }
  }
  const lifted = adoptResource(type, Loud, 7);
  assert.ok(lifted instanceof Loud && lifted instanceof Counter);
  assert.equal(resourceRep(type, lifted), 7);
});

test("what is no instance is refused by name", () => {
  const { type, Counter } = counters();
  for (const [value, found] of [[undefined, "undefined"], [null, "null"], [5, "number"], ["a", "string"], [{}, "object"]] as const) {
    refuses(() => resourceRep(type, value), `an instance of Counter is needed, not ${found}`);
  }
  refuses(() => resourceRep(type, Object.create(Counter.prototype)), "an instance of Counter is needed, not object");
  refuses(() => resourceRep({ ...type, name: "Gauge" }, new Counter(1)), "an instance of Gauge is needed, not of Counter");
  refuses(() => resourceRep(counters().type, new Counter(1)), "this Counter is of another instance of the component");
});

test("disposing runs the destructor once", () => {
  const { type, Counter, ended } = counters();
  const counter = new Counter(7);
  dispose(counter);
  assert.deepEqual(ended, [7]);
  dispose(counter);
  assert.deepEqual(ended, [7]);
  refuses(() => resourceRep(type, counter), "this Counter was disposed");
  refuses(() => moveResource(handleTable(), type, counter), "this Counter was disposed");
});

test("a destructor that cannot run leaves the resource held", () => {
  const { type, instance, Counter, ended } = counters();
  const counter = new Counter(7);
  instance.state = 3;
  assert.throws(() => dispose(counter), { name: "RuntimeError", message: "cannot enter component instance" });
  instance.state = 0;
  assert.equal(resourceRep(type, counter), 7);
  dispose(counter);
  assert.deepEqual(ended, [7]);
});

test("a destructor that traps has run; after it, nothing is there to be destroyed", () => {
  const { type, instance, Counter } = counters(() => {
    throw new WebAssembly.RuntimeError("unreachable");
  });
  const [counter, other] = [new Counter(7), new Counter(8)];
  assert.throws(() => dispose(counter), { name: "RuntimeError", message: "unreachable" });
  assert.equal(instance.state, 5);
  refuses(() => resourceRep(type, counter), "this Counter was disposed");
  assert.equal(dispose(other), undefined);
});

test("what was passed on is the component's", () => {
  const { type, Counter, ended } = counters();
  const table = handleTable(), counter = new Counter(7);
  const index = moveResource(table, type, counter);
  assert.deepEqual([index, getHandle(table, type, index).rep, getHandle(table, type, index).own], [1, 7, true]);
  refuses(() => resourceRep(type, counter), "this Counter was passed to the component, which owns it now");
  refuses(() => moveResource(table, type, counter), "this Counter was passed to the component, which owns it now");
  dispose(counter);
  assert.deepEqual(ended, []);
});

test("a refused call takes everything back, and the table is as before", () => {
  const { type, Counter } = counters();
  const table = handleTable();
  const host = { owner: undefined };
  for (let index = 1; index < 4; index++) addHandle(table, host, index, true);
  table.entries[1] = table.entries[3] = undefined;
  table.free.push(3, 1);
  const [first, second] = [new Counter(7), new Counter(8)];
  const moves: Moves = [];
  assert.equal(noteResource(moves, table, type, first), 1);
  assert.equal(noteMove(moves, addHandle(table, host, {}, true)), 3);
  assert.equal(noteResource(moves, table, type, second), 4);
  const root: Instance = { state: 0 };
  takeBack(root, table, moves);
  assert.equal(getHandle(table, type, 1).rep, 7, "the guest has run");
  root.state = 1;
  takeBack(root, table, moves);
  assert.deepEqual([resourceRep(type, first), resourceRep(type, second)], [7, 8]);
  assert.deepEqual([1, 3, 4].map((index) => table.entries[index]), [undefined, undefined, undefined]);
  assert.deepEqual([5, 6, 7].map((rep) => addHandle(table, host, rep, true)), [1, 3, 4]);
});

test("one call cannot own what it borrows", () => {
  const { type, Counter } = counters();
  const [counter, other] = [new Counter(7), new Counter(8)];
  const lent: HostHandle[] = [];
  assert.equal(lendResource(lent, type, counter), 7);
  moveResource(handleTable(), type, other);
  assert.equal(checkLent(lent), undefined);
  moveResource(handleTable(), type, counter);
  refuses(() => checkLent(lent), "this Counter cannot be passed to the component while it is on loan to the same call");
});

test("separately generated modules know the brand", () => {
  const { Counter } = counters();
  assert.equal(resourceSymbol, Symbol.for("weft.resource.v1"));
  assert.ok(Symbol.for("weft.resource.v1") in new Counter(1));
});

test("what is forgotten is destroyed when its turn comes, and a destructor's trap disturbs nobody", async () => {
  // As the engine does it: what is registered is handed to the callback.
  const made = counters((rep) => {
    if (rep === 13) throw new WebAssembly.RuntimeError("unreachable");
  });
  const held = (rep: number): HostHandle => ({ type: made.type, rep, fate: "" });
  await reclaim(held(7));
  await reclaim({ ...held(8), rep: undefined });
  assert.deepEqual(made.ended, [7]);
  const turns: number[] = [];
  await reclaim({ ...held(9), type: { ...made.type, reclaim: async (rep) => void turns.push(rep) } });
  assert.deepEqual([turns, made.ended], [[9], [7]]);
  await reclaim(held(13));
  assert.equal(made.instance.state, 5);
  await reclaim(held(14));
  assert.deepEqual(made.ended, [7]);
});
