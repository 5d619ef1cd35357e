/** Where a diagnostic points to in a text. */
import type { Diagnostic } from "../../transpiler.ts";

/** Where in `source` a diagnostic points to, in UTF-16 units: its byte offset, or the line and column that its message begins with. */
export function placeIn(source: string, { code, offset, message }: Pick<Diagnostic, "code" | "offset" | "message">): number | undefined {
  if (code !== "wat" && code !== "wit") return undefined;
  if (offset !== null) return new TextDecoder().decode(new TextEncoder().encode(source).subarray(0, offset)).length;
  const [, line, column] = /(?:\binput:|^line )(\d+)(?::|, column )(\d+)/.exec(message) ?? [];
  if (line === undefined || column === undefined) return undefined;
  const before = source.split("\n").slice(0, Number(line) - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + Number(column) - 1;
}
