import { ComponentError } from "../../component-error.js";
import type { ErrorCode, Stat, Times } from "../../ports/files.js";

/** The first second that a system's 64-bit time cannot say. */
const END_OF_TIME = 1n << 63n;

const SECOND = 1_000_000_000n;

/**
 * Both times as Node takes them. It takes floating-point seconds, which today tell 240 ns apart (Node 20 keeps whole microseconds of
 * them, Deno milliseconds), and it cannot leave one of the two alone, so that one is set to what it is, with the same loss. A whole number of
 * microseconds is never rounded down to the one before.
 */
export function utimes({ accessed, modified }: Times, stat: () => Stat): [accessed: number | Date, modified: number | Date] {
  const now = accessed === undefined || modified === undefined ? stat() : undefined;
  return [utime(accessed ?? now?.accessed ?? 0n), utime(modified ?? now?.modified ?? 0n)];
}

function utime(time: bigint): number | Date {
  // Node takes negative numbers for "now".
  if (time < 0n) return new Date(Number(time / 1_000_000n));
  const whole = time / SECOND;
  if (whole >= END_OF_TIME) throw new ComponentError<ErrorCode>("overflow");
  const seconds = Number(whole);
  const nanoseconds = Number(time % SECOND);
  const sum = seconds + nanoseconds / 1e9;
  const below = nanoseconds % 1000 === 0 && (sum - seconds) * 1e6 < nanoseconds / 1000;
  return below ? sum + seconds * Number.EPSILON : sum;
}
