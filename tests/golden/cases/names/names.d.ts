/** The imported interface `a:b/types@1.0.0`. */
export interface ABTypes {
  then_(this2: number): number;
}

/** The imported interface `a:b/types@2.0.0`. */
export interface ABTypes2 {
  toString(this2: number): number;
}

/** The imported interface `c:d/types@0.2.0`. */
export interface CDTypes {
  get(constructor: number): number;
}

/** The imported interface `c:d/types@0.2.6`. */
export interface CDTypes2 {
  get(constructor: number): number;
}

/** The exported interface `x:y/get-default`. */
export interface XYGetDefault {
  prototype_(this2: number): number;
  "new"(this2: number): number;
}

/** The exported interface `x:y/default@1.0.0`. */
export interface XYDefault {
  prototype_(this2: number): number;
  "new"(this2: number): number;
}

/** The exported interface `a:b/values@1.0.0`. */
export interface ABValues {
  prototype_(this2: number): number;
  "new"(this2: number): number;
}

/** The exported interface `a:b/values@2.0.0`. */
export interface ABValues2 {
  prototype_(this2: number): number;
  "new"(this2: number): number;
}

export interface Object2 {
  "constructor": number;
  toString?: number | undefined;
  then: number;
}
export interface Promise2 {
  valueOf?: boolean;
  xmlHttp?: boolean;
}
export type Symbol2 = "constructor" | "undefined";

/** What the component imports, by name. */
export interface Imports {
  "a:b/types@1.0.0": ABTypes;
  "a:b/types@2.0.0": ABTypes2;
  "c:d/types@0.2.0": CDTypes;
  "c:d/types@0.2.6": CDTypes2;
  "constructor"(arguments2: number): number;
}

/** The same by names without versions, where these say which is meant. */
type Unversioned<T> = {
  [Name in keyof T as Name extends "a:b/types@1.0.0" | "a:b/types@2.0.0" ? Name : Name extends `${infer Bare}@${string}` ? Bare : Name]: T[Name];
};

/** How to instantiate the component. */
export interface Options {
  /** Gives a core module by its file name; what it does not give is fetched. */
  getCoreModule?: ((name: string) => WebAssembly.Module | Promise<WebAssembly.Module> | undefined) | undefined;
}

/** How to instantiate the component at once: from core modules that are there. */
export interface SyncOptions extends Options {
  getCoreModule: (name: string) => WebAssembly.Module;
}

/** What the component exports. */
export interface Exports {
  await(this2: number): number;
  getDefault(this2: number): number;
  readonly "x:y/get-default": XYGetDefault;
  readonly default: XYDefault;
  readonly "x:y/default@1.0.0": XYDefault;
  readonly "a:b/values@1.0.0": ABValues;
  readonly "a:b/values@2.0.0": ABValues2;
  then_(value: Object2, memory: Promise2, returned: Symbol2): Object2;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports: Imports | (Unversioned<Omit<Imports, "c:d/types@0.2.0" | "c:d/types@0.2.6">> & { "c:d/types": CDTypes & CDTypes2 }), options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | (Unversioned<Omit<Imports, "c:d/types@0.2.0" | "c:d/types@0.2.6">> & { "c:d/types": CDTypes & CDTypes2 }), options: SyncOptions): Exports;

export {};
