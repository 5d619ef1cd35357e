/**
 * Package words.
 *
 * The world's words.
 *
 * @packageDocumentation
 */

/**
 * The imported interface `test:app/shapes@1.2.0`.
 *
 * Shapes and colours.
 *
 * \@deprecated is no tag here. *\/ export const escaped = 1; /*
 *
 * `fn(@a, {b})` and *\/ more.
 *
 * @since 1.0.0
 */
export interface TestAppShapes {
  /** Mixes. */
  mix(a: TestAppShapes.Colour, b: TestAppShapes.Colour): TestAppShapes.Colour;
  /**
   * New and shaky.
   *
   * Unstable: part of the feature `shaky`.
   *
   * @experimental
   */
  shake(): void;
  readonly Canvas: {
    readonly prototype: TestAppShapes.Canvas;
    /** Makes one. */
    new (size: number): TestAppShapes.Canvas;
    /** Counts all. */
    count(): number;
  };
}

/** Types of `test:app/shapes@1.2.0`. */
export namespace TestAppShapes {
  /**
   * A point.
   *
   * @since 1.0.0
   */
  interface Point {
    /** To the right. */
    x: number;
    y?: number | undefined;
  }
  /** A canvas to draw on. */
  interface Canvas {
    /**
     * Draws.
     *
     * @since 1.0.0
     * @deprecated since 1.1.0
     * @throws {ComponentError<string>}
     */
    draw(what: Shape): number;
  }
  /** A shape. */
  type Shape =
    /** Round. */
    | { tag: "circle"; val: number }
    | { tag: "dot"; val: Point };
  /** A colour. */
  type Colour =
    /** Like blood. */
    | "red"
    | "blue";
}

/**
 * The imported interface `inner`.
 *
 * Inline.
 */
export interface Inner {
  /** Inner f. */
  f(): void;
}

/**
 * The exported interface `test:app/shapes@1.2.0`.
 *
 * Shapes and colours.
 *
 * \@deprecated is no tag here. *\/ export const escaped = 1; /*
 *
 * `fn(@a, {b})` and *\/ more.
 *
 * @since 1.0.0
 */
export interface TestAppShapes2 {
  /** Mixes. */
  mix(a: TestAppShapes2.Colour, b: TestAppShapes2.Colour): TestAppShapes2.Colour;
  /**
   * New and shaky.
   *
   * Unstable: part of the feature `shaky`.
   *
   * @experimental
   */
  shake(): void;
  readonly Canvas: typeof TestAppShapes2Canvas;
}

/** Types of `test:app/shapes@1.2.0`. */
export namespace TestAppShapes2 {
  /**
   * A point.
   *
   * @since 1.0.0
   */
  interface Point {
    /** To the right. */
    x: number;
    y?: number | undefined;
  }
  /** A colour. */
  type Colour =
    /** Like blood. */
    | "red"
    | "blue";
  /** A shape. */
  type Shape =
    /** Round. */
    | { tag: "circle"; val: number }
    | { tag: "dot"; val: Point };
  interface Mode {
    /** May read. */
    read?: boolean;
    write?: boolean;
  }
  /** A canvas to draw on. */
  type Canvas = TestAppShapes2Canvas;
}

/** A canvas to draw on. */
declare class TestAppShapes2Canvas {
  #held;
  /** Makes one. */
  constructor(size: number);
  /**
   * Draws.
   *
   * @since 1.0.0
   * @deprecated since 1.1.0
   * @throws {ComponentError<string>}
   */
  draw(what: TestAppShapes2.Shape): number;
  /** Counts all. */
  static count(): number;
}
interface TestAppShapes2Canvas extends Disposing {}

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
export interface Imports {
  /** Where shapes come from. */
  "test:app/shapes@1.2.0": TestAppShapes;
  /** Inline. */
  inner: Inner;
  /** Says it. */
  log(message: string): void;
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
  /**
   * Runs.
   *
   * Twice.
   *
   * @since 1.0.0
   * @throws {ComponentError<string>}
   */
  run(p: { x: number; y?: number | undefined }): void;
  readonly shapes: TestAppShapes2;
  readonly "test:app/shapes@1.2.0": TestAppShapes2;
}

/** Instantiates the component; core modules that `getCoreModule` does not give are fetched. */
export function instantiate(imports: Imports | Unversioned<Imports>, options?: Options): Promise<Exports>;

/** Instantiates the component at once, from core modules that `getCoreModule` gives. */
export function instantiateSync(imports: Imports | Unversioned<Imports>, options: SyncOptions): Exports;

export {};
