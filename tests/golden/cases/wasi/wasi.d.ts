/** The imported interface `wasi:cli/environment@0.2.6`. */
export interface WasiCliEnvironment {
  getEnvironment(): readonly (readonly [string, string])[];
}

/** The imported interface `wasi:io/poll@0.2.6`. */
export interface WasiIoPoll {
  readonly Pollable: {
    readonly prototype: WasiIoPoll.Pollable;
  };
}

/** Types of `wasi:io/poll@0.2.6`. */
export namespace WasiIoPoll {
  /** The resource `pollable`. */
  interface Pollable {
    block(): void | import("@weft-wasm/wasi").Pending<void>;
  }
}

/** The exported interface `wasi:cli/run@0.2.6`. */
export interface WasiCliRun {
  /** @throws {ComponentError<undefined>} */
  run(options?: { signal?: AbortSignal | undefined }): Promise<void>;
}

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

export const run: WasiCliRun;
export { run as "wasi:cli/run@0.2.6" };

export {};
