/** The imported interface `acme:host/files`. */
export interface AcmeHostFiles {
  /** @throws {ComponentError<AcmeHostFiles.Failure>} */
  size(index: number): bigint;
  /** @throws {ComponentError<AcmeHostFiles.Failure>} */
  used(index: number): bigint;
  /** @throws {ComponentError<AcmeHostFiles.Failure>} */
  left(name: string): bigint;
  name(): number | undefined;
  owner(): number | undefined;
  group(): number | undefined;
  /** @throws {ComponentError<string>} */
  flush(): void;
}

/** Types of `acme:host/files`. */
export namespace AcmeHostFiles {
  type Failure = "no-entry" | "no-space";
}

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

/** What the component imports, by name. */
export interface Imports {
  "acme:host/files": AcmeHostFiles;
}

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
export function instantiate(imports: Imports, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports, options: SyncOptions): Exports;

export {};
