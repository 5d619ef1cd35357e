import type { Stat } from "../ports/files.js";

/** `wasi:filesystem/types.metadata-hash-value`. */
export interface MetadataHash {
  lower: bigint;
  upper: bigint;
}

/** FNV-1a over 64-bit words (not bytes), each round followed by a shift that brings high bits down. */
const PRIME = 0x100000001b3n;

/**
 * A hash of which object this is and whether it was changed. Two descriptors of one unchanged object agree; a change to its contents or
 * a replacement usually shows. No secret goes in, so it hides nothing.
 */
export function metadataHash({ inode, size, modified, changed }: Stat): MetadataHash {
  const words = [inode, size, modified, changed];
  return { lower: mix(0xcbf29ce484222325n, words), upper: mix(0x6c62272e07bb0142n, words) };
}

function mix(seed: bigint, words: readonly bigint[]): bigint {
  let hash = seed;
  for (const word of words) {
    hash = BigInt.asUintN(64, (hash ^ BigInt.asUintN(64, word)) * PRIME);
    hash ^= hash >> 29n;
  }
  return hash;
}
