//! `java.text.SimpleDateFormat`: dates and times as text by a pattern, read as leniently as Java reads them.
//!
//! English names of months and days, weeks from Sunday (the locale `en_US`), as Hive has them.

mod fields;
mod format;
mod names;
mod number;
mod parse;
mod pattern;
mod plain;
#[cfg(test)]
mod tests;
mod zone;
mod zone_names;

pub(super) use number::digit;
pub use pattern::{DateFormat, PatternError};
pub(super) use plain::plain_date;

use super::Offsets;
use super::calendar::civil;
use crate::kernel::event_time::Zone;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// What reading and writing dates needs to know: the zone, and the hundred years that a year of two digits is from. Keep one
/// for a batch.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The zone's offsets.
    pub offsets: Offsets,
    /// Years of two digits are from the hundred years that begin here, in milliseconds since 1970 UTC.
    century_start: i64,
    /// The local year in which they begin.
    century_year: i64,
}

impl Calendar {
    /// The calendar of a zone. `now` is the time in milliseconds since 1970 UTC: years of two digits are not more than 80
    /// years before it and less than 20 after it.
    pub fn new(zone: Zone, now: i64) -> Self {
        let mut offsets = Offsets::new(zone);
        let local = now.saturating_add(offsets.at(now.div_euclid(1000)) * 1000);
        let days = local.div_euclid(DAY);
        let mut date = civil(days);
        date.year -= 80;
        let start = super::calendar::days(date);
        Self {
            offsets,
            century_start: now - (days - start) * DAY,
            century_year: date.year,
        }
    }
}
