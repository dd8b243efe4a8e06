//! The functions that are built on this module against Hive 2.3.10 (`testdata/hive/*.jsonl`).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test panics"
)]

use serde_json::json;

use super::{JavaRegex, Replacement};
use crate::kernel::golden::check;

#[test]
fn rlike_equals_hive() {
    check(
        include_str!("../../../testdata/hive/rlike.jsonl"),
        40,
        |arguments| {
            let regex = JavaRegex::new(&arguments[1]).ok()?;
            // Hive's RLIKE is false for an empty pattern; the layer above takes care of it.
            Some(json!(
                !arguments[1].is_empty() && regex.is_match(&arguments[0]).unwrap()
            ))
        },
    );
}

#[test]
fn regexp_extract_equals_hive() {
    check(
        include_str!("../../../testdata/hive/regexp_extract.jsonl"),
        70,
        |arguments| {
            let regex = JavaRegex::new(&arguments[1]).ok()?;
            let group = arguments.get(2).map_or(1, |group| group.parse().unwrap());
            Some(json!(
                regex
                    .extract(&arguments[0], group, &mut regex.groups())
                    .ok()?
            ))
        },
    );
}

#[test]
fn regexp_replace_equals_hive() {
    check(
        include_str!("../../../testdata/hive/regexp_replace.jsonl"),
        90,
        |arguments| {
            let regex = JavaRegex::new(&arguments[1]).ok()?;
            let replacement = Replacement::new(&arguments[2], &regex);
            Some(json!(
                regex
                    .replace_all(&arguments[0], &replacement, &mut regex.groups())
                    .ok()?
            ))
        },
    );
}

#[test]
fn split_equals_hive() {
    check(
        include_str!("../../../testdata/hive/split.jsonl"),
        30,
        |arguments| {
            let regex = JavaRegex::new(&arguments[1]).ok()?;
            let mut pieces = Vec::new();
            regex
                .split(&arguments[0], None, |piece| pieces.push(piece))
                .unwrap();
            Some(json!(pieces))
        },
    );
}
