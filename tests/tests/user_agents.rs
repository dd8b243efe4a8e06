//! uap-core's own test cases, all of them, through `ua_parse` on an Arrow column.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringViewArray, StructArray};
use maidian_tests::{call, data};
use maidian_udfs::udfs::ua_parse;
use serde::Deserialize;

#[derive(Deserialize)]
struct Suite {
    test_cases: Vec<Case>,
}

/// A case of any of the suites: those of devices have no version, those of versions no brand and model.
#[derive(Deserialize)]
struct Case {
    user_agent_string: String,
    family: String,
    major: Option<String>,
    minor: Option<String>,
    patch: Option<String>,
    brand: Option<String>,
    model: Option<String>,
}

/// A field's name and what a case says of it.
type Field = (&'static str, fn(&Case) -> Option<&String>);

/// Compares the fields of `part` with what the suite says. An empty text in the suite is an unknown part.
fn passes(suite: &str, cases: usize, part: &str, fields: &[Field]) {
    let text = data::compressed_text(&format!("data/uap-core/{suite}.yaml.zst")).unwrap();
    let suite: Suite = serde_norway::from_str(&text).unwrap();
    assert_eq!(suite.test_cases.len(), cases, "cases in the file");
    let texts: StringViewArray = suite
        .test_cases
        .iter()
        .map(|case| Some(case.user_agent_string.as_str()))
        .collect();
    let result = call::column(&ua_parse(), Arc::new(texts)).unwrap();
    let result = result.as_struct();
    let families = column(result, part, "family");
    let mut failures = Vec::new();
    for (row, case) in suite.test_cases.iter().enumerate() {
        let mut expect = |field: &str, found: Option<&str>, expected: Option<&str>| {
            let expected = expected.filter(|text| !text.is_empty());
            if found != expected {
                let text = &case.user_agent_string;
                failures.push(format!(
                    "{field}: {found:?}, expected {expected:?} for {text}"
                ));
            }
        };
        expect("family", value(&families, row), Some(&case.family));
        for (field, of_case) in fields {
            let found = column(result, part, field);
            expect(field, value(&found, row), of_case(case).map(String::as_str));
        }
    }
    assert!(
        failures.is_empty(),
        "{} differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn column(clients: &StructArray, part: &str, field: &str) -> ArrayRef {
    Arc::clone(clients.column_by_name(&format!("{part}_{field}")).unwrap())
}

fn value(array: &ArrayRef, row: usize) -> Option<&str> {
    array
        .is_valid(row)
        .then(|| array.as_string_view().value(row))
}

#[test]
fn every_browser_case_of_uap_core_passes() {
    let fields: [Field; 3] = [
        ("major", |case| case.major.as_ref()),
        ("minor", |case| case.minor.as_ref()),
        ("patch", |case| case.patch.as_ref()),
    ];
    passes("test_ua", 1_460, "browser", &fields);
}

#[test]
fn every_operating_system_case_of_uap_core_passes() {
    let fields: [Field; 3] = [
        ("major", |case| case.major.as_ref()),
        ("minor", |case| case.minor.as_ref()),
        ("patch", |case| case.patch.as_ref()),
    ];
    passes("test_os", 468, "os", &fields);
}

#[test]
fn every_device_case_of_uap_core_passes() {
    let fields: [Field; 2] = [
        ("brand", |case| case.brand.as_ref()),
        ("model", |case| case.model.as_ref()),
    ];
    passes("test_device", 16_124, "device", &fields);
}
