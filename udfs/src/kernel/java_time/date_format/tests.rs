//! Patterns against Hive 2.3.10 (`testdata/hive/*.jsonl`), whose `unix_timestamp` and `from_unixtime` are Java's.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test panics"
)]

use proptest::prelude::*;
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

proptest! {
    #[test]
    fn plain_texts_are_read_as_by_their_pattern(
        text in "(1582|1583|2021|1986|0000|9999)-(0[0-9]|1[0-9]|..)-[0-9]{2}( |T|)[0-9]{2}:[0-9]{2}:[0-9]{2}(|.|[0-9E５])",
    ) {
        for pattern in ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"] {
            let format = DateFormat::compile(pattern).unwrap();
            prop_assert_eq!(
                format.parse(&text, &mut calendar()),
                format.parse_by_pieces(&text, &mut calendar())
            );
        }
    }

    #[test]
    fn any_text_and_pattern_are_read_without_panic(text in any::<String>(), pattern in "[GyYMwWDdFEuaHkKhmsSzZX' :/-]{0,8}") {
        if let Ok(format) = DateFormat::compile(&pattern) {
            format.parse(&text, &mut calendar());
        }
    }

    #[test]
    fn any_instant_is_written_without_panic(millis in any::<i64>(), pattern in "[GyYMwWDdFEuaHkKhmsSzZX' :/-]{0,8}") {
        if let Ok(format) = DateFormat::compile(&pattern) {
            format.format(millis, &mut calendar(), &mut String::new());
        }
    }
}
