/** The exported interface `deep`. */
export interface Deep {
  f(): number;
  readonly things: DeepAcmeShopThings;
  readonly "acme:shop/things@1.0.0": DeepAcmeShopThings;
  readonly deeper: DeepDeeper;
}

/** The exported interface `acme:shop/things@1.0.0`. */
export interface DeepAcmeShopThings {
  readonly Thing: typeof DeepAcmeShopThingsThing;
}

/** Types of `acme:shop/things@1.0.0`. */
export namespace DeepAcmeShopThings {
  /** The resource `thing`. */
  type Thing = DeepAcmeShopThingsThing;
}

/** The exported interface `deeper`. */
export interface DeepDeeper {
  f(): number;
  readonly plainOne: DeepDeeperPlainOne;
  readonly "plain-one": DeepDeeperPlainOne;
}

/** The exported interface `plain-one`. */
export interface DeepDeeperPlainOne {
  f(): number;
}

/** Types of `types-only`. */
export namespace DeepTypesOnly {
  type Number2 = number;
}

/** The resource `thing`. */
declare class DeepAcmeShopThingsThing {
  #held;
  constructor(rep: number);
  rep(): number;
}
interface DeepAcmeShopThingsThing extends Disposing {}

/** Lets go of a resource. */
type Disposing = typeof Symbol extends { readonly dispose: infer Dispose extends symbol }
  ? { [Name in Dispose]: () => void }
  : object;

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
  readonly deep: Deep;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports?: Imports, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | undefined, options: SyncOptions): Exports;

export {};
