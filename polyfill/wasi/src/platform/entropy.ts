import type { Entropy } from "../ports/entropy.js";

/** What `crypto.getRandomValues` fills at once. */
const QUOTA = 65_536;

/** Web Crypto, which Node, Deno and Bun have too. */
export const webCrypto: Entropy = {
  fill(bytes) {
    for (let at = 0; at < bytes.length; at += QUOTA) {
      crypto.getRandomValues(bytes.subarray(at, at + QUOTA) as Uint8Array<ArrayBuffer>);
    }
  },
};
