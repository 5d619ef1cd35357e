/** The components to begin with. Binary ones are built from `tests/guests` and served as `samples/<id>.wasm`. */
import type { RunInput } from "./state.ts";
import hello from "../samples/hello.json" with { type: "json" };

/** One sample. */
export interface Sample {
  readonly id: string;
  /** Base name of the generated files. */
  readonly name: string;
  readonly title: string;
  /** What one sees in it. */
  readonly about: string;
  /** The component as text; without, it is a binary. */
  readonly text?: string;
  readonly run: RunInput;
  readonly tool: "run" | "call";
}

/** What is there on the first visit, and transpiled at build time. */
export const DEFAULT_SAMPLE = "hello";

/** Nothing at all. */
export const NO_INPUT: RunInput = { args: "", env: "", stdin: "", typed: false, files: [] };

const GREET = `;; A component as text. Change it: everything follows.
(component
  (core module $m
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (data (i32.const 0) "Hello, ")

    ;; A bump allocator; the canonical ABI asks it for room.
    (func $realloc (export "realloc") (param i32 i32 i32 i32) (result i32)
      global.get $free
      (global.set $free (i32.add (global.get $free) (local.get 3))))

    (func (export "add") (param i32 i32) (result i32)
      (i32.add (local.get 0) (local.get 1)))

    ;; greet(name) returns a pointer to (address, length).
    (func (export "greet") (param $name i32) (param $length i32) (result i32)
      (local $text i32)
      (local.set $text
        (call $realloc (i32.const 0) (i32.const 0) (i32.const 1) (i32.add (local.get $length) (i32.const 7))))
      (memory.copy (local.get $text) (i32.const 0) (i32.const 7))
      (memory.copy (i32.add (local.get $text) (i32.const 7)) (local.get $name) (local.get $length))
      (i32.store (i32.const 16) (local.get $text))
      (i32.store (i32.const 20) (i32.add (local.get $length) (i32.const 7)))
      (i32.const 16)))

  (core instance $i (instantiate $m))
  (func (export "add") (param "a" u32) (param "b" u32) (result u32)
    (canon lift (core func $i "add")))
  (func (export "greet") (param "name" string) (result string)
    (canon lift (core func $i "greet") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
`;

const WIT = `/// A world as text: what would its types be in TypeScript?
package example:notes@1.0.0;

interface notes {
  /// When something was written, in seconds since 1970.
  type time = u64;

  record note { title: string, body: option<string>, written: time }

  variant error { not-found, too-long(u32) }

  resource notebook {
    constructor(owner: string);
    add: func(note: note) -> result<u32, error>;
    all: func() -> list<note>;
  }
}

world app {
  import log: func(line: string);
  export notes;
}
`;

const lines = (texts: readonly string[]): string => texts.join("\n");

/** All samples, in the order of the menu. */
export const SAMPLES: readonly Sample[] = [
  {
    id: "hello",
    name: "hello",
    title: "Rust command: hello",
    about: "A Rust std program: arguments, environment, input and files",
    tool: "run",
    run: {
      args: lines(hello.args),
      env: lines(Object.entries(hello.env).map(([name, value]) => `${name}=${value}`)),
      stdin: hello.stdin,
      typed: false,
      files: Object.entries(hello.files).map(([path, content]) => ({ path, content })),
    },
  },
  {
    id: "sleeper",
    name: "sleeper",
    title: "Rust command: waits for you",
    about: "Sleeps, then echoes what is typed in the terminal",
    tool: "run",
    run: { ...NO_INPUT, args: "400", typed: true },
  },
  {
    id: "files",
    name: "files",
    title: "Rust command: std::fs",
    about: "Everything that std::fs offers, in a file tree in memory",
    tool: "run",
    run: { ...NO_INPUT, args: "/files", files: [{ path: "/files/in.txt", content: "words\n" }] },
  },
  {
    id: "calls",
    name: "calls",
    title: "Rust library: every kind of value",
    about: "67 functions with records, variants, lists, results and a resource: call them from forms",
    tool: "call",
    run: NO_INPUT,
  },
  { id: "greet", name: "greet", title: "Text (WAT): greet", about: "A component written by hand", text: GREET, tool: "call", run: NO_INPUT },
  { id: "notes", name: "notes", title: "Text (WIT): notes", about: "A world, and its types in TypeScript", text: WIT, tool: "call", run: NO_INPUT },
];

/** The sample with this id. */
export function sampleOf(id: string): Sample | undefined {
  return SAMPLES.find((sample) => sample.id === id);
}
