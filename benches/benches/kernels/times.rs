//! Local date and time, against chrono's formatter.

use chrono::DateTime;
use chrono_tz::Asia::Shanghai;
use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::kernel::event_time::{Clock, Zone};

use crate::measure::{Group, agree, measure, push};

type Part = for<'c> fn(&'c mut Clock, i64) -> Option<&'c str>;

const PARTS: [(&str, Part, &str); 3] = [
    ("datetime", Clock::datetime, "%Y-%m-%d %H:%M:%S"),
    ("date", Clock::date, "%Y-%m-%d"),
    ("hour", Clock::hour, "%H"),
];

/// Times as events have them, nearly in order, and in no order at all.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), String> {
    for (part, write, format) in PARTS {
        for (rows, times) in [
            ("events", &columns.times),
            ("scattered", &columns.scattered_times),
        ] {
            let mut clock = Clock::new(Zone::default());
            let id = BenchmarkId::new(part, rows);
            let written = measure(group, id, times, |time, text| {
                text.push_str(write(&mut clock, *time).unwrap_or_default());
            });
            let id = BenchmarkId::new(format!("chrono_{part}"), rows);
            let formatted = measure(group, id, times, |time, text| {
                if let Some(time) = DateTime::from_timestamp_millis(*time) {
                    push(text, time.with_timezone(&Shanghai).format(format));
                }
            });
            agree("times", &written, &formatted)?;
        }
    }
    Ok(())
}
