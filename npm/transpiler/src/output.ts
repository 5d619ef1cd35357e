/** What the functions of the package return. */
import type { Diagnostic } from "./diagnostic.js";

/** What was found and what came out. */
export interface Report {
  /** Names of the component's imports. */
  imports: string[];
  /** Names of its exports. */
  exports: string[];
  /** What the component really uses, by name. */
  needs: Record<string, number | boolean | string[]>;
  /** The core modules, in the order of their files. */
  modules: { bytes: number; functions: number; handlers: boolean; features: string[] }[];
  /** The generated files, the main one first; none of `inspect`. */
  files: { name: string; bytes: number }[];
}

/** What `transpile` returns. */
export interface Transpiled {
  /** File name → contents. */
  files: Record<string, Uint8Array<ArrayBuffer>>;
  /** Name of the file to import. */
  main: string;
  /** Warnings. */
  diagnostics: Diagnostic[];
  report: Report;
}

/** What `types` returns. */
export interface Types {
  /** File name → contents: one file. */
  files: Record<string, Uint8Array<ArrayBuffer>>;
  /** The file's name. */
  main: string;
  /** Warnings. */
  diagnostics: Diagnostic[];
}

/** A file of declarations. */
export interface Declared {
  name: string;
  contents: Uint8Array<ArrayBuffer>;
}

/** What `inspect` returns. */
export interface Inspected extends Report {
  /** Warnings. */
  diagnostics: Diagnostic[];
}
