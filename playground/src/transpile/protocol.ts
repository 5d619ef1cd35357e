/** What the page and its transpiling worker say to each other. */
import type { Diagnostic, Transpiled } from "../transpiler.ts";
import type { Job } from "./engine.ts";
import type { Further, ModuleSummary, Result } from "./result.ts";

/** Questions, each with the type of its answer. */
export interface Questions {
  transpile: { ask: Job; answer: Result };
  further: { ask: null; answer: Further };
  runnable: { ask: null; answer: Transpiled };
  file: { ask: string; answer: Uint8Array<ArrayBuffer> | undefined };
  summary: { ask: string; answer: ModuleSummary | undefined };
}

/** A question. */
export type Question = { [K in keyof Questions]: { readonly id: number; readonly kind: K; readonly ask: Questions[K]["ask"] } }[keyof Questions];

/** An answer, or why there is none. */
export type Answer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly diagnostics: readonly Diagnostic[] };
