import type { Clock } from "../ports/clock.js";
import type { Readiness } from "../suspend/pending.js";

/** `wasi:clocks/wall-clock.datetime`: a point in time since 1970-01-01T00:00:00Z. */
export interface Datetime {
  seconds: bigint;
  /** Below 1,000,000,000. */
  nanoseconds: number;
}

const SECOND = 1_000_000_000n;

/** `nanoseconds` since the epoch as a {@link Datetime}; times before the epoch, which it cannot say, become the epoch. */
export function datetime(nanoseconds: bigint): Datetime {
  if (nanoseconds < 0n) return { seconds: 0n, nanoseconds: 0 };
  return { seconds: nanoseconds / SECOND, nanoseconds: Number(nanoseconds % SECOND) };
}

/** Nanoseconds since the epoch. */
export function nanoseconds(when: Datetime): bigint {
  return when.seconds * SECOND + BigInt(when.nanoseconds);
}

/** `nanoseconds` as an instant. @throws `RangeError` (a trap) for what is none, which a host's own clock may tell */
export function instant(nanoseconds: bigint): bigint {
  if (BigInt.asUintN(64, nanoseconds) === nanoseconds) return nanoseconds;
  throw new RangeError(`wasi:clocks/monotonic-clock.now: the clock tells ${nanoseconds} ns, which is no instant`);
}

/** The event "`clock` has reached `deadline`". It becomes ready by itself and arms a timer only while somebody waits. */
export class Deadline implements Readiness {
  readonly #clock: Clock;
  readonly #when: bigint;

  /** @param when - nanoseconds of the monotonic clock */
  constructor(clock: Clock, when: bigint) {
    this.#clock = clock;
    this.#when = when;
  }

  ready(): boolean {
    return this.#clock.monotonic() >= this.#when;
  }

  onReady(wake: () => void): () => void {
    return this.#clock.arm(this.#when, wake);
  }

  get left(): (() => bigint) | undefined {
    return this.#clock.block && (() => this.#when - this.#clock.monotonic());
  }

  get block(): (() => void) | undefined {
    return this.#clock.block && (() => this.#clock.block?.(this.#when));
  }
}
