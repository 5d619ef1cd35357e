/// <reference lib="esnext.disposable" preserve="true" />
/** What every WIT resource class of this package can do. */
export interface Resource extends Disposable {
  /** Called once, when the guest drops its own handle. */
  drop(): void;
}

/**
 * The base of every resource class. Generated glue drops a handle by `Symbol.dispose`, or `Symbol.for("dispose")` where the engine
 * lacks it. The key is computed here once, because bundlers cannot shake off a class that computes one itself.
 */
export const Resource: new () => Resource = /* @__PURE__ */ resource();

function resource(): new () => Resource {
  const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for("dispose");
  return class {
    drop(): void {}

    [dispose](): void {
      this.drop();
    }
  };
}
