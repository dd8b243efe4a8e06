//! What Hive's functions on dates compute. Days are those of [`java_time::calendar`](super::java_time::calendar).

mod interval;
mod months;
mod truncate;
mod week;

pub use interval::{micros_between, plus_interval, write_day_time, write_year_month};
pub use months::{add_months, last_day, months_between, plus_months};
pub use truncate::Unit;
pub use week::{Weekday, day_of_week, next_day, week_of_year};

use std::fmt::Write;

use super::java_time::calendar::civil;

/// Writes a day as `yyyy-MM-dd`, years of more than four digits in full.
pub fn write_day(day: i64, text: &mut String) {
    let date = civil(day);
    // Writing to a string does not fail.
    let _ = write!(text, "{:04}-{:02}-{:02}", year(day), date.month, date.day);
}

/// The quarter of a day, from 1.
pub fn quarter(day: i64) -> i64 {
    (civil(day).month + 2) / 3
}

/// The year of a day, before Christ too a positive one.
pub fn year(day: i64) -> i64 {
    let year = civil(day).year;
    if year > 0 { year } else { 1 - year }
}

/// The month of a day, from 1.
pub fn month(day: i64) -> i64 {
    civil(day).month
}

/// The day of a day's month, from 1.
pub fn day_of_month(day: i64) -> i64 {
    civil(day).day
}
