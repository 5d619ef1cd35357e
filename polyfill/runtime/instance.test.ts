import assert from "node:assert/strict";
import { test } from "node:test";
import { createInstance, enter, fail, guardRealloc, isLowering, leave, lockDown, refuse } from "./instance.ts";

const trapped = (message: string | RegExp): { name: string; message: string | RegExp } => ({ name: "RuntimeError", message });

test("an instance is entered once at a time", () => {
  const instance = createInstance();
  enter(instance);
  assert.throws(() => enter(instance), trapped("cannot enter component instance"));
  instance.state = 0;
  assert.equal(enter(instance), undefined);
});

test("a trap locks down", () => {
  const instance = createInstance();
  enter(instance);
  const trap = new WebAssembly.RuntimeError("unreachable");
  assert.throws(() => fail(instance, trap), (thrown) => thrown === trap);
  assert.throws(() => enter(instance), trapped("cannot enter component instance"));
  const other = createInstance();
  assert.throws(() => lockDown(other, trap), (thrown) => thrown === trap);
  assert.throws(() => enter(other), trapped("cannot enter component instance"));
});

test("a caller's bad argument does not, and the error names the parameter", () => {
  const instance = createInstance();
  enter(instance);
  instance.state = 1;
  assert.equal(isLowering(instance), true);
  const mistake = new TypeError("it must be a char");
  assert.throws(() => refuse(instance, mistake, "a"), { name: "TypeError", message: 'parameter "a": it must be a char', cause: mistake });
  assert.equal(enter(instance), undefined);
});

test("nor does whatever else the code of an argument throws", () => {
  for (const thrown of [new RangeError("mine"), new WebAssembly.RuntimeError("of another component"), undefined]) {
    const instance = createInstance();
    instance.state = 1;
    assert.throws(() => refuse(instance, thrown, "a"), (error) => error === thrown);
    assert.equal(enter(instance), undefined);
  }
});

test("an argument that calls the instance it is for is refused", () => {
  const instance = createInstance();
  enter(instance);
  instance.state = 1;
  assert.throws(() => {
    try {
      enter(instance);
    } catch (refusal) {
      refuse(instance, refusal, "a");
    }
  }, trapped("cannot enter component instance"));
  assert.equal(enter(instance), undefined);
});

test("what goes wrong once the guest runs is no refusal", () => {
  const instance = createInstance();
  enter(instance);
  assert.equal(isLowering(instance), false);
  assert.equal(refuse(instance, new TypeError("of an import"), "a"), undefined);
  assert.equal(instance.state, 2);
});

test("what an import throws is a trap with its cause", () => {
  const instance = createInstance();
  enter(instance);
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
  assert.throws(() => fail(createInstance(), exit), (thrown) => thrown === exit);
});

test("the allocator must not call out", () => {
  const instance = createInstance();
  assert.equal(leave(instance), undefined);
  const realloc = guardRealloc(instance, () => {
    assert.throws(() => leave(instance), trapped("cannot leave component instance"));
    return 8;
  });
  assert.equal(realloc(0, 0, 1, 1), 8);
  assert.equal(leave(instance), undefined);
});
