import assert from "node:assert/strict";
import { test } from "node:test";
import { createGate, gateRealloc, passGate } from "./gate.ts";

test("a gate is one for wasm and for JavaScript", () => {
  const gate = createGate();
  const seen: unknown[] = [];
  const realloc = gateRealloc(gate, (...args) => {
    seen.push(gate.global.value, args);
    assert.throws(() => passGate(gate), { name: "RuntimeError", message: "cannot leave component instance" });
    return 7;
  });
  assert.equal(realloc(1, 2, 4, 8), 7);
  assert.deepEqual(seen, [1, [1, 2, 4, 8]]);
  assert.equal(gate.global.value, 0);
  passGate(gate);
  gate.global.value = 1;
  assert.throws(() => passGate(gate));
  createGate().shut(0);
  assert.equal(gate.isShut(), 1, "another one is another");
});
