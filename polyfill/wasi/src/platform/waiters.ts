/** Who waits for a source or sink: the other half of `Readiness.onReady`. */
export class Waiters {
  readonly #waiting: Set<() => void> = new Set();

  /** @returns what takes `wake` back */
  add(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  /** Whether anybody waits. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Calls all, once. */
  wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
