//! `maidian functions`: nothing of it is empty.

use serde_json::Value;

use super::process::Folder;

fn listed() -> Vec<Value> {
    let output = Folder::new()
        .run(&["functions", "--format", "json"])
        .output();
    serde_json::from_str(&output).unwrap()
}

#[test]
fn every_function_says_how_it_is_called_and_what_it_does() {
    let functions = listed();
    assert!(functions.len() > 300, "{}", functions.len());
    for function in &functions {
        for column in ["function", "kind", "call", "does", "example", "origin"] {
            let text = function[column].as_str().unwrap();
            assert!(!text.trim().is_empty(), "{column} of {function}");
        }
    }
}

#[test]
fn all_kinds_and_origins_are_there() {
    let functions = listed();
    let is = |name: &str, column: &str, value: &str| {
        let mut named = functions.iter().filter(|it| it["function"] == name);
        assert!(
            named.any(|it| it[column] == value),
            "{column} of {name} is not {value}"
        );
    };
    is("count", "kind", "aggregate");
    is("row_number", "kind", "window");
    is("generate_series", "kind", "table");
    is("ip_region", "kind", "scalar");
    is("ip_region", "origin", "domain");
    is("get_json_object", "origin", "hive");
    is(
        "array_position",
        "example",
        "select array_position([1, 2, 2, 3, 1, 4], 2);",
    );
}

#[test]
fn one_function_is_shown_for_reading_or_as_a_row() {
    let folder = Folder::new();
    let text = folder.run(&["functions", "COUNT"]).output();
    for part in ["count(", "Example:", "Kind: aggregate", "Origin: "] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let output = folder
        .run(&["functions", "attr_get_udf", "--format", "jsonl"])
        .output();
    let row: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(row["function"], "attr_get");
    assert!(row["aliases"].as_str().unwrap().contains("attr_get_udf"));
    assert!(row["arguments"].as_str().unwrap().contains("key"), "{row}");
}
