import type { Stat } from "../ports/files.js";

/** `wasi:filesystem/types.metadata-hash-value`. */
export interface MetadataHash {
  lower: bigint;
  upper: bigint;
}

/** FNV-1a over 64-bit words (not bytes), each round followed by a shift that brings high bits down. */
const PRIME = 0x100000001b3n;

/**
 * A hash of which object this is and whether it was changed. `lower` only says which object, for wasi-libc and the adapter of WASI 0.1
 * make it the inode number, which must not change when a file is written; `upper` changes with the contents and the metadata. No
 * secret goes in, so it hides nothing.
 */
export function metadataHash({ device, inode, size, modified, changed, revision }: Stat): MetadataHash {
  return {
    lower: mix(0xcbf29ce484222325n, [device, inode]),
    upper: mix(0x6c62272e07bb0142n, [device, inode, size, modified, changed, revision]),
  };
}

function mix(seed: bigint, words: readonly bigint[]): bigint {
  let hash = seed;
  for (const word of words) {
    hash = BigInt.asUintN(64, (hash ^ BigInt.asUintN(64, word)) * PRIME);
    hash ^= hash >> 29n;
  }
  return hash;
}
