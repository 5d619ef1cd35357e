/** The imported interface `acme:host/log@1.0.0`. */
export interface AcmeHostLog {
  "new"(bytes: Uint8Array): Uint8Array | Iterable<number>;
  readonly Logger: {
    readonly prototype: AcmeHostLog.Logger;
    new (name: string): AcmeHostLog.Logger;
    root(): AcmeHostLog.Logger;
  };
}

/** Types of `acme:host/log@1.0.0`. */
export namespace AcmeHostLog {
  /** The resource `logger`. */
  interface Logger {
    /** @throws {ComponentError<string>} */
    write(level: Level, this2: string): void;
  }
  type Level = "low" | "very-high";
}

/** The exported interface `acme:shapes/values@1.2.3`. */
export interface AcmeShapesValues {
  draw(points: readonly AcmeShapesValues.Point[], color: AcmeShapesValues.Color, rights: AcmeShapesValues.Rights): AcmeShapesValues.Shape;
  sum(bytes: Uint8Array | Iterable<number>, start: bigint): BigUint64Array;
  /** @throws {ComponentError<AcmeShapesValues.Color>} */
  nest(deep: { tag: "some"; val: number | undefined } | { tag: "none" }, pair: readonly [boolean, string]): string[];
}

/** Types of `acme:shapes/values@1.2.3`. */
export namespace AcmeShapesValues {
  interface Point {
    x: number;
    yAxis?: string | undefined;
  }
  type Color = "red" | "dark-blue";
  interface Rights {
    read?: boolean;
    canWrite?: boolean;
  }
  type Shape = { tag: "circle"; val: number } | { tag: "polygon"; val: Point[] } | { tag: "nothing" };
}

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

/** What the component imports, by name. */
export interface Imports {
  "acme:host/log@1.0.0": AcmeHostLog;
  now(): bigint;
}

/** The same by names without versions. */
type Unversioned<T> = {
  [Name in keyof T as Name extends `${infer Bare}@${string}` ? Bare : Name]: T[Name];
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
  readonly values: AcmeShapesValues;
  readonly "acme:shapes/values@1.2.3": AcmeShapesValues;
  delete(class2: number, this2: number, aB: number): number;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports: Imports | Unversioned<Imports>, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | Unversioned<Imports>, options: SyncOptions): Exports;

export {};
