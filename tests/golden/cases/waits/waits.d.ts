/** The imported interface `wasi:io/poll@0.2.0`. */
export interface WasiIoPoll {
  poll(in2: WasiIoPoll.Pollable[]): Uint32Array | Iterable<number> | import("@weft-wasm/wasi").Pending<Uint32Array | Iterable<number>>;
  readonly Pollable: {
    readonly prototype: WasiIoPoll.Pollable;
  };
}

/** Types of `wasi:io/poll@0.2.0`. */
export namespace WasiIoPoll {
  /** The resource `pollable`. */
  interface Pollable {
    block(): void | import("@weft-wasm/wasi").Pending<void>;
  }
}

/** The imported interface `wasi:clocks/monotonic-clock@0.2.0`. */
export interface WasiClocksMonotonicClock {
  subscribeDuration(when: bigint): WasiClocksMonotonicClock.Pollable;
}

/** Types of `wasi:clocks/monotonic-clock@0.2.0`. */
export namespace WasiClocksMonotonicClock {
  type Pollable = WasiIoPoll.Pollable;
}

/** What the component imports, by name. */
export interface Imports {
  "wasi:io/poll@0.2.0"?: WasiIoPoll;
  "wasi:clocks/monotonic-clock@0.2.0"?: WasiClocksMonotonicClock;
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
  nap(duration: bigint, options?: { signal?: AbortSignal | undefined }): Promise<void>;
  doze(duration: bigint): void;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports?: Imports | Unversioned<Imports>, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | Unversioned<Imports> | undefined, options: SyncOptions): Exports;

export {};
