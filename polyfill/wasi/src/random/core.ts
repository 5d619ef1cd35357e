import type { Entropy } from "../ports/entropy.js";

/** `len` random bytes. Throws a `RangeError` (a trap) if that is more than an array can hold. */
export function randomBytes(entropy: Entropy, len: bigint): Uint8Array {
  const bytes = new Uint8Array(Number(len));
  entropy.fill(bytes);
  return bytes;
}

/** A random `u64`. */
export function randomU64(entropy: Entropy): bigint {
  const word = new BigUint64Array(1);
  entropy.fill(new Uint8Array(word.buffer));
  return word[0] ?? 0n;
}
