import assert from "node:assert/strict";
import { test } from "node:test";
import { ComponentError, componentErrorPayload, isComponentError } from "./error.ts";

test("the payload is kept", () => {
  const payload = { tag: "not-found", size: 1n };
  const error = new ComponentError(payload);
  assert.equal(error.payload, payload);
  assert.equal(error.name, "ComponentError");
  assert.match(error.message, /not-found/);
  assert.equal(new ComponentError("no such file").message, "no such file");
});

test("a payload that cannot be described is no problem", () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  assert.equal(new ComponentError(cycle).payload, cycle);
  assert.equal(new ComponentError(undefined).payload, undefined);
});

test("another module's error is known by its brand", () => {
  class Other extends Error {
    readonly payload = 7;
    get [Symbol.for("weft.component-error.v1")](): true {
      return true;
    }
  }
  assert(isComponentError(new Other()));
  assert.equal(componentErrorPayload(new Other()), 7);
});

test("any other exception is passed on", () => {
  const error = new Error("boom");
  assert.throws(() => componentErrorPayload(error), (thrown) => thrown === error);
  assert.throws(() => componentErrorPayload(null), (thrown) => thrown === null);
});
