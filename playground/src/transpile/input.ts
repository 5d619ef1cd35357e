/** What an input is, told by its bytes as `weft` tells it. */
import { utf8 } from "../text.ts";
import type { InputKind } from "./result.ts";

/** The kind of `bytes`; of what is none, `component`: the transpiler then says what is wrong with it. */
export function kindOf(bytes: Uint8Array): InputKind {
  if (bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d) {
    return bytes[4] === 1 && bytes[6] === 0 ? "core module" : "component";
  }
  const text = bytes.length > 1 << 26 ? undefined : utf8(bytes);
  if (text === undefined || text.trim() === "") return "component";
  const first = text.replace(/^(?:\s+|;;[^\n]*(?:\n|$)|\(;[^]*?;\)|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*/, "");
  if (first.startsWith("(")) return "WAT";
  return /^(?:package|interface|world|use|@)/.test(first) ? "WIT" : "component";
}

/** A base name of generated files for a file that somebody chose. */
export function baseName(file: string): string {
  const base = file.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "");
  return base.slice(0, 60) || "component";
}
