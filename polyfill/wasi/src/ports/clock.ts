/** Time as the platform gives it. All values are nanoseconds. */
export interface Clock {
  /** Time since an unspecified origin; never decreases. */
  monotonic(): bigint;
  /** The tick of {@link Clock.monotonic}. */
  readonly monotonicResolution: bigint;
  /** Time since 1970-01-01T00:00:00Z; may jump. */
  wall(): bigint;
  /** The tick of {@link Clock.wall}. */
  readonly wallResolution: bigint;
  /**
   * Calls `wake` once {@link Clock.monotonic} has reached `deadline`, or somewhat earlier.
   * @returns a function that disarms the timer
   */
  arm(deadline: bigint, wake: () => void): () => void;
  /** Stops the thread until {@link Clock.monotonic} has reached `deadline`. Absent where a thread cannot be stopped. */
  readonly block?: ((deadline: bigint) => void) | undefined;
}

/** What `wasi:clocks/timezone.display` tells about a point in time. */
export interface TimezoneDisplay {
  /** Seconds east of UTC; its absolute value is below 86,400. */
  utcOffset: number;
  /** The zone's abbreviated name, or its offset, such as `-04:00`. */
  name: string;
  /** Whether daylight saving time is active. */
  inDaylightSavingTime: boolean;
}

/** A time zone. */
export interface Timezone {
  /** `undefined` if the zone says nothing about that time. @param milliseconds - since 1970-01-01T00:00:00Z */
  display(milliseconds: number): TimezoneDisplay | undefined;
}
