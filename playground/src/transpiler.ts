/** The transpiler as the page sees it: one thin module between the page and the package. */
import { OPTIONS, plan, transpile, types, wit, type Diagnostic, type OptionSpec, type Report, type Transpiled, type Types } from "@weft-wasm/transpiler";
import type { Plan } from "./component/plan.ts";
import type { InputKind } from "./transpile/result.ts";

export type { Diagnostic, OptionSpec, Report, Transpiled };

type Bytes = Uint8Array<ArrayBuffer>;

/** Options by property, as the page has them: what may be given several times is a list of texts. */
export type Options = Readonly<Record<string, boolean | string | readonly string[]>>;

/** The options that can be chosen for an input: of WIT those of its declarations. A world is one of the WIT that is given besides. */
export function choicesFor(kind: InputKind, given: Options): readonly OptionSpec[] {
  const verb = kind === "WIT" ? "types" : "transpile";
  const applies = (name: string): boolean => (kind === "WIT" ? name !== "wit" : name !== "world" || given["wit"] !== undefined);
  return OPTIONS.filter(({ property, verbs, name }) => property !== null && verbs.includes(verb) && applies(name));
}

/** The functions of the transpiler. What is wrong with the input is thrown, as an `Error` with `diagnostics`. */
export interface Transpiler {
  transpile(input: Bytes, options: Options): Promise<Transpiled>;
  /** The declarations alone, of WIT. */
  types(input: Bytes, options: Options): Promise<Types>;
  plan(input: Bytes): Promise<Plan>;
  /** The world as WIT. */
  wit(input: Bytes): Promise<string>;
}

/** The package's functions. */
export const transpiler: Transpiler = {
  transpile: (input, options) => transpile(input, given(options)),
  types: (input, options) => types(input, given(options)),
  plan: (input) => plan(input) as Promise<Plan>,
  wit,
};

/** What `transpile` takes: `SPEC=TARGET` as properties of an object. */
function given({ map, ...options }: Options): object {
  if (!Array.isArray(map)) return options;
  return { ...options, map: Object.fromEntries(map.map((pair: string) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)])) };
}

/** The diagnostics of an error; one of its own for an error that has none. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  const { diagnostics } = error as { diagnostics?: readonly Diagnostic[] };
  if (diagnostics !== undefined) return diagnostics;
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: error instanceof TypeError ? "option" : "internal", message, offset: null, path: [], help: null }];
}
