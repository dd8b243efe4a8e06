//! Rows on standard output, in every format, NULL among them.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use super::process::Folder;

const QUERY: &str =
    "select 1 as n, 'a,b\"c' as s, cast(null as string) as z, '' as e, 1e10 as d, 'x\\ty' as t";

fn rows(format: &str, query: &str) -> String {
    let folder = Folder::new();
    let ran = folder.run(&["sql", "--format", format, "-e", query]);
    assert_eq!(ran.stderr, "", "results alone, and nothing to say");
    ran.output()
}

#[test]
fn csv_has_a_header_and_an_empty_null() {
    assert_eq!(
        rows("csv", QUERY),
        "n,s,z,e,d,t\n1,\"a,b\"\"c\",,\"\",1.0E10,x\ty\n"
    );
}

#[test]
fn tsv_says_null() {
    assert_eq!(
        rows("tsv", QUERY),
        "n\ts\tz\te\td\tt\n1\ta,b\"c\tNULL\t\t1.0E10\tx\\ty\n"
    );
}

#[test]
fn json_is_an_array_of_objects_in_column_order() {
    let text = rows("json", QUERY);
    let values: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        values,
        serde_json::json!([{"n": 1, "s": "a,b\"c", "z": null, "e": "", "d": 1e10, "t": "x\ty"}])
    );
    let names: Vec<_> = values[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["n", "s", "z", "e", "d", "t"]);
    assert_eq!(
        rows("json", "select 1 as n from (values (1)) t(x) where x > 1"),
        "[]\n"
    );
}

#[test]
fn jsonl_is_an_object_a_row() {
    let query = "select n, attr_map(a) as m from (values (1, '{\"b\":\"1\",\"a\":null}'), (2, null)) as t(n, a)";
    assert_eq!(
        rows("jsonl", query),
        "{\"n\":1,\"m\":{\"b\":\"1\",\"a\":null}}\n{\"n\":2,\"m\":null}\n"
    );
}

#[test]
fn table_and_markdown_say_null() {
    let table = rows("table", QUERY);
    for part in ["NULL", "a,b\"c", "1.0E10", "│", "┌"] {
        assert!(table.contains(part), "{part} is not in\n{table}");
    }
    let markdown = rows("markdown", "select 'a|b' as x, cast(null as int) as y");
    let lines: Vec<String> = markdown.lines().map(|line| line.replace(' ', "")).collect();
    assert_eq!(
        lines.first().map(String::as_str),
        Some("|x|y|"),
        "{markdown}"
    );
    assert_eq!(
        lines.last().map(String::as_str),
        Some("|a\\|b|NULL|"),
        "{markdown}"
    );
}

#[test]
fn every_select_prints_in_turn() {
    let folder = Folder::new();
    let ran = folder.run(&[
        "sql",
        "--format",
        "csv",
        "-e",
        "select 1 as a; select 2 as b",
        "-e",
        "select 3 as c",
    ]);
    assert_eq!(ran.output(), "a\n1\nb\n2\nc\n3\n");
}

#[test]
fn address_client_and_custom_fields_from_one_command() {
    let agent = "Mozilla/5.0 (Linux; Android 9; JAT-AL00 Build/HUAWEIJAT-AL00; wv) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Version/4.0 Chrome/79.0.3945.116 Mobile Safari/537.36";
    let query = format!(
        "select ip_udf('1.0.1.1') as i, ua_all('{agent}') as u, extract_xy_no_lag_lat('{{\"XY_lat\":1,\"XY_cs_type\":\"2\"}}') as x"
    );
    assert_eq!(
        rows("tsv", &query),
        "i\tu\tx\n1.0.1.1|中国|福建省|福州市|电信\t\
         Android|Android 9|Huawei|JAT-AL00|Chrome Mobile WebView|Chrome Mobile WebView 79\t{\"XY_cs_type\":\"2\"}\n"
    );
}

#[test]
fn statements_come_from_standard_input_and_files() {
    let folder = Folder::new();
    folder.write("a.sql", "\u{feff}select 1 as a; -- done\r\n");
    assert_eq!(
        folder
            .run(&["sql", "--format", "csv", "-f", "a.sql"])
            .output(),
        "a\n1\n"
    );
    let mut command = folder.command(&["sql", "--format", "csv"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"select 2 as b").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "b\n2\n");
}

#[test]
fn times_are_in_the_zone_that_is_asked_for() {
    let query = [
        "sql",
        "--format",
        "csv",
        "-e",
        "select stm_udf(1732524938982) as t",
    ];
    let folder = Folder::new();
    assert_eq!(folder.run(&query).output(), "t\n2024-11-25 16:55:38\n");
    let utc = Folder::new().with("MAIDIAN_TIME_ZONE", "UTC");
    assert_eq!(utc.run(&query).output(), "t\n2024-11-25 08:55:38\n");
    let option = [query.as_slice(), &["--time-zone", "America/New_York"]].concat();
    assert_eq!(utc.run(&option).output(), "t\n2024-11-25 03:55:38\n");
}

/// As `| head -1` does it.
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    let digits =
        "(select 1 union all select 2 union all select 3 union all select 4 union all select 5)";
    let joins: Vec<String> = (0..9).map(|number| format!("{digits} t{number}")).collect();
    let query = format!(
        "select 'a row of some length' as x from {}",
        joins.join(" cross join ")
    );
    let mut command = folder.command(&["sql", "--format", "csv", "-e", &query]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert_eq!(first, "x\n");
    let status = child.wait().unwrap();
    let mut messages = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut messages)
        .unwrap();
    assert_eq!((status.code(), messages.as_str()), (Some(0), ""));
}
