/** The functions of the wasm files, as wasm-bindgen binds them (`../core`, `../wat`, `../encode`, `../compose`, `../cli`). */
import type { Diagnostic } from "./diagnostic.js";
import type { Declared, Report, Transpiled } from "./output.js";

/** What every bound file has. */
export interface Bound {
  /** Makes the instance, on a thread that may be stopped for it. */
  initSync(options: { module: WebAssembly.Module }): unknown;
  /** Makes the instance. */
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  /** Drops the instance and makes a new one. */
  __wbg_reset_state(): void;
}

/** An input that is all there; `docs` is JSON, of the encoder. Whatever is asked of it (but `needs_encoding`) is the last that is. */
export interface Arrived {
  /** Whether it is no finished component, but text, a core module or WIT. */
  needs_encoding(): boolean;
  /** Whether it is WAT. */
  is_wat(): boolean;
  bytes(): Uint8Array<ArrayBuffer>;
  transpile(options: object, docs: string | undefined, givenWasi: boolean): Transpiled;
  types(options: object, docs: string | undefined): Declared;
  inspect(): Report;
  plan(): object;
}

/** An input that comes in chunks. */
export interface Arriving extends Arrived {
  /** Takes the next bytes, and throws as soon as it is certain that the input is invalid. */
  push(chunk: Uint8Array): void;
}

/** The transpiler. `docs` is JSON, of the encoder. */
export interface Core extends Bound {
  /** An input of which nothing has come yet, and about `expected` bytes will, if that is known. */
  arriving(expected: number): Arriving;
  /** Refuses options that `transpile` or `types` would refuse. */
  check(verb: "transpile" | "types", options: object): void;
  transpile(bytes: Uint8Array, options: object, docs: string | undefined, givenWasi: boolean): Transpiled;
  types(bytes: Uint8Array, options: object, docs: string | undefined): Declared;
  inspect(bytes: Uint8Array): Report;
  plan(bytes: Uint8Array): object;
  /** The functions that a host can call by name, as JSON. */
  functions(bytes: Uint8Array): string;
  /** Whether `bytes` are WAT. */
  is_wat(bytes: Uint8Array): boolean;
  /** Whether `bytes` are no finished component, but text, a core module or WIT. */
  needs_encoding(bytes: Uint8Array): boolean;
}

/** A component, and what is known of it besides. */
export interface Encoded {
  bytes: Uint8Array<ArrayBuffer>;
  /** JSON, for the transpiler. */
  docs: string;
  /** The world that it was made for, where it was made of WIT. */
  world: string | undefined;
  diagnostics: Diagnostic[];
}

/** A package of WIT with what it uses; each dependency is the files of a package, or its binary form. */
export interface Source {
  main: [path: string, text: string][];
  dependencies: (Uint8Array | [path: string, text: string][])[];
}

/** What compiles text. */
export interface Wat extends Bound {
  /** The binary form of WAT. */
  compile(text: string): Uint8Array<ArrayBuffer>;
}

/** The encoder. */
export interface Encoder extends Bound {
  /** Makes a component of a component or a core module. */
  component(bytes: Uint8Array): Encoded;
  /** Makes a package of a composition: a component of the same, and of WIT its binary form. */
  package_of(bytes: Uint8Array): Encoded;
  /** The binary form of a package of WIT. */
  wit_package(source: Source): Encoded;
  /** Makes a component with the types of the same, or of WIT. */
  types_of(bytes: Uint8Array, world: string | undefined, features: readonly string[]): Encoded;
  /** Makes a component with the types of a package's world. */
  world(source: Source, world: string | undefined, features: readonly string[]): Encoded;
  /** What a package says about a world's items, as JSON. */
  docs(source: Source, world: string | undefined): string;
  /** A component's world as WIT. */
  print(bytes: Uint8Array): string;
}

/** A composed component. */
export interface Composed {
  bytes: Uint8Array<ArrayBuffer>;
  diagnostics: Diagnostic[];
}

/** What composes components. */
export interface Composer extends Bound {
  /** Gives the first part what the others export. */
  plug(parts: readonly [name: string, bytes: Uint8Array][]): Composed;
  /** The packages that a composition (WAC) mentions, as JSON. */
  references(text: string): string;
  /** Does what a composition says. */
  compose(text: string, packages: readonly [name: string, version: string | undefined, bytes: Uint8Array][]): Composed;
}

/** The command. */
export interface Command extends Bound {
  /** Does what the command line says, by the functions of `script`; returns the exit code. */
  main(args: readonly string[], script: object): number;
  /** Reads a call in WAVE; the component's functions and the answer are JSON. */
  call(text: string, functions: string): string;
}
