//! Hive's functions on JSON texts, against a full parse of serde_json's.

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::kernel::json_path::{JsonPath, json_tuple};
use serde_json::Value;

use crate::measure::{Group, agree, measure, push};

/// Names of which events have most; all of them hold strings.
const KEYS: [&str; 5] = ["WT_mobile", "WT_event", "WT_ti", "WT_av", "WT_prov"];

/// One value by its path, and five values in one walk.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), String> {
    let path = JsonPath::new("$.WT_event").ok_or("no path")?;
    let id = BenchmarkId::new("get_json_object", 1);
    let found = measure(group, id, &columns.attributes, |attributes, text| {
        text.push_str(&path.find(attributes).unwrap_or_default());
    });
    let parsed = parse(group, columns, &["WT_event"]);
    agree("json", &found, &parsed)?;

    let keys = KEYS.map(Some);
    let id = BenchmarkId::new("json_tuple", KEYS.len());
    let found = measure(group, id, &columns.attributes, |attributes, text| {
        for value in json_tuple(attributes, &keys) {
            text.push_str(&value.unwrap_or_default());
        }
    });
    let parsed = parse(group, columns, &KEYS);
    agree("json", &found, &parsed)
}

fn parse(group: &mut Group<'_>, columns: &Columns, keys: &[&str]) -> String {
    let id = BenchmarkId::new("serde_json", keys.len());
    measure(group, id, &columns.attributes, |attributes, text| {
        let object: Value = serde_json::from_str(attributes).unwrap_or_default();
        for key in keys {
            match object.get(*key) {
                None | Some(Value::Null) => {}
                Some(Value::String(value)) => text.push_str(value),
                Some(json) => push(text, json),
            }
        }
    })
}
