import assert from "node:assert/strict";
import { test } from "node:test";
import type { Func } from "../../component/outline.ts";
import { waveName } from "./text.ts";

const func = (owner: string | null, name: string, more: Partial<Func> = {}): Func =>
  ({ id: owner === null ? name : `${owner}#${name}`, interface: owner, name, kind: "function", path: [], params: [], result: null, ...more });

test("a function has its short name in WAVE where no other has it", () => {
  const all = [func(null, "f"), func("a:b/c@1.2.3", "f"), func("a:b/c@1.2.3", "g"), func("a:b/d@1.0.0-rc.1", "f"), func("a:b/e", "f")];
  assert.deepEqual(all.map((each) => waveName(each, all)), ["f", "a:b/c.f@1.2.3", "g", "a:b/d.f", "a:b/e.f"]);
});

test("what takes or gives a resource has none", () => {
  const handle = { enum: [], handle: { resource: 0, name: "r", own: true } };
  for (const more of [{ kind: "method" }, { kind: "constructor" }, { params: [["r", handle]] }, { result: { list: handle } }] as Partial<Func>[]) {
    assert.equal(waveName(func(null, "f", more), []), undefined);
  }
});
