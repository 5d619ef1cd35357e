/** The imported interface `host`. */
export interface Host {
  count(words: Map<string, number>): Iterable<readonly [string, number]>;
  mix(colours: [Host.Colour, Host.Colour, Host.Colour]): Uint8Array | Iterable<number>;
  turn(matrix: Float64Array[]): readonly (Float64Array | Iterable<number>)[];
}

/** Types of `host`. */
export namespace Host {
  type Colour = "red" | "green";
}

/** What the component imports, by name. */
export interface Imports {
  host: Host;
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
  count(words: Iterable<readonly [string, number]>): Map<string, number>;
  mix(colours: readonly ["red" | "green", "red" | "green", "red" | "green"]): Uint8Array;
  turn(matrix: readonly (Float64Array | Iterable<number>)[]): Float64Array[];
  numbers(bytes: Int8Array | Iterable<number>, floats: Float32Array | Iterable<number>, big: BigUint64Array | Iterable<bigint>): Map<number, Int16Array>[];
  long(bytes: Uint8Array | Iterable<number>): boolean[];
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports: Imports, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports, options: SyncOptions): Exports;

export {};
