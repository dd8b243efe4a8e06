//! Patterns against Hive 2.3.10 (`testdata/hive/*.jsonl`), whose `unix_timestamp` and `from_unixtime` are Java's.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test panics"
)]

use serde_json::{Value, json};

use super::{Calendar, DateFormat, PatternError};
use crate::kernel::event_time::DEFAULT_ZONE;
use crate::kernel::golden::check;

/// 2026-11-25, the day when Hive was asked: years of two digits are from 1946 to 2046.
const NOW: i64 = 1_795_602_384_000;

fn calendar() -> Calendar {
    Calendar::new(DEFAULT_ZONE, NOW)
}

#[test]
fn reading_equals_hive() {
    check(
        include_str!("../../../../testdata/hive/unix_timestamp.jsonl"),
        1500,
        |arguments| {
            let format = DateFormat::compile(&arguments[1]).ok()?;
            let millis = format.parse(&arguments[0], &mut calendar());
            Some(millis.map_or(Value::Null, |millis| json!(millis / 1000)))
        },
    );
}

#[test]
fn writing_equals_hive() {
    check(
        include_str!("../../../../testdata/hive/from_unixtime.jsonl"),
        600,
        |arguments| {
            let format = DateFormat::compile(&arguments[1]).ok()?;
            let seconds: i64 = arguments[0].parse().unwrap();
            let mut text = String::new();
            format.format(seconds * 1000, &mut calendar(), &mut text);
            Some(json!(text))
        },
    );
}

#[test]
fn patterns_that_are_none() {
    assert_eq!(DateFormat::compile("bogus"), Err(PatternError::Letter('b')));
    assert_eq!(DateFormat::compile("yyyy'T"), Err(PatternError::Quote));
    assert_eq!(DateFormat::compile("XXXX"), Err(PatternError::IsoZone(4)));
}
