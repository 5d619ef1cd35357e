/** What is said about bad input, and the errors that carry it. */

/** One finding about the input. */
export interface Diagnostic {
  /** Stable across versions; `weft explain CODE` prints what it means. */
  code: string;
  /** What is wrong. */
  message: string;
  /** Byte offset in the input, where there is one. */
  offset: number | null;
  /** The item, outermost first. */
  path: string[];
  /** What to do about it. */
  help: string | null;
}

/** The input could not be transpiled, or described: `diagnostics` say why. Its message is that of the first. */
export class TranspileError extends Error {
  override readonly name = "TranspileError";
  /** At least one. */
  readonly diagnostics: readonly Diagnostic[];

  /**
   * @param diagnostics - at least one
   * @param options - the `cause`, if there is one
   */
  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics[0]?.message ?? "the input could not be transpiled", options);
    this.diagnostics = diagnostics;
  }
}

/** A bug of ours, as an error like any other. */
export const internal = (cause: unknown): TranspileError => {
  const message = `internal error, please report: ${cause instanceof Error ? cause.message : String(cause)}`;
  const help = "this is a bug in Weft, not in the component";
  return new TranspileError([{ code: "internal", message, offset: null, path: [], help }], { cause });
};
