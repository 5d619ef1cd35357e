/** The imported interface `acme:names/host@1.0.0`. */
export interface AcmeNamesHost {
  state(view: AcmeNamesHost.View): number;
  a(): void;
}

/** Types of `acme:names/host@1.0.0`. */
export namespace AcmeNamesHost {
  interface View {
    bytes: number;
    state: number;
  }
}

export interface View {
  bytes: number;
  state: number;
}

/** What the component imports, by name. */
export interface Imports {
  "acme:names/host@1.0.0": AcmeNamesHost;
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
  mayLeave(view: View, undefined2: number, true2: boolean): boolean;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports: Imports | Unversioned<Imports>, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | Unversioned<Imports>, options: SyncOptions): Exports;

export {};
