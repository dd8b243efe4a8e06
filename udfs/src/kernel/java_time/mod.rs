//! Dates and times as Java has them: its calendar, its zones, `java.text.SimpleDateFormat`, and the texts of
//! `java.sql.Date` and `java.sql.Timestamp`.

pub mod calendar;
mod date_format;
mod local;
mod numbers;
mod offsets;
mod sql_text;
mod zone_id;

pub use date_format::{Calendar, DateFormat, PatternError};
pub use local::Local;
pub use numbers::{seconds_of_decimal, seconds_of_double};
pub use offsets::Offsets;
pub use sql_text::{cast_date, cast_timestamp, lenient_date, write_date, write_timestamp};
pub use zone_id::zone_of_id;

use local::MICROS;
