/** The imported interface `wasi:io/poll@0.2.0`. */
export interface WasiIoPoll {
  poll(in2: WasiIoPoll.Pollable[]): Uint32Array | Iterable<number> | Promise<Uint32Array | Iterable<number>>;
  readonly Pollable: {
    readonly prototype: WasiIoPoll.Pollable;
  };
}

/** Types of `wasi:io/poll@0.2.0`. */
export namespace WasiIoPoll {
  /** The resource `pollable`. */
  interface Pollable {
    block(): void | Promise<void>;
  }
}

/** The imported interface `wasi:clocks/monotonic-clock@0.2.0`. */
export interface WasiClocksMonotonicClock {
  subscribeDuration(when: bigint): WasiClocksMonotonicClock.Pollable | Promise<WasiClocksMonotonicClock.Pollable>;
}

/** Types of `wasi:clocks/monotonic-clock@0.2.0`. */
export namespace WasiClocksMonotonicClock {
  type Pollable = WasiIoPoll.Pollable;
}

/** Ends the worker. */
type Disposing = typeof Symbol extends { readonly dispose: infer Dispose extends symbol }
  ? { [Name in Dispose]: () => void }
  : object;

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
  /** What the component can reach through WASI. */
  wasi?: import("@weft-wasm/wasi").WasiOptions | undefined;
}

/** What the component exports. */
export interface Exports {
  nap(duration: bigint, options?: { signal?: AbortSignal | undefined }): Promise<void>;
  doze(duration: bigint, options?: { signal?: AbortSignal | undefined }): Promise<void>;
}

/** Instantiates the component in a worker of its own, which disposing of what it exports ends. */
export function instantiate(imports?: Imports | Unversioned<Imports>, options?: Options): Promise<Exports & Disposing>;

export {};
