/** The exported interface `acme:shop/counters@1.0.0`. */
export interface AcmeShopCounters {
  same(counter: AcmeShopCounters.Counter): AcmeShopCounters.Counter;
  consume(counter: AcmeShopCounters.Counter): void;
  readonly Counter: typeof AcmeShopCountersCounter;
}

/** Types of `acme:shop/counters@1.0.0`. */
export namespace AcmeShopCounters {
  /** The resource `counter`. */
  type Counter = AcmeShopCountersCounter;
}

/** The exported interface `acme:shop/shelf@1.0.0`. */
export interface AcmeShopShelf {
  sum(all: readonly AcmeShopShelf.Counter[]): number;
  keep(all: readonly AcmeShopShelf.Counter[], one: AcmeShopShelf.Counter | undefined): void;
  readonly Counter: typeof AcmeShopCountersCounter;
}

/** Types of `acme:shop/shelf@1.0.0`. */
export namespace AcmeShopShelf {
  type Counter = AcmeShopCountersCounter;
}

/** The resource `token`. */
export type Token = TokenClass;

/** The resource `counter`. */
declare class AcmeShopCountersCounter {
  #held;
  constructor(start: number);
  add(n: number): number;
  constructor_(n: number): number;
  static merge(a: AcmeShopCounters.Counter, b: AcmeShopCounters.Counter): AcmeShopCounters.Counter;
  /** @throws {ComponentError<number>} */
  static prototype_(start: number): AcmeShopCounters.Counter;
}
interface AcmeShopCountersCounter extends Disposing {}

/** The resource `token`. */
declare class TokenClass {
  #held;
  private constructor();
  static pass(token: Token): Token;
}
interface TokenClass extends Disposing {}

/** Lets go of a resource. */
type Disposing = typeof Symbol extends { readonly dispose: infer Dispose extends symbol }
  ? { [Name in Dispose]: () => void }
  : object;

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
  readonly counters: AcmeShopCounters;
  readonly "acme:shop/counters@1.0.0": AcmeShopCounters;
  readonly shelf: AcmeShopShelf;
  readonly "acme:shop/shelf@1.0.0": AcmeShopShelf;
  readonly Token: typeof TokenClass;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports?: Imports, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | undefined, options: SyncOptions): Exports;

export {};
