/** What comes of a transpilation, as plain data: a worker sends it, and a build keeps that of the first sample. */
import type { Outline } from "../component/outline.ts";
import type { Diagnostic, Report } from "../transpiler.ts";

/** What the input is. */
export type InputKind = "component" | "core module" | "WAT" | "WIT";

/** A generated file. */
export interface FileInfo {
  readonly name: string;
  /** The text; absent for core modules, which the page never holds. */
  readonly text?: string;
  readonly bytes: number;
}

/** How big a file is besides. */
export interface Sizes {
  readonly gzip: number;
  /** Of a JavaScript module only. */
  readonly minified?: number;
  readonly minifiedGzip?: number;
}

/** A phase and its milliseconds. */
export type Phase = readonly [name: string, milliseconds: number];

/** What is known once the transpiler has answered. */
export interface Result {
  readonly name: string;
  readonly kind: InputKind;
  /** Size of the input. */
  readonly bytes: number;
  readonly files: readonly FileInfo[];
  readonly main: string;
  readonly report: Report;
  /** Absent for WIT, which has nothing to run. */
  readonly outline: Outline | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly times: readonly Phase[];
}

/** The world, which is printed after all that. */
export interface World {
  /** Absent where WIT cannot say what the component is; `diagnostics` tell. */
  readonly wit: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly times: readonly Phase[];
}

/** The sizes, which come last. */
export interface Measured {
  readonly sizes: Readonly<Record<string, Sizes>>;
  readonly times: readonly Phase[];
}

/** What the build keeps of the first sample. */
export interface Prebuilt {
  readonly sample: string;
  readonly result: Result;
  readonly world: World;
  readonly measured: Measured;
}

/** A core module by what it takes and gives. */
export interface ModuleSummary {
  readonly imports: readonly { readonly module: string; readonly name: string; readonly kind: string }[];
  readonly exports: readonly { readonly name: string; readonly kind: string }[];
}
