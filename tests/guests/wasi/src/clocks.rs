//! `wasi:clocks`.

use wasip2::clocks::{monotonic_clock, wall_clock};

use crate::wasi::clocks::timezone::{self, Datetime};
use crate::{Row, holds, same};

const MILLISECOND: u64 = 1_000_000;
const SECOND: u64 = 1000 * MILLISECOND;
const HOUR: u64 = 3600 * SECOND;

/// A summer's day, in a zone that has summer time.
const SUMMER: Datetime = Datetime { seconds: 1_721_044_800, nanoseconds: 0 };

pub const ROWS: &[Row] = &[
    ("wasi:clocks/monotonic-clock#now", |_| {
        let mut last = monotonic_clock::now();
        for _ in 0..1000 {
            let now = monotonic_clock::now();
            if now < last {
                return Err(format!("{now} after {last}"));
            }
            last = now;
        }
        Ok("never back".into())
    }),
    ("wasi:clocks/monotonic-clock#resolution", |_| {
        // No step is smaller than the tick, a little inaccuracy of floating point apart.
        let resolution = monotonic_clock::resolution();
        let start = monotonic_clock::now();
        let mut next = start;
        while next == start {
            next = monotonic_clock::now();
        }
        holds(
            resolution > 0 && resolution <= SECOND && next - start + 500 >= resolution / 2,
            (resolution, next - start),
        )
    }),
    ("wasi:clocks/monotonic-clock#subscribe-instant", |_| {
        let past = [0, 1, monotonic_clock::now()].map(|when| monotonic_clock::subscribe_instant(when).ready());
        let far =
            [monotonic_clock::now() + SECOND, u64::MAX].map(|when| monotonic_clock::subscribe_instant(when).ready());
        same((past, far), ([true; 3], [false; 2]))
    }),
    ("wasi:clocks/monotonic-clock#subscribe-duration", |_| {
        let ready = [0, HOUR, u64::MAX].map(|when| monotonic_clock::subscribe_duration(when).ready());
        let (start, short) = (monotonic_clock::now(), monotonic_clock::subscribe_duration(3 * MILLISECOND));
        while !short.ready() {}
        let took = monotonic_clock::now() - start;
        holds(ready == [true, false, false] && took >= 3 * MILLISECOND, (ready, took))
    }),
    ("wasi:clocks/wall-clock#now", |_| {
        let now = wall_clock::now();
        // Between 2026 and 2100.
        holds((1_767_225_600..4_102_444_800).contains(&now.seconds) && now.nanoseconds < 1_000_000_000, "this century")
    }),
    ("wasi:clocks/wall-clock#resolution", |_| {
        let resolution = wall_clock::resolution();
        holds((1..1_000_000_000).contains(&resolution.nanoseconds) && resolution.seconds == 0, resolution)
    }),
    ("wasi:clocks/timezone#display", |_| {
        let display = timezone::display(SUMMER);
        same((display.utc_offset, display.in_daylight_saving_time), (7200, true))
    }),
    ("wasi:clocks/timezone#utc-offset", |_| {
        let never = Datetime { seconds: u64::MAX, nanoseconds: 999_999_999 };
        same((timezone::utc_offset(SUMMER), timezone::utc_offset(never)), (7200, 0))
    }),
];
