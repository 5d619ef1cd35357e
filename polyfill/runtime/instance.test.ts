import assert from "node:assert/strict";
import { test } from "node:test";
import { createInstance, enter, fail, guardRealloc, leave, lockDown } from "./instance.ts";

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

test("a caller's bad argument does not", () => {
  const instance = createInstance();
  enter(instance);
  instance.state = 1;
  const mistake = new TypeError("parameter `a`");
  assert.throws(() => fail(instance, mistake), (thrown) => thrown === mistake);
  assert.equal(enter(instance), undefined);
});

test("nor does an argument that calls the instance it is for, though a trap of the guest's allocator would", () => {
  const instance = createInstance();
  enter(instance);
  instance.state = 1;
  assert.throws(() => {
    try {
      enter(instance);
    } catch (refusal) {
      fail(instance, refusal);
    }
  }, trapped("cannot enter component instance"));
  assert.equal(enter(instance), undefined);
  instance.state = 1;
  const trap = new WebAssembly.RuntimeError("unreachable");
  assert.throws(() => fail(instance, trap), (thrown) => thrown === trap);
  assert.throws(() => enter(instance), trapped("cannot enter component instance"));
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
