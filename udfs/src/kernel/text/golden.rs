//! The functions of this module against Hive 2.3.10 (`testdata/hive/*.jsonl`).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test panics"
)]

use serde_json::json;

use super::{Needle, Substitution, substr};
use crate::kernel::golden::check;

#[test]
fn substr_equals_hive() {
    check(
        include_str!("../../../testdata/hive/substr.jsonl"),
        55,
        |arguments| {
            let start = arguments[1].parse().unwrap();
            Some(json!(substr(
                &arguments[0],
                start,
                arguments.get(2).map(|length| length.parse().unwrap())
            )))
        },
    );
}

#[test]
fn instr_equals_hive() {
    check(
        include_str!("../../../testdata/hive/instr.jsonl"),
        13,
        |arguments| Some(json!(Needle::new(&arguments[1]).position(&arguments[0]))),
    );
}

#[test]
fn replace_equals_hive() {
    check(
        include_str!("../../../testdata/hive/replace.jsonl"),
        6,
        |arguments| {
            Some(json!(
                Substitution::new(&arguments[1], &arguments[2]).apply(&arguments[0])
            ))
        },
    );
}
