/**
 * The machine, to the command as wasm (`../../cli`): files, streams, and the package's other wasm files, each loaded when it is asked for.
 *
 * Everything is synchronous, as the program is. Errors of files have the system's words, as natively.
 */
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { isAbsolute, join, sep } from "node:path";
import { getSystemErrorMap } from "node:util";
import { internal, TranspileError } from "../diagnostic.js";
import { guarded } from "../engine.js";
import type { Bound, Command, Composed, Composer, Core, Encoded, Encoder, Source, Wat } from "../wasm.js";
import * as cliGlue from "../wasm/cli.js";
import * as composeGlue from "../wasm/compose.js";
import * as coreGlue from "../wasm/core.js";
import * as encodeGlue from "../wasm/encode.js";
import * as watGlue from "../wasm/wat.js";

/** A file by name. */
type Entry = [name: string, contents: Uint8Array<ArrayBuffer>];

/** A component that is to run now that the command has ended. */
export interface Program {
  readonly files: readonly Entry[];
  /** JSON: what the command line grants. */
  readonly run: string;
}

const bound = <E extends Bound>(file: string, glue: E): E => {
  glue.initSync({ module: new WebAssembly.Module(readFileSync(new URL(`../${file}.wasm`, import.meta.url))) });
  return guarded(glue);
};

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/**
 * Does what the command line says.
 *
 * @param args - the words behind the program's name
 * @returns the exit code, and what is to run, if that was asked for
 */
export const command = (args: readonly string[]): { code: number; program: Program | undefined } => {
  const core = once<Core>(() => bound("core", coreGlue));
  const encode = once<Encoder>(() => bound("encode", encodeGlue));
  const wat = once<Wat>(() => bound("wat", watGlue));
  const composer = once<Composer>(() => bound("compose", composeGlue));
  let program: Program | undefined;
  const script = {
    read: files((path: string) => readFileSync(path)),
    readStdin: files(() => readFileSync(0)),
    isFolder,
    entries: files((folder: string) => readdirSync(folder)),
    folder: files((path: string) => {
      const absolute = isAbsolute(path) ? path : `${process.cwd()}${sep}${path}`;
      if (!statSync(absolute).isDirectory()) throw new Error("not a folder");
      return absolute;
    }),
    writeAll: files(writeAll),
    variables: () => JSON.stringify(Object.entries(process.env)),
    print: (text: string) => write(1, text),
    talk: (text: string) => {
      try {
        write(2, text);
      } catch {
        // Nobody listens.
      }
    },
    width: () => process.stdout.columns ?? 100,
    compile: found((text: string) => wat().compile(text)),
    component: found((bytes: Uint8Array) => encoded(core().needs_encoding(bytes) ? encode().component(bytes) : plain(bytes))),
    interface: found((bytes: Uint8Array, world: string | undefined, features: readonly string[]) => encoded(encode().types_of(bytes, world, features))),
    world: found((source: Source, world: string | undefined, features: readonly string[]) => encoded(encode().world(source, world, features))),
    docs: found((source: Source, world: string | undefined) => encode().docs(source, world)),
    wit: found((component: Uint8Array) => encode().print(component)),
    package: found((bytes: Uint8Array) => encoded(core().needs_encoding(bytes) ? encode().package_of(bytes) : plain(bytes))),
    witPackage: found((source: Source) => encoded(encode().wit_package(source))),
    plug: found((parts: [string, Uint8Array][]) => composed(composer().plug(parts))),
    references: found((text: string) => composer().references(text)),
    compose: found((text: string, packages: [string, string | undefined, Uint8Array][]) => composed(composer().compose(text, packages))),
    transpile: found((component: Uint8Array, options: object, docs: string, givenWasi: boolean) => {
      const { files, ...summary } = core().transpile(component, options, docs, givenWasi);
      return { files: Object.entries(files), summary: JSON.stringify(summary) };
    }),
    types: found((component: Uint8Array, options: object, docs: string) => core().types(component, typesOptions(options), docs)),
    inspect: found((component: Uint8Array) => JSON.stringify(core().inspect(component))),
    functions: found((component: Uint8Array) => core().functions(component)),
    run: (files: readonly Entry[], run: string) => void (program = { files, run }),
  };
  const code = performed(bound("cli", cliGlue), args, script);
  return { code, program };
};

/**
 * Lets the program do what the command line says. Should it break, which is a bug, that is a finding like any other.
 *
 * @param program - the command, guarded
 * @param args - the words behind the program's name
 * @param script - what it meets outside of itself
 * @returns the exit code; 2 after a bug
 */
export const performed = (program: Command, args: readonly string[], script: { talk(text: string): void }): number => {
  try {
    return program.main(["weft", ...args], script);
  } catch (error) {
    for (const { code, message, help } of (error instanceof TranspileError ? error : internal(error)).diagnostics) {
      script.talk(`error[${code}]: ${message}\nhelp: ${help}\n`);
    }
    return 2;
  }
};

/** Whether a folder is there; what cannot be looked at is none. */
const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/** What of all options `types` knows. */
const typesOptions = (options: object): object => {
  const { name, mode, asyncExports, noWasi } = options as Record<string, unknown>;
  return { name, mode, asyncExports, noWasi };
};

const plain = (bytes: Uint8Array): Encoded => ({ bytes: new Uint8Array(bytes), docs: EMPTY_DOCS, world: undefined, diagnostics: [] });

/** No documentation. */
const EMPTY_DOCS = JSON.stringify({
  world: { text: "", since: null, deprecated: null, unstable: null, members: {} },
  interfaces: {},
  imports: {},
  exports: {},
});

const encoded = ({ diagnostics, ...component }: Encoded): object => ({ ...component, findings: JSON.stringify(diagnostics) });

const composed = ({ bytes, diagnostics }: Composed): object => ({ bytes, findings: JSON.stringify(diagnostics) });

/** Lets what a library found through, as JSON in the property `findings`. */
const found = <A extends unknown[], R>(call: (...args: A) => R) => (...args: A): R => {
  try {
    return call(...args);
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    throw Object.assign(new Error(error.message), { findings: JSON.stringify(error.diagnostics) });
  }
};

/** Says what went wrong with a file in the system's words. */
const files = <A extends unknown[], R>(call: (...args: A) => R) => (...args: A): R => {
  try {
    return call(...args);
  } catch (error) {
    const { errno } = error as { errno?: number };
    const words = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
    if (errno === undefined || words === undefined) throw error;
    throw new Error(`${words.charAt(0).toUpperCase()}${words.slice(1)} (os error ${-errno})`);
  }
};

/** Writes all files under passing names first, then renames them: the main one, which imports the others, last. */
const writeAll = (folder: string, entries: readonly Entry[]): void => {
  mkdirSync(folder, { recursive: true });
  const passing: [passing: string, name: string][] = [];
  try {
    for (const [name, contents] of entries) {
      const path = join(folder, `.weft-${process.pid}-${passing.length}`);
      closeSync(openSync(path, "wx"));
      passing.push([path, name]);
      writeFileSync(path, contents);
    }
    for (let last = passing.pop(); last !== undefined; last = passing.pop()) renameSync(last[0], join(folder, last[1]));
  } finally {
    for (const [path] of passing) rmSync(path, { force: true });
  }
};

/** Writes all of a text; the error of a stream that nobody reads has no words. */
const write = (descriptor: number, text: string): void => {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "EPIPE") throw new Error("");
      if (code !== "EAGAIN") throw error;
      // The stream does not wait, and its reader is slow: a moment of rest.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
};
