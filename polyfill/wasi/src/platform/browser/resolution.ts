/** Ticks that are looked at: the first may be cut short, and a busy machine skips some. */
const TICKS = 4;

/** Readings after which a clock counts as one that stands still, which a test's may. */
const PATIENCE = 1 << 22;

/**
 * The tick of a clock that does not tell it: the least step that is seen. Engines coarsen their clocks as it suits them, by the page's isolation
 * and by the user's settings.
 *
 * @param now - the clock, in milliseconds
 * @returns nanoseconds: at least 1, at most a second
 */
export function resolutionOf(now: () => number): bigint {
  let least = 1000;
  let before = now();
  for (let tick = 0, reading = 0; tick < TICKS && reading < PATIENCE; reading++) {
    const after = now();
    if (after <= before) continue;
    if (tick++ > 0) least = Math.min(least, after - before);
    before = after;
  }
  return BigInt(Math.max(Math.round(least * 1e6), 1));
}
