import assert from "node:assert/strict";
import { test } from "node:test";
import { outlineOf } from "./outline.ts";
import type { Plan } from "./plan.ts";
import { spelled } from "./shape.ts";

const plain = (params: [string, number][], result: number | null): Plan["lifts"][number]["ty"] => ({ params, result, is_async: false });

/** A component of two core instances with a resource, an imported interface of its host, and one of WASI. */
const plan: Plan = {
  modules: [
    { range: { start: 10, end: 110 }, facts: { functions: 3 } },
    { range: { start: 110, end: 5110 }, facts: { functions: 40 } },
  ],
  steps: [
    { Instantiate: { instance: 0, module: { Own: 0 }, args: [] } },
    {
      Instantiate: {
        instance: 1,
        module: { Own: 1 },
        args: [["env", { Instance: 0 }], ["host", { Fields: [["log", { Trampoline: 0 }], ["drop", { Trampoline: 1 }], ["grow", { Export: { instance: 0, name: "grow" } }]] }]],
      },
    },
    { ExtractMemory: 0 },
  ],
  types: { types: [{ Own: 0 }, { Borrow: 0 }, { Int: "U32" }, "String", { Result: [2, 3] }, { Record: [["first-name", 3], ["parts", 6]] }, { List: 0 }] },
  core_funcs: [{ Export: { instance: 1, name: "make" } }],
  trampolines: [{ Lower: { import: 0 } }, { ResourceDrop: { resource: 0 } }, "Unreachable"],
  imports: [{ interface: 0, name: "log", kind: "Plain", ty: plain([["line", 3]], null) }],
  import_interfaces: [
    {
      name: "my:host/log",
      around: null,
      sort: "Instance",
      funcs: [["log", plain([["line", 3]], null)], ["[constructor]file-log", plain([], 0)], ["[method]file-log.write-line", plain([["self", 1]], 2)], ["[static]file-log.open", plain([], 0)]],
      types: [["file-log", { Resource: 1 }]],
    },
    { name: "wasi:cli/stdout@0.2.6", around: null, sort: "Instance", funcs: [], types: [] },
  ],
  resources: [{ Defined: { instance: 0 } }, { Imported: { interface: 0, name: "file-log" } }],
  lifts: [{ callee: 0, ty: plain([], 0) }],
  exports: [
    {
      name: "a:b/things@1.0.0",
      item: {
        Instance: [
          { name: "thing", item: { Type: { Resource: 0 } } },
          { name: "[constructor]thing", item: { Func: { source: { Lifted: 0 }, kind: { Constructor: "thing" }, ty: plain([["id", 2]], 0) } } },
          { name: "[method]thing.get-id", item: { Func: { source: { Lifted: 0 }, kind: { Method: ["thing", "get-id"] }, ty: plain([["self", 1]], 2) } } },
          { name: "[static]thing.pair", item: { Func: { source: { Lifted: 0 }, kind: { Static: ["thing", "pair"] }, ty: plain([], 5) } } },
        ],
      },
    },
    { name: "then", item: { Func: { source: { Lifted: 0 }, kind: "Plain", ty: plain([["it", 0]], 4) } } },
    { name: "wasi:cli/run@0.2.6", item: { Instance: [] } },
  ],
};

test("functions have names as in WIT and paths as in JavaScript", () => {
  const { functions, isCommand } = outlineOf(plan);
  assert.equal(isCommand, true);
  assert.deepEqual(
    functions.map(({ id, name, kind, path }) => [id, name, kind, path]),
    [
      ["a:b/things@1.0.0#[constructor]thing", "new thing", "constructor", ["a:b/things@1.0.0", "Thing"]],
      ["a:b/things@1.0.0#[method]thing.get-id", "thing.get-id", "method", ["getId"]],
      ["a:b/things@1.0.0#[static]thing.pair", "thing.pair", "static", ["a:b/things@1.0.0", "Thing", "pair"]],
      ["then", "then", "function", ["then_"]],
    ],
  );
  assert.deepEqual(functions.map(({ params }) => params.map(([, shape]) => spelled(shape))), [["u32"], ["borrow<thing>"], [], ["thing"]]);
  assert.deepEqual(functions.map(({ result }) => result && spelled(result)), ["thing", "u32", "record { first-name, parts }", "result<u32, string>"]);
});

test("what is not WASI's is stood in for, classes and all", () => {
  assert.deepEqual(outlineOf(plan).stubs, [
    {
      name: "my:host/log",
      isFunction: false,
      functions: [{ property: "log", name: "log", isVoid: true, params: ["line"], type: "func(line: string)" }],
      classes: [
        {
          name: "FileLog",
          made: { property: "", name: "[constructor]file-log", isVoid: false, params: [], type: "func() -> thing" },
          methods: [{ property: "writeLine", name: "[method]file-log.write-line", isVoid: false, params: [], type: "func() -> u32" }],
          statics: [{ property: "open", name: "[static]file-log.open", isVoid: false, params: [], type: "func() -> thing" }],
        },
      ],
    },
  ]);
});

test("the graph goes from the host through the instances to the exports", () => {
  const { nodes, edges } = outlineOf(plan).graph;
  const at = (label: string): number => nodes.findIndex((node) => node.label === label);
  assert.deepEqual(Object.fromEntries(nodes.map(({ label, layer }) => [label, layer])), {
    "core module 0": 1,
    "core module 1": 2,
    "my:host/log": 0,
    "resource handles": 0,
    "a:b/things@1.0.0": 3,
    "then": 3,
    "wasi:cli/run@0.2.6": 3,
  });
  const names = (from: string, to: string): readonly string[] | undefined => edges.find((edge) => edge.from === at(from) && edge.to === at(to))?.names;
  assert.deepEqual(names("core module 0", "core module 1"), [], "all exports");
  assert.deepEqual(names("my:host/log", "core module 1"), ["log"]);
  assert.deepEqual(names("resource handles", "core module 1"), ["host.drop"]);
  assert.deepEqual(names("core module 1", "then"), ["then"]);
});
