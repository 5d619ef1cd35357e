/**
 * The wasm files of the API: fetched and compiled once, on first need, and guarded: what breaks an instance is an `internal`
 * diagnostic, after which the next call gets a new instance.
 */
import { compiled, type File, instantiated } from "./platform.js";
import { type Diagnostic, internal, TranspileError } from "./diagnostic.js";
import type { Bound, Core, Encoder, Wat } from "./wasm.js";

const modules = new Map<File, Promise<WebAssembly.Module>>();
const engines = new Map<File, Promise<object>>();

/** Where a wasm file comes from, for those who host or bundle it themselves. */
export interface Sources {
  /** The transpiler: `@weft-wasm/transpiler/core.wasm`. */
  core?: WebAssembly.Module | PromiseLike<WebAssembly.Module>;
  /** What compiles text (WAT): `@weft-wasm/transpiler/wat.wasm`. */
  wat?: WebAssembly.Module | PromiseLike<WebAssembly.Module>;
  /** The encoder, which is used for core modules and WIT: `@weft-wasm/transpiler/encode.wasm`. */
  encode?: WebAssembly.Module | PromiseLike<WebAssembly.Module>;
}

/**
 * Says where the package's wasm files come from, before they are needed; what is not given is looked for beside the package's modules.
 *
 * @param sources - compiled modules, or promises of them
 */
export const provide = ({ core, wat, encode }: Sources): void => {
  for (const [file, module] of Object.entries({ core, wat, encode })) {
    if (module !== undefined) modules.set(file as File, Promise.resolve(module));
  }
};

/** The transpiler, ready. */
export const core = (): Promise<Core> => engine("core", () => import("./wasm/core.js"));

/** What compiles text, ready. */
export const wat = (): Promise<Wat> => engine("wat", () => import("./wasm/wat.js"));

/** The encoder, ready. */
export const encoder = (): Promise<Encoder> => engine("encode", () => import("./wasm/encode.js"));

const engine = <E extends Bound>(file: File, glue: () => Promise<E>): Promise<E> => {
  const known = engines.get(file);
  if (known !== undefined) return known as Promise<E>;
  const made = Promise.all([modules.get(file) ?? compiled(file), glue()]).then(async ([module, bound]) => {
    await instantiated(bound, module);
    return guarded(bound);
  });
  engines.set(file, made);
  // What failed, a fetch perhaps, is tried again.
  made.catch(() => engines.delete(file));
  return made;
};

type Call = (...args: unknown[]) => unknown;

/**
 * The same functions, guarded, and the objects that they give. What they themselves throw is an `Error` with `diagnostics`, or a `TypeError` about an
 * argument; anything else, a trap above all, leaves the instance in an unknown state, and takes its objects along.
 */
export const guarded = <E extends Bound>(bound: E): E => {
  let era = 0;
  const guard = (call: Call): Call => (...args) => {
    try {
      return held(call(...args));
    } catch (error) {
      if (error instanceof TranspileError) throw error;
      if (error instanceof Error && "diagnostics" in error) throw new TranspileError(error.diagnostics as Diagnostic[]);
      if (error instanceof TypeError) throw error;
      era += 1;
      bound.__wbg_reset_state();
      throw internal(error);
    }
  };
  /** An object that lives in the instance, guarded; anything else as it is. */
  const held = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || !("__wbg_ptr" in value)) return value;
    const made = era;
    const ofInstance = (call: Call): Call => (...args) => {
      if (made !== era) throw internal("what else was done at the same time broke the transpiler");
      return call.apply(value, args);
    };
    return mapped(value, Object.getOwnPropertyNames(Object.getPrototypeOf(value)), (call) => guard(ofInstance(call)));
  };
  return mapped(bound, Object.keys(bound), guard) as unknown as E;
};

/** Those of an object's functions, changed. */
const mapped = (object: object, names: readonly string[], change: (call: Call) => Call): object =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = (object as Record<string, unknown>)[name];
      return typeof value === "function" ? [[name, change(value as Call)]] : [];
    }),
  );
