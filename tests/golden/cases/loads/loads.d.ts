export interface Point {
  x: number;
  y: number;
}
export type Shape =
  | { tag: "empty" }
  | { tag: "named"; val: string }
  | { tag: "at"; val: Point }
  | { tag: "bits"; val: Uint8Array };
export interface Line {
  from: Point;
  label: string;
}
export type Either = { tag: "a"; val: number } | { tag: "b"; val: string };

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

/** What the component imports, by name. */
export interface Imports {}

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
  giveShape(): Shape;
  /** @throws {ComponentError<Shape>} */
  tryShape(): Shape;
  optionalLine(): Line | undefined;
  once(): Either;
  shapes(points: readonly Point[]): Shape[];
  lines(lines: readonly Line[]): Uint32Array;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports?: Imports, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | undefined, options: SyncOptions): Exports;

export {};
