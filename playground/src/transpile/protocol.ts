/** What the page and its transpiling worker say to each other. */
import type { Call } from "../../../npm/transpiler/src/command/invoke.ts";
import type { Diagnostic, Transpiled } from "../transpiler.ts";
import type { Job } from "./engine.ts";
import type { Measured, ModuleSummary, Result, World } from "./result.ts";

/** Questions, each with the type of its answer. */
export interface Questions {
  transpile: { ask: Job; answer: Result };
  wit: { ask: null; answer: World };
  sizes: { ask: null; answer: Measured };
  runnable: { ask: null; answer: Transpiled };
  call: { ask: string; answer: Call };
  file: { ask: string; answer: Uint8Array<ArrayBuffer> | undefined };
  summary: { ask: string; answer: ModuleSummary | undefined };
}

/** A question. */
export type Question = { [K in keyof Questions]: { readonly id: number; readonly kind: K; readonly ask: Questions[K]["ask"] } }[keyof Questions];

/** An answer, or why there is none. */
export type Answer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly diagnostics: readonly Diagnostic[] };
