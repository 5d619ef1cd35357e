import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf, leftOut, stateOfFragment } from "./link.ts";
import { DEFAULT_SAMPLE, SAMPLES } from "./samples.ts";
import { stateOf, type State } from "./state.ts";

async function fragment(value: unknown): Promise<string> {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return `1.${Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url")}`;
}

test("the page of the first visit has no fragment", async () => {
  assert.equal(await fragmentOf(stateOf(DEFAULT_SAMPLE)), "");
});

test("every sample comes back from its link", async () => {
  for (const { id } of SAMPLES) {
    const state = stateOf(id);
    const back = (await stateOfFragment(await fragmentOf(state))) ?? stateOf(DEFAULT_SAMPLE);
    assert.deepEqual(back, state, id);
  }
});

test("what a visitor has changed comes back", async () => {
  const state: State = {
    ...stateOf("greet"),
    source: { kind: "text", name: "own.wat", text: `(component) ;; ${"ünïcödé 🧵 ".repeat(5000)}` },
    options: { minify: true, mode: "worker", asyncExports: ["a", "b"] },
    run: { args: "a\nb", env: "X=1", stdin: "line\n", typed: true, files: [{ path: "/a b", content: "text" }] },
    view: "graph",
    tool: "run",
    host: "export default {};",
    call: { id: "greet", args: ["Weft", ["some", "1"]] },
  };
  const link = await fragmentOf(state);
  assert.ok(link.length < 1000, "it is compressed");
  assert.deepEqual(await stateOfFragment(link), state);
});

test("what cannot be in a link is told", async () => {
  const bytes = new Uint8Array([0xff]);
  const state: State = {
    ...stateOf(DEFAULT_SAMPLE),
    source: { kind: "binary", name: "x.wasm", bytes },
    run: { ...stateOf(DEFAULT_SAMPLE).run, files: [{ path: "/bytes", content: bytes }, { path: "/text", content: "text" }] },
  };
  assert.deepEqual(leftOut(state), { component: true, files: ["/bytes"] });
  assert.deepEqual((await stateOfFragment(await fragmentOf(state)))?.run.files, [{ path: "/text", content: "text" }]);
});

test("a link may hold anything: what is none is nothing, what is wrong in it is left out", async () => {
  for (const wrong of ["", "1", "2.abc", "1.%%%", "1.AAAA", await fragment(null), await fragment(3)]) {
    assert.equal(await stateOfFragment(wrong), undefined, wrong);
  }
  const state = await stateOfFragment(await fragment({ sample: 7, options: { minify: {}, name: "ok", map: [1] }, files: [["a"], 3, ["/f", "t"]], tool: "x", call: { id: 3 }, args: [] }));
  assert.deepEqual(state?.source, { kind: "sample", id: DEFAULT_SAMPLE });
  assert.deepEqual(state?.options, { name: "ok" });
  assert.deepEqual(state?.run.files, [{ path: "/f", content: "t" }]);
  assert.equal(state?.tool, "run");
  assert.equal(state?.call, undefined);
});
