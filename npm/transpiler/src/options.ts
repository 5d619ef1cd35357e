/** The options, printed from the one list (`transpiler/src/options.rs`) by a test (`core/tests/options.rs`). */
import type { WitPackage } from "./wit.js";

/** What the caller of `transpile` may choose. */
export interface TranspileOptions {
  /** How the module is delivered: `esm` instantiates on import, `instantiate` exports a function that does, `worker` one that does so in a worker, which waits without JSPI where memory is shared. Default: esm. */
  mode?: "esm" | "instantiate" | "worker" | undefined;
  /** Base name of the files. Default: `component`, or the world of WIT. */
  name?: string | undefined;
  /** Import from module TARGET what the component imports as SPEC; a `*` in both is carried over. */
  map?: Readonly<Record<string, string>> | undefined;
  /** Let the export NAME return a promise although its type is synchronous. */
  asyncExports?: readonly string[] | undefined;
  /** Take WASI from the caller instead of importing @weft-wasm/wasi. */
  noWasi?: boolean | undefined;
  /** Where the module has the runtime from: `inline` holds what it needs, `shared` imports @weft-wasm/runtime, of which several components on a page share one copy. Default: inline. */
  runtime?: "inline" | "shared" | undefined;
  /** How strings in UTF-8 cross: `small` leaves them to the platform's encoder and decoder, `fast` has quicker ways for short ones, in more code. Default: fast where four functions or more, without WASI's, have strings. */
  strings?: "small" | "fast" | undefined;
  /** Print the module in as few bytes as possible, with short names. */
  minify?: boolean | undefined;
  /** Write a source map that leads to the runtime's TypeScript, and with --minify to the readable module. */
  sourceMap?: boolean | undefined;
  /** WIT file or folder of the component: what it says becomes comments of the declarations. */
  wit?: string | WitPackage | undefined;
  /** The world, where WIT has several. */
  world?: string | undefined;
}

/** What the caller of `types` may choose. */
export interface TypesOptions {
  /** How the module is delivered: `esm` instantiates on import, `instantiate` exports a function that does, `worker` one that does so in a worker, which waits without JSPI where memory is shared. Default: esm. */
  mode?: "esm" | "instantiate" | "worker" | undefined;
  /** Base name of the files. Default: `component`, or the world of WIT. */
  name?: string | undefined;
  /** Let the export NAME return a promise although its type is synchronous. */
  asyncExports?: readonly string[] | undefined;
  /** Take WASI from the caller instead of importing @weft-wasm/wasi. */
  noWasi?: boolean | undefined;
  /** WIT file or folder of the component: what it says becomes comments of the declarations. */
  wit?: string | WitPackage | undefined;
  /** The world, where WIT has several. */
  world?: string | undefined;
  /** Declare what WIT marks `@unstable(feature = NAME)`, too; `*` for all. */
  features?: readonly string[] | undefined;
}

/** What the command `weft` can be asked to do. */
export type Verb = "transpile" | "types" | "compose" | "run" | "inspect" | "explain";

/** One option of the command. */
export interface OptionSpec {
  /** The long name, without dashes. */
  readonly name: string;
  /** The property of `transpile`'s or `types`' options that stands for it; null where it is the command's alone. */
  readonly property: string | null;
  /** Whether it takes a value, or one each time it is given. */
  readonly takes: "nothing" | "one" | "many";
  /** What the value is called in help texts. */
  readonly value: string | null;
  /** The values that it takes, where they are a few words. */
  readonly choices: readonly string[];
  /** What it does: a sentence without a full stop. */
  readonly help: string;
  /** What holds when it is not given, in words or as a value. */
  readonly default: string | null;
  /** The verbs that know it. */
  readonly verbs: readonly Verb[];
}

/** The options, in the order of the command's help. */
export const OPTIONS: readonly OptionSpec[] = [
  { name: "out-dir", property: null, takes: "one", value: "DIR", choices: [], help: "Folder to write to; it is made when missing", default: null, verbs: ["transpile","types"] },
  { name: "output", property: null, takes: "one", value: "FILE", choices: [], help: "File to write; its folder is made when missing", default: null, verbs: ["compose"] },
  { name: "plug", property: null, takes: "many", value: "COMPONENT", choices: [], help: "Give INPUT what this component exports; may be given several times", default: null, verbs: ["compose"] },
  { name: "dep", property: null, takes: "many", value: "PACKAGE=PATH", choices: [], help: "What a composition means by PACKAGE, e.g. `a:b` or `a:b@1.0.0`; may be given several times", default: null, verbs: ["compose"] },
  { name: "deps-dir", property: null, takes: "one", value: "DIR", choices: [], help: "Folder with the other packages that a composition mentions", default: "deps", verbs: ["compose"] },
  { name: "mode", property: "mode", takes: "one", value: "MODE", choices: ["esm","instantiate","worker"], help: "How the module is delivered: `esm` instantiates on import, `instantiate` exports a function that does, `worker` one that does so in a worker, which waits without JSPI where memory is shared", default: "esm", verbs: ["transpile","types"] },
  { name: "name", property: "name", takes: "one", value: "NAME", choices: [], help: "Base name of the files", default: "the input's file name without extension, or the world of WIT", verbs: ["transpile","types"] },
  { name: "map", property: "map", takes: "many", value: "SPEC=TARGET", choices: [], help: "Import from module TARGET what the component imports as SPEC; a `*` in both is carried over", default: null, verbs: ["transpile"] },
  { name: "async", property: "asyncExports", takes: "many", value: "NAME", choices: [], help: "Let the export NAME return a promise although its type is synchronous", default: null, verbs: ["transpile","types"] },
  { name: "no-wasi", property: "noWasi", takes: "nothing", value: null, choices: [], help: "Take WASI from the caller instead of importing @weft-wasm/wasi", default: null, verbs: ["transpile","types"] },
  { name: "runtime", property: "runtime", takes: "one", value: "WAY", choices: ["inline","shared"], help: "Where the module has the runtime from: `inline` holds what it needs, `shared` imports @weft-wasm/runtime, of which several components on a page share one copy", default: "inline", verbs: ["transpile"] },
  { name: "strings", property: "strings", takes: "one", value: "WAY", choices: ["small","fast"], help: "How strings in UTF-8 cross: `small` leaves them to the platform's encoder and decoder, `fast` has quicker ways for short ones, in more code", default: "fast where four functions or more, without WASI's, have strings", verbs: ["transpile"] },
  { name: "minify", property: "minify", takes: "nothing", value: null, choices: [], help: "Print the module in as few bytes as possible, with short names", default: null, verbs: ["transpile"] },
  { name: "source-map", property: "sourceMap", takes: "nothing", value: null, choices: [], help: "Write a source map that leads to the runtime's TypeScript, and with --minify to the readable module", default: null, verbs: ["transpile"] },
  { name: "wit", property: "wit", takes: "one", value: "PATH", choices: [], help: "WIT file or folder of the component: what it says becomes comments of the declarations", default: null, verbs: ["transpile","types"] },
  { name: "world", property: "world", takes: "one", value: "NAME", choices: [], help: "The world, where WIT has several", default: null, verbs: ["transpile","types"] },
  { name: "features", property: "features", takes: "many", value: "NAME", choices: [], help: "Declare what WIT marks `@unstable(feature = NAME)`, too; `*` for all", default: null, verbs: ["types"] },
  { name: "dir", property: null, takes: "many", value: "HOST[::GUEST[::ro]]", choices: [], help: "Let the command see the folder HOST as GUEST (by default under the same name), `ro` for reading only; may be given several times", default: null, verbs: ["run"] },
  { name: "env", property: null, takes: "many", value: "NAME[=VALUE]", choices: [], help: "Set an environment variable of the command; without a value, pass on the caller's", default: null, verbs: ["run"] },
  { name: "argv0", property: null, takes: "one", value: "NAME", choices: [], help: "The command's own name, its first argument", default: "the name of the component's file", verbs: ["run"] },
  { name: "wasi", property: null, takes: "many", value: "KEY[=y|n]", choices: [], help: "wasmtime's options of WASI, as far as they mean something here: `inherit-env` passes on all variables", default: null, verbs: ["run"] },
  { name: "invoke", property: null, takes: "one", value: "CALL", choices: [], help: "Call an exported function instead of running the command, and print its result: `f(1, \"a\")` or `a:b/c.f(1, \"a\")`, in WAVE", default: null, verbs: ["run"] },
  { name: "json", property: null, takes: "nothing", value: null, choices: [], help: "Print JSON on stdout: the report, or the diagnostics", default: null, verbs: ["transpile","types","compose","inspect"] },
];
