/** Random bytes as the platform gives them. */
export interface Entropy {
  /** Overwrites all of `bytes` with the output of a cryptographically secure generator. Never waits. */
  fill(bytes: Uint8Array): void;
}
