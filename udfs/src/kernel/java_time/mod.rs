//! Dates and times as Java has them: its calendar, its zones, `java.text.SimpleDateFormat`, and the texts of
//! `java.sql.Date` and `java.sql.Timestamp`.

pub mod calendar;
mod date_format;
mod offsets;

pub use date_format::{Calendar, DateFormat, PatternError};
pub use offsets::Offsets;
