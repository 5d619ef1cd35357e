import assert from "node:assert/strict";
import { test } from "node:test";
import { ownProperty } from "./property.ts";

test("what is inherited does not count", () => {
  for (const name of ["constructor", "toString", "valueOf", "hasOwnProperty"]) {
    assert.equal(ownProperty({}, name), undefined);
    assert.equal(ownProperty({ [name]: 1 }, name), 1);
    assert.equal(ownProperty(Object.assign(Object.create(null) as object, { [name]: 2 }), name), 2);
  }
});

test("getters count, and what is no object has nothing", () => {
  assert.equal(ownProperty({ get toString() { return "own" as never; } }, "toString"), "own");
  assert.throws(() => ownProperty(undefined as never, "constructor"), TypeError);
  assert.throws(() => ownProperty(null as never, "constructor"), TypeError);
});
