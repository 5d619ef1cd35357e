/**
 * `wasi:random@0.2`. The insecure interfaces use the secure generator as well: it is fast enough, and a second generator would be
 * code to ship for nothing.
 */
import type { Context } from "../context.js";
import { randomBytes, randomU64 } from "./core.js";

/** `wasi:random/random`. */
export interface RandomInterface {
  getRandomBytes(len: bigint): Uint8Array;
  getRandomU64(): bigint;
}

/** `wasi:random/insecure`. */
export interface InsecureInterface {
  getInsecureRandomBytes(len: bigint): Uint8Array;
  getInsecureRandomU64(): bigint;
}

/** `wasi:random/insecure-seed`. */
export interface InsecureSeedInterface {
  insecureSeed(): [bigint, bigint];
}

/** Makes `wasi:random/random`. */
export function random({ entropy }: Pick<Context, "entropy">): RandomInterface {
  return {
    getRandomBytes: (len) => randomBytes(entropy, len, "random.get-random-bytes"),
    getRandomU64: () => randomU64(entropy),
  };
}

/** Makes `wasi:random/insecure`. */
export function insecure({ entropy }: Pick<Context, "entropy">): InsecureInterface {
  return {
    getInsecureRandomBytes: (len) => randomBytes(entropy, len, "insecure.get-insecure-random-bytes"),
    getInsecureRandomU64: () => randomU64(entropy),
  };
}

/** Makes `wasi:random/insecure-seed`: another seed at every call, though a guest is expected to ask only once. */
export function insecureSeed({ entropy }: Pick<Context, "entropy">): InsecureSeedInterface {
  return { insecureSeed: () => [randomU64(entropy), randomU64(entropy)] };
}
