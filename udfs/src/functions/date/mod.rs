//! Hive's functions on dates and times.

mod add_months;
mod clock_part;
mod current_date;
mod current_timestamp;
#[expect(clippy::module_inception, reason = "the function is called so")]
mod date;
mod date_add;
mod date_format;
mod date_part;
mod date_sub;
mod datediff;
mod day;
mod dayofweek;
mod from_unixtime;
mod from_utc_timestamp;
mod hour;
mod last_day;
mod minute;
mod month;
mod months_between;
mod next_day;
mod patterns;
mod quarter;
mod second;
mod seconds;
#[cfg(test)]
mod testing;
mod timestamp;
mod to_date;
mod to_unix_timestamp;
mod to_utc_timestamp;
mod trunc;
mod unix_timestamp;
mod weekofyear;
mod year;

pub use add_months::add_months;
pub use current_date::{current_date, current_date_with};
pub use current_timestamp::{current_timestamp, current_timestamp_with};
pub use date::{date, date_with};
pub use date_add::date_add;
pub use date_format::{date_format, date_format_with};
pub use date_sub::date_sub;
pub use datediff::datediff;
pub use day::day;
pub use dayofweek::dayofweek;
pub use from_unixtime::{from_unixtime, from_unixtime_with};
pub use from_utc_timestamp::{from_utc_timestamp, from_utc_timestamp_with};
pub use hour::{hour, hour_with};
pub use last_day::last_day;
pub use minute::{minute, minute_with};
pub use month::month;
pub use months_between::{months_between, months_between_with};
pub use next_day::next_day;
pub use quarter::quarter;
pub use second::{second, second_with};
pub use timestamp::{timestamp, timestamp_with};
pub use to_date::to_date;
pub use to_unix_timestamp::{to_unix_timestamp, to_unix_timestamp_with};
pub use to_utc_timestamp::{to_utc_timestamp, to_utc_timestamp_with};
pub use trunc::trunc;
pub use unix_timestamp::{unix_timestamp, unix_timestamp_with};
pub use weekofyear::weekofyear;
pub use year::year;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions on dates and times.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![
        add_months(),
        current_date_with(settings),
        current_timestamp_with(settings),
        date_with(settings),
        date_add(),
        date_format_with(settings),
        date_sub(),
        datediff(),
        day(),
        dayofweek(),
        from_unixtime_with(settings),
        from_utc_timestamp_with(settings),
        hour_with(settings),
        last_day(),
        minute_with(settings),
        month(),
        months_between_with(settings),
        next_day(),
        quarter(),
        second_with(settings),
        timestamp_with(settings),
        to_date(),
        to_unix_timestamp_with(settings),
        to_utc_timestamp_with(settings),
        trunc(),
        unix_timestamp_with(settings),
        weekofyear(),
        year(),
    ]
}
