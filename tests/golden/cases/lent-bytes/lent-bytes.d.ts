/** The imported interface `wasi:io/error@0.2.0`. */
export interface WasiIoError {
  readonly Error: {
    readonly prototype: WasiIoError.Error;
  };
}

/** Types of `wasi:io/error@0.2.0`. */
export namespace WasiIoError {
  /** The resource `error`. */
  type Error = object;
}

/** The imported interface `wasi:io/streams@0.2.0`. */
export interface WasiIoStreams {
  readonly OutputStream: {
    readonly prototype: WasiIoStreams.OutputStream;
  };
}

/** Types of `wasi:io/streams@0.2.0`. */
export namespace WasiIoStreams {
  type Error = WasiIoError.Error;
  type StreamError = { tag: "last-operation-failed"; val: Error } | { tag: "closed" };
  /** The resource `output-stream`. */
  interface OutputStream {
    /** @throws {ComponentError<StreamError>} */
    write(contents: Uint8Array): void;
  }
}

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

/** What the component imports, by name. */
export interface Imports {
  "wasi:io/error@0.2.0"?: WasiIoError;
  "wasi:io/streams@0.2.0"?: WasiIoStreams;
}

/** The same by names without versions. */
type Unversioned<T> = {
  [Name in keyof T as Name extends `${infer Bare}@${string}` ? Bare : Name]: T[Name];
};

/** How to instantiate the component. */
export interface Options {
  /** Gives a core module by its file name; what it does not give is fetched. */
  getCoreModule?: ((name: string) => WebAssembly.Module | Promise<WebAssembly.Module> | undefined) | undefined;
  /** What the component can reach through WASI. */
  wasi?: import("@weft-wasm/wasi").WasiOptions | undefined;
}

/** How to instantiate the component at once: from core modules that are there. */
export interface SyncOptions extends Options {
  getCoreModule: (name: string) => WebAssembly.Module;
}

/** What the component exports. */
export interface Exports {
  put(handle: number): void;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports?: Imports | Unversioned<Imports>, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | Unversioned<Imports> | undefined, options: SyncOptions): Exports;

export {};
