import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stub } from "../component/outline.ts";
import { hostTemplate, withHost } from "./host.ts";
import { stubImports } from "./stubs.ts";

const stubs: Stub[] = [
  {
    name: "my:host/log@1.0.0",
    isFunction: false,
    functions: [
      { property: "log", name: "log", isVoid: true, params: ["line"], type: "func(line: string)" },
      { property: "default", name: "default", isVoid: false, params: ["class"], type: "func(class: u32) -> u32" },
    ],
    classes: [
      {
        name: "File",
        made: { property: "file", name: "[constructor]file", isVoid: false, params: ["path"], type: "func(path: string) -> file" },
        methods: [{ property: "size", name: "[method]file.size", isVoid: false, params: [], type: "func() -> u64" }],
        statics: [{ property: "open", name: "[static]file.open", isVoid: false, params: [], type: "func() -> file" }],
      },
    ],
  },
  { name: "ask", isFunction: true, functions: [{ property: "ask", name: "ask", isVoid: false, params: [], type: "func() -> string" }], classes: [] },
];

const loaded = async (code: string): Promise<unknown> =>
  ((await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: unknown }).default;

test("the template is a module that has every import", async () => {
  const template = hostTemplate(stubs);
  assert.match(template, /\/\/ func\(line: string\)\n {4}log\(line\) \{/);
  const host = (await loaded(template)) as Record<string, any>;
  assert.deepEqual(Object.keys(host), ["my:host/log@1.0.0", "ask"]);
  assert.throws(() => host["my:host/log@1.0.0"].default(1), /what it returns is yours to write/);
  assert.equal(typeof new host["my:host/log@1.0.0"].File("x").size, "function");
  assert.equal(typeof host["my:host/log@1.0.0"].File.open, "function");
});

test("what the host code has goes before what stands in, function by function", async () => {
  const told: string[] = [];
  const tell = (text: string): void => void told.push(text);
  const given = await loaded(`const seen = []; export default {
    "my:host/log": { prefix: "> ", log(line) { seen.push(this.prefix + line); }, File: class { size() { return 3n; } } },
    ask: () => seen.join(),
    "wasi:random/random": { getRandomU64: () => 4n },
    "other:thing/x": {},
  }`);
  const imports = withHost(stubImports(stubs, tell), stubs, given, tell) as Record<string, any>;
  imports["my:host/log@1.0.0"].log("a");
  assert.equal(imports["ask"](), "> a");
  assert.equal(new imports["my:host/log@1.0.0"].File().size(), 3n);
  assert.equal(imports["wasi:random/random"].getRandomU64(), 4n);
  assert.throws(() => imports["my:host/log@1.0.0"].default(1), /which the playground does not have/);
  assert.deepEqual(told, ['the host code has "other:thing/x", which the component does not import', "my:host/log@1.0.0.default(1)"]);
});

test("what is no import is named", () => {
  const wrong = (given: unknown): (() => void) => () => withHost(stubImports(stubs, () => {}), stubs, given, () => {});
  assert.throws(wrong(undefined), /export default/);
  assert.throws(wrong({ "my:host/log": 3 }), { name: "TypeError", message: /"my:host\/log" has to be an object/ });
  assert.throws(wrong({ "my:host/log": { log: 3 } }), { message: /my:host\/log\.log has to be a function/ });
  assert.throws(wrong({ "my:host/log": { File: {} } }), { message: /my:host\/log\.File has to be a class/ });
  assert.throws(wrong({ ask: "x" }), { message: /ask has to be a function/ });
});
