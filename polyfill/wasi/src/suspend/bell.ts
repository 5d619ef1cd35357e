/**
 * What a stopped thread waits on: a word of shared memory that other threads change. A wait for several events makes one bell and
 * gives it to each event that another thread brings; whoever waits counts the strokes first, looks whether anything is ready, and
 * only then stops, so that no stroke is missed.
 */
export class Bell {
  /** The count of strokes. Another thread makes a `Bell` of it again. */
  readonly word: Int32Array<SharedArrayBuffer>;

  /** @param word - of a bell that was made in another thread; default: a new bell */
  constructor(word: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(4))) {
    this.word = word;
  }

  /** How often it was rung. */
  strokes(): number {
    return Atomics.load(this.word, 0);
  }

  /** Wakes whoever waits. */
  ring(): void {
    Atomics.add(this.word, 0, 1);
    Atomics.notify(this.word, 0);
  }

  /**
   * Stops the thread until the bell was rung more often than `strokes`, or the time is up.
   *
   * @param nanoseconds - the longest wait; default: none
   * @throws `TypeError` on a thread that must not be stopped
   */
  wait(strokes: number, nanoseconds?: bigint): void {
    Atomics.wait(this.word, 0, strokes, nanoseconds === undefined ? Infinity : Math.max(Number(nanoseconds) / 1e6, 0));
  }

  /** Whether this thread may be stopped: a page's may not, nor any without shared memory. */
  static isAllowed(): boolean {
    try {
      new Bell().wait(0, 0n);
      return true;
    } catch {
      return false;
    }
  }
}
