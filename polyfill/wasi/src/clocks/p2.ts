/** `wasi:clocks@0.2`. Instants and durations are nanoseconds. */
import type { Context } from "../context.js";
import { Pollable } from "../io/poll.js";
import type { TimezoneDisplay } from "../ports/clock.js";
import { datetime, type Datetime, Deadline, instant } from "./core.js";

export type { Datetime, TimezoneDisplay };

/** `wasi:clocks/monotonic-clock`. */
export interface MonotonicClockInterface {
  Pollable: typeof Pollable;
  now(): bigint;
  resolution(): bigint;
  /** `subscribe-instant`: ready once `when` has come. */
  subscribeInstant(when: bigint): Pollable;
  /** `subscribe-duration`: ready `when` nanoseconds from now. */
  subscribeDuration(when: bigint): Pollable;
}

/** `wasi:clocks/wall-clock`. */
export interface WallClockInterface {
  now(): Datetime;
  resolution(): Datetime;
}

/** `wasi:clocks/timezone`. */
export interface TimezoneInterface {
  display(when: Datetime): TimezoneDisplay;
  /** `utc-offset`: seconds east of UTC. */
  utcOffset(when: Datetime): number;
}

/** Makes `wasi:clocks/monotonic-clock`. */
export function monotonicClock({ clock }: Pick<Context, "clock">): MonotonicClockInterface {
  return {
    Pollable,
    now: () => instant(clock.monotonic()),
    resolution: () => clock.monotonicResolution,
    subscribeInstant: (when) => new Pollable(new Deadline(clock, when)),
    subscribeDuration: (when) => new Pollable(new Deadline(clock, clock.monotonic() + when)),
  };
}

/** Makes `wasi:clocks/wall-clock`. */
export function wallClock({ clock }: Pick<Context, "clock">): WallClockInterface {
  return {
    now: () => datetime(clock.wall()),
    resolution: () => datetime(clock.wallResolution),
  };
}

/** Makes `wasi:clocks/timezone`: the zone of the context, and UTC where that has none for the time in question. */
export function timezone({ timezone: zone }: Pick<Context, "timezone">): TimezoneInterface {
  const display = (when: Datetime): TimezoneDisplay =>
    zone?.display(Number(when.seconds) * 1000) ?? { utcOffset: 0, name: "UTC", inDaylightSavingTime: false };
  return { display, utcOffset: (when) => display(when).utcOffset };
}
