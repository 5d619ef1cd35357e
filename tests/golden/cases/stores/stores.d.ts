/** The imported interface `acme:files/types@1.0.0`. */
export interface AcmeFilesTypes {
  /** @throws {ComponentError<AcmeFilesTypes.Failure>} */
  statOf(path: string): AcmeFilesTypes.Stat;
  stats(): readonly AcmeFilesTypes.Stat[];
  /** @throws {ComponentError<AcmeFilesTypes.Failure>} */
  read(): bigint;
  /** @throws {ComponentError<AcmeFilesTypes.Failure>} */
  skip(): void;
  now(): AcmeFilesTypes.Datetime;
  where(): readonly [AcmeFilesTypes.Point, AcmeFilesTypes.Point, number];
  readonly Blob: {
    readonly prototype: AcmeFilesTypes.Blob;
  };
}

/** Types of `acme:files/types@1.0.0`. */
export namespace AcmeFilesTypes {
  interface Datetime {
    seconds: bigint;
    nanoseconds: number;
  }
  /** The resource `blob`. */
  type Blob = object;
  type Failure =
    | { tag: "last-operation-failed"; val: Blob }
    | { tag: "closed" }
    | { tag: "too-long"; val: string };
  interface Point {
    x: number;
    y: number;
  }
  interface Stat {
    accessed?: Datetime | undefined;
    modified?: Datetime | undefined;
    changed?: Datetime | undefined;
    at: Point;
  }
}

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

/** What the component imports, by name. */
export interface Imports {
  "acme:files/types@1.0.0": AcmeFilesTypes;
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
  run(): void;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports: Imports | Unversioned<Imports>, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | Unversioned<Imports>, options: SyncOptions): Exports;

export {};
