import type { Entropy } from "../ports/entropy.js";

/** What a list of bytes may have. CanonicalABI.md#storing (`MAX_LIST_BYTE_LENGTH`) */
const LARGEST = 0xfffffffn;

/**
 * `len` random bytes.
 *
 * @param name - the function, for the error
 * @throws a `RangeError` (a trap), before anything is made, if no list can hold so many
 */
export function randomBytes(entropy: Entropy, len: bigint, name: string): Uint8Array {
  if (len > LARGEST) throw new RangeError(`wasi:random/${name}: ${len} bytes are more than a list can hold`);
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
