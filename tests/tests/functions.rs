//! Nothing is forgotten of a function: its file of SQL logic tests, its documentation, its names.

use std::collections::BTreeSet;
use std::path::Path;

use datafusion::logical_expr::{Documentation, ScalarUDF};
use maidian::script::Variables;
use maidian_tests::{data, scratch, slt};
use maidian_udfs::{all_aggregates, all_functions, all_windows};

/// The families of the functions on events, each a folder of `slt/`; those of Hive have one of their own.
const FAMILIES: [&str; 6] = ["attributes", "ip", "phone", "time", "ua", "url"];

/// The names that the specification has, those of today's scripts among them.
const SPECIFIED: [&str; 27] = [
    "decode_url",
    "encode_url",
    "query_param",
    "attr_get",
    "attr_get_udf",
    "attr_pick",
    "attr_map",
    "attr_remove",
    "attr_remove_udf",
    "extract_xy",
    "extract_xy_no_lag_lat",
    "exposure_items",
    "ip_region",
    "ip_udf",
    "ua_parse",
    "ua_all",
    "ua_all_udf",
    "mobile_decrypt",
    "mobile_decrypt2",
    "mobile_encrypt",
    "aes2_function",
    "base64Decode",
    "match",
    "stm_udf",
    "dt_udf",
    "hour_udf",
    "parse_url",
];

fn origin(udf: &ScalarUDF) -> &'static str {
    udf.documentation()
        .expect("documentation")
        .doc_section
        .label
}

/// The stems of the files in a folder of `slt/`.
fn files(folder: &str) -> BTreeSet<String> {
    let stem = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    slt::files(&data::path("slt").join(folder))
        .unwrap()
        .iter()
        .map(|path| stem(path))
        .collect()
}

#[test]
fn every_function_has_its_file_and_every_file_its_function() {
    let functions = all_functions(&scratch::settings().unwrap());
    let names = |of: &str| -> BTreeSet<String> {
        functions
            .iter()
            .filter(|udf| origin(udf) == of)
            .map(|udf| udf.name().to_owned())
            .collect()
    };
    let domain_files: BTreeSet<String> = FAMILIES.iter().flat_map(|family| files(family)).collect();
    assert_eq!(
        domain_files,
        names("domain"),
        "files (left) and functions (right) of the domain"
    );
    assert_eq!(
        files("hive"),
        names("hive"),
        "files (left) and functions (right) of Hive"
    );
}

#[test]
fn every_aggregate_and_window_function_has_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let session = scratch::session(folder.path(), Variables::default()).unwrap();
    let state = session.context().state();
    for udaf in all_aggregates() {
        assert!(files("aggregate").contains(udaf.name()), "{}", udaf.name());
    }
    for udwf in all_windows() {
        assert!(files("window").contains(udwf.name()), "{}", udwf.name());
    }
    // Others are of the engine, and as Hive has them.
    for file in files("aggregate") {
        assert!(state.aggregate_functions().contains_key(&file), "{file}");
    }
    for file in files("window") {
        assert!(state.window_functions().contains_key(&file), "{file}");
    }
}

/// Names and documentation of all functions of every kind.
fn documented() -> Vec<(String, Documentation)> {
    let scalars = all_functions(&scratch::settings().unwrap());
    let scalars = scalars.iter().map(|udf| (udf.name(), udf.documentation()));
    let aggregates = all_aggregates();
    let aggregates = aggregates
        .iter()
        .map(|udaf| (udaf.name(), udaf.documentation()));
    let windows = all_windows();
    let windows = windows
        .iter()
        .map(|udwf| (udwf.name(), udwf.documentation()));
    scalars
        .chain(aggregates)
        .chain(windows)
        .map(|(name, about)| (name.to_owned(), about.expect("documentation").clone()))
        .collect()
}

#[test]
fn every_name_of_the_specification_is_registered() {
    let functions = all_functions(&scratch::settings().unwrap());
    for name in SPECIFIED {
        let is_named =
            |udf: &ScalarUDF| udf.name() == name || udf.aliases().iter().any(|alias| alias == name);
        assert!(functions.iter().any(|udf| is_named(udf)), "{name}");
    }
}

#[test]
fn every_function_is_documented() {
    for (name, about) in documented() {
        assert!(
            about.description.len() > 20,
            "{name}: {}",
            about.description
        );
        assert!(
            about.syntax_example.starts_with(&name),
            "{name}: {}",
            about.syntax_example
        );
        assert!(about.sql_example.is_some(), "{name} has no example");
    }
}

#[tokio::test]
async fn every_documented_example_gives_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = scratch::session(folder.path(), Variables::default()).unwrap();
    let mut failures = Vec::new();
    for (_, about) in documented() {
        let example = about.sql_example.unwrap();
        let (sql, expected) = example.split_once('\n').unwrap();
        let found = match scratch::run(&mut session, "example", sql).await {
            Ok(result) => {
                let value =
                    |value: &Option<String>| value.clone().unwrap_or_else(|| "NULL".to_owned());
                result.rows[0]
                    .iter()
                    .map(value)
                    .collect::<Vec<_>>()
                    .join("  ")
            }
            Err(failure) => failure.0,
        };
        if found != expected {
            failures.push(format!("{sql}\n  says {expected}\n  gives {found}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
