import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, fail, guardRealloc, isLockedDown, isLowering, leave, refuse, refuseOrFail, type Instance } from "./instance.ts";

const trapped = (message: string | RegExp): { name: string; message: string | RegExp } => ({ name: "RuntimeError", message });

test("an instance is entered once at a time", () => {
  const instance: Instance = { state: 0 };
  enter(instance, 3);
  assert.throws(() => enter(instance, 3), trapped("cannot enter component instance"));
  instance.state = 0;
  assert.equal(enter(instance, 3), undefined);
});

test("a trap locks down", () => {
  const instance: Instance = { state: 0 };
  enter(instance, 3);
  const trap = new WebAssembly.RuntimeError("unreachable");
  assert.throws(() => fail(instance, trap), (thrown) => thrown === trap);
  assert.throws(() => enter(instance, 3), trapped("cannot enter component instance"));
  assert.equal(isLockedDown(instance), true);
});

test("where nothing else can run, whoever does not come back has locked down", () => {
  const instance: Instance = { state: 0 };
  enter(instance, 4);
  assert.throws(() => enter(instance, 4), trapped("cannot enter component instance"));
  assert.equal(isLockedDown(instance), true);
  assert.equal(leave(instance), undefined);
});

test("a caller's bad argument does not, and the error names the parameter", () => {
  const instance: Instance = { state: 0 };
  enter(instance, 3);
  instance.state = 1;
  assert.equal(isLowering(instance), true);
  const mistake = new TypeError("it must be a char");
  assert.throws(() => refuse(instance, mistake, "a"), { name: "TypeError", message: 'parameter "a": it must be a char', cause: mistake });
  assert.equal(enter(instance, 3), undefined);
});

test("nor does whatever else the code of an argument throws", () => {
  for (const thrown of [new RangeError("mine"), new WebAssembly.RuntimeError("of another component"), undefined]) {
    const instance: Instance = { state: 0 };
    instance.state = 1;
    assert.throws(() => refuse(instance, thrown, "a"), (error) => error === thrown);
    assert.equal(enter(instance, 3), undefined);
  }
});

test("an argument that calls the instance it is for is refused", () => {
  const instance: Instance = { state: 0 };
  enter(instance, 3);
  instance.state = 1;
  assert.throws(() => {
    try {
      enter(instance, 3);
    } catch (refusal) {
      refuse(instance, refusal, "a");
    }
  }, trapped("cannot enter component instance"));
  assert.equal(enter(instance, 3), undefined);
});

test("what goes wrong once the guest runs is no refusal", () => {
  const instance: Instance = { state: 0 };
  enter(instance, 3);
  assert.equal(isLowering(instance), false);
  const cause = new TypeError("of an import");
  assert.throws(() => refuse(instance, cause, "a"), (thrown) => thrown === cause);
  assert.equal(instance.state, 3);
  assert.throws(() => refuseOrFail(instance, cause, "a"), trapped("TypeError: of an import"));
  assert.equal(isLockedDown(instance), true);
});

test("until then it is one, whoever else may have to be told", () => {
  const instance: Instance = { state: 0 };
  instance.state = 1;
  assert.throws(() => refuseOrFail(instance, new TypeError("no"), "a"), { name: "TypeError", message: 'parameter "a": no' });
  assert.equal(instance.state, 0);
});

test("what an import throws is a trap with its cause", () => {
  const instance: Instance = { state: 0 };
  enter(instance, 3);
  const cause = new TypeError("no");
  assert.throws(() => fail(instance, cause), (thrown: Error) => {
    assert(thrown instanceof WebAssembly.RuntimeError);
    assert.equal(thrown.message, "TypeError: no");
    assert.equal(thrown.cause, cause);
    return true;
  });
});

test("an exit passes as it is", () => {
  const exit = Object.assign(new Error(), { code: 3, [Symbol.for("weft.exit.v1")]: true });
  assert.throws(() => fail({ state: 0 }, exit), (thrown) => thrown === exit);
});

test("the allocator must not call out", () => {
  const instance: Instance = { state: 0 };
  assert.equal(leave(instance), undefined);
  const realloc = guardRealloc(instance, () => {
    assert.throws(() => leave(instance), trapped("cannot leave component instance"));
    return 8;
  });
  for (const state of [0, 1, 3]) {
    instance.state = state;
    assert.equal(realloc(0, 0, 1, 1), 8);
    assert.equal(instance.state, state);
    assert.equal(leave(instance), undefined);
  }
});
