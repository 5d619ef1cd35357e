import type { Timezone } from "../ports/clock.js";

const DAY = 86_400_000;

/**
 * The time zone of an IANA name, from the platform's own tables.
 *
 * @param name - such as `Europe/Lisbon`; the platform's own zone if left out
 * @throws `RangeError` if the platform does not know the name
 */
export function timezone(name?: string): Timezone {
  const zone = name === undefined ? {} : { timeZone: name };
  const fields = new Intl.DateTimeFormat("en-US", {
    ...zone, calendar: "gregory", hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const label = new Intl.DateTimeFormat("en-US", { ...zone, timeZoneName: "short" });

  const offset = (time: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of fields.formatToParts(time)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000) / 1000);
  };

  /** The least offset around `time`. Daylight saving is what goes beyond it: the tables do not say so themselves. */
  const standard = (time: number): number =>
    Math.min(...[-273, -182, -91, 0, 91, 182, 273].map((days) => offset(time + days * DAY)));

  return {
    display(time) {
      if (!(Math.abs(time) <= 8.64e15 - 274 * DAY)) return undefined;
      const utcOffset = offset(time);
      const shown = label.formatToParts(time).find((part) => part.type === "timeZoneName")?.value;
      return { utcOffset, name: shown ?? "UTC", inDaylightSavingTime: utcOffset > standard(time) };
    },
  };
}
