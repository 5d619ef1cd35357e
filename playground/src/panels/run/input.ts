/** What a run gets, from the text of its fields. */
import type { Start } from "../../guest/protocol.ts";
import type { RunInput } from "../../state.ts";

/** The part of a guest's start that the visitor decides. */
export function guestInput({ args, env, files }: RunInput, name: string): Pick<Start, "args" | "env" | "tree"> {
  return { args: [name, ...lines(args)], env: Object.fromEntries(lines(env).map(variable)), tree: files };
}

/** The lines of a text, without a last empty one. */
export function lines(text: string): string[] {
  const all = text.split(/\r?\n/);
  return all[all.length - 1] === "" ? all.slice(0, -1) : all;
}

function variable(line: string): [string, string] {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}
