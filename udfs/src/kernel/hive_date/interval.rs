//! Intervals: added to times, and between them.

use std::fmt::Write;

use super::plus_months;
use crate::kernel::java_time::{Local, Offsets};

const DAY: i64 = 86_400_000_000;

/// A time so many months and microseconds later. Months keep the time of day; microseconds pass as clocks run, so that a day
/// on which they are put forward is shorter.
///
/// **None**: a time that does not fit.
/// **Source**: `org.apache.hadoop.hive.ql.util.DateTimeMath.add`.
///
/// ```
/// use maidian_udfs::kernel::event_time::DEFAULT_ZONE;
/// use maidian_udfs::kernel::hive_date::plus_interval;
/// use maidian_udfs::kernel::java_time::{Local, Offsets};
///
/// let mut offsets = Offsets::new(DEFAULT_ZONE);
/// // 2021-01-31, and the last day of February.
/// let time = Local::midnight(18_658).unwrap();
/// assert_eq!(plus_interval(time, 1, 0, &mut offsets), Local::midnight(18_686));
/// ```
pub fn plus_interval(
    time: Local,
    months: i32,
    micros: i64,
    offsets: &mut Offsets,
) -> Option<Local> {
    let day = time.day();
    let moved = (plus_months(day, months) - day).checked_mul(DAY)?;
    let time = Local {
        micros: time.micros.checked_add(moved)?,
    };
    if micros == 0 {
        return Some(time);
    }
    let later = instant(time, offsets)?.checked_add(micros)?;
    offsets.local(later)
}

/// Microseconds from one time to another, as clocks run.
///
/// **Source**: `org.apache.hadoop.hive.ql.util.DateTimeMath.subtract`.
pub fn micros_between(later: Local, earlier: Local, offsets: &mut Offsets) -> Option<i64> {
    instant(later, offsets)?.checked_sub(instant(earlier, offsets)?)
}

/// Microseconds since 1970 UTC of a local time.
fn instant(time: Local, offsets: &mut Offsets) -> Option<i64> {
    let ahead = offsets.at_wall(time.micros.div_euclid(1_000_000));
    time.micros.checked_sub(ahead.checked_mul(1_000_000)?)
}

/// Writes an interval of days and times as Hive shows it: `1 02:03:04.500000000`.
pub fn write_day_time(days: i64, nanos: i64, text: &mut String) {
    let nanos = i128::from(days) * 86_400_000_000_000 + i128::from(nanos);
    let (seconds, fraction) = (nanos.abs() / 1_000_000_000, nanos.abs() % 1_000_000_000);
    // Writing to a string does not fail.
    let _ = write!(
        text,
        "{}{} {:02}:{:02}:{:02}.{fraction:09}",
        if nanos < 0 { "-" } else { "" },
        seconds / 86_400,
        seconds / 3600 % 24,
        seconds / 60 % 60,
        seconds % 60,
    );
}

/// Writes an interval of months as Hive shows it: `1-2` for 14 months.
pub fn write_year_month(months: i32, text: &mut String) {
    let sign = if months < 0 { "-" } else { "" };
    let months = months.unsigned_abs();
    // Writing to a string does not fail.
    let _ = write!(text, "{sign}{}-{}", months / 12, months % 12);
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::*;
    use crate::kernel::event_time::DEFAULT_ZONE;
    use crate::kernel::java_time::cast_timestamp;

    fn time(text: &str) -> Local {
        cast_timestamp(text, &mut Offsets::new(DEFAULT_ZONE)).unwrap()
    }

    // All expected values are Hive 2.3.10's.
    #[test]
    fn intervals_are_added() {
        let mut offsets = Offsets::new(DEFAULT_ZONE);
        let mut plus =
            |text, months, micros| plus_interval(time(text), months, micros, &mut offsets).unwrap();
        assert_eq!(plus("2021-03-15", 0, DAY), time("2021-03-16"));
        assert_eq!(plus("2021-03-15", 0, -DAY), time("2021-03-14"));
        assert_eq!(plus("2021-01-31", 1, 0), time("2021-02-28"));
        assert_eq!(
            plus("2021-03-15", 0, DAY + 7_384_500_000),
            time("2021-03-16 02:03:04.5")
        );
        assert_eq!(
            plus("2021-01-31 10:00:00", -12, 0),
            time("2020-01-31 10:00:00")
        );
    }

    #[test]
    fn intervals_between_times() {
        let mut offsets = Offsets::new(DEFAULT_ZONE);
        let mut shown = |later, earlier| {
            let micros = micros_between(time(later), time(earlier), &mut offsets).unwrap();
            let mut text = String::new();
            write_day_time(0, micros * 1000, &mut text);
            text
        };
        assert_eq!(shown("2021-03-15", "2021-03-01"), "14 00:00:00.000000000");
        assert_eq!(
            shown("2021-03-15 10:11:12.5", "2021-03-15 12:00:00"),
            "-0 01:48:47.500000000"
        );
        let mut text = String::new();
        write_year_month(14, &mut text);
        assert_eq!(text, "1-2");
    }
}
