/** The imported interface `wasi:http/types@0.2.6`. */
export interface WasiHttpTypes {
  readonly Fields: {
    readonly prototype: WasiHttpTypes.Fields;
    new (): WasiHttpTypes.Fields;
    /** @throws {ComponentError<WasiHttpTypes.ErrorCode>} */
    fromList(entries: [string, Uint8Array][]): WasiHttpTypes.Fields;
  };
}

/** Types of `wasi:http/types@0.2.6`. */
export namespace WasiHttpTypes {
  /** The resource `fields`. */
  interface Fields {
    get(name: string): readonly (Uint8Array | Iterable<number>)[];
  }
  type ErrorCode = { tag: "DNS-timeout" } | { tag: "internal-error"; val: string | undefined };
}

/** The imported interface `wasi:sockets/network@0.2.6`. */
export interface WasiSocketsNetwork {
  readonly Network: {
    readonly prototype: WasiSocketsNetwork.Network;
  };
}

/** Types of `wasi:sockets/network@0.2.6`. */
export namespace WasiSocketsNetwork {
  /** The resource `network`. */
  type Network = object;
}

/** The imported interface `wasi:sockets/instance-network@0.2.6`. */
export interface WasiSocketsInstanceNetwork {
  code(): bigint;
}

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

export function run(): void;

export {};
