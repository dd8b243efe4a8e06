#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::super::{Namespace, Paint, Variables, split, substitute};
use super::*;

fn statements(script: &str, hivevar: &[(&str, &str)]) -> Vec<Statement> {
    let mut variables = Variables::default();
    for (name, value) in hivevar {
        variables.set(Namespace::HiveVar, name, *value).unwrap();
    }
    let raw = split(&Source::new("a.sql", script)).unwrap();
    raw.iter()
        .map(|raw| substitute(raw, &variables).unwrap())
        .collect()
}

fn last(script: &str, hivevar: &[(&str, &str)]) -> Statement {
    statements(script, hivevar).pop().unwrap()
}

/// The place in the script of `needle` in the text for the parser.
fn place_of(statement: &Statement, needle: &str) -> String {
    statement
        .place(statement.text().find(needle).unwrap())
        .to_string()
}

fn marked(statement: &Statement, line: u64, column: u64) -> Option<String> {
    let diagnostic = statement.mark_position(Diagnostic::error("x"), line, column);
    diagnostic.marked_text().map(str::to_owned)
}

#[test]
fn without_variables_the_mapping_is_the_identity() {
    let script = "-- 注释\r\nselect '省份',\r\n\t/* ; */ `列`\r\nfrom t;\n  select 2 -- end\n";
    for statement in statements(script, &[]) {
        let written = statement.raw().range();
        for start in 0..=statement.text().len() {
            assert_eq!(
                statement.source_range(start..start),
                written.start + start..written.start + start
            );
            for end in start..=statement.text().len() {
                let range = statement.source_range(start..end);
                assert_eq!(range, written.start + start..written.start + end);
            }
        }
    }
}

/// A statement with a reference that changes nothing behind it still maps the text around it to itself.
#[test]
fn text_round_a_value_maps_to_itself() {
    let script = "select 'é省'\n, ${x}, b\n, ${long}\n, c${empty}d\r\n, '省${x}'\nfrom t";
    let values = [
        ("x", "1"),
        ("long", "a very\nlong value\nover lines"),
        ("empty", ""),
    ];
    let statement = last(script, &values);
    for (at, c) in statement.text().char_indices() {
        let range = statement.source_range(at..at + c.len_utf8());
        let source = statement.raw().source().slice(range.clone());
        if source.starts_with("${") {
            assert!(["${x}", "${long}"].contains(&source), "{source}");
        } else {
            assert_eq!(source, c.to_string(), "{range:?}");
        }
    }
}

#[test]
fn longer_and_shorter_values_over_lines() {
    let script = "select 1;\nselect ${cols}, after\nfrom ${t} x\nwhere y = ${hivevar:dt} and z";
    let statement = last(
        script,
        &[
            ("cols", "a,\n  b,\n  c"),
            ("t", "a_rather_long_name"),
            ("dt", "1"),
        ],
    );
    assert_eq!(statement.text().lines().count(), 5);
    assert_eq!(place_of(&statement, "after"), "a.sql:2:17");
    assert_eq!(place_of(&statement, "  c"), "a.sql:2:8");
    assert_eq!(place_of(&statement, "x\n"), "a.sql:3:11");
    assert_eq!(place_of(&statement, "and z"), "a.sql:4:25");
    // Line 5 of the parser's text is line 4 of the script.
    assert_eq!(marked(&statement, 5, 13).as_deref(), Some("and"));
    assert_eq!(marked(&statement, 2, 3).as_deref(), Some("${cols}"));
    assert_eq!(marked(&statement, 4, 10).as_deref(), Some("${t}"));
}

#[test]
fn value_of_a_nested_name_maps_to_the_outermost_reference() {
    let statement = last(
        "select ${a${b}} + c",
        &[("b", "1"), ("a1", "${z}"), ("z", "end")],
    );
    assert_eq!(statement.text(), "select end + c");
    assert_eq!(marked(&statement, 1, 8).as_deref(), Some("${a${b}}"));
    assert_eq!(place_of(&statement, "+ c"), "a.sql:1:17");
}

#[test]
fn ranges_from_text_into_a_value() {
    let statement = last("select a${x}b", &[("x", "123")]);
    assert_eq!(statement.source_range(7..9), 7..12);
    assert_eq!(statement.source_range(9..12), 8..13);
    assert_eq!(statement.source_range(99..99), 13..13);
}

#[test]
fn offsets_of_lines_and_columns() {
    let statement = last("select '省份',\r\n  x\nfrom t", &[]);
    for (line, column, rest) in [
        (1, 1, "select"),
        (1, 9, "省份"),
        (1, 12, ",\r\n"),
        (2, 3, "x\n"),
        (2, 99, "\nfrom"),
        (3, 6, "t"),
        (3, 7, ""),
    ] {
        let offset = statement.offset(line, column).unwrap();
        assert!(
            statement.text()[offset..].starts_with(rest),
            "{line}:{column}"
        );
    }
    assert_eq!(statement.offset(0, 0), None);
    assert_eq!(statement.offset(4, 1), None);
    assert_eq!(statement.offset(u64::MAX, u64::MAX), None);
}

#[test]
fn marks_words_quoted_texts_and_signs() {
    let statement = last(r#"select 列名_1, 'it\'s', `a b` <= "x""#, &[]);
    assert_eq!(marked(&statement, 1, 8).as_deref(), Some("列名_1"));
    assert_eq!(marked(&statement, 1, 14).as_deref(), Some(r"'it\'s'"));
    assert_eq!(marked(&statement, 1, 23).as_deref(), Some("`a b`"));
    assert_eq!(marked(&statement, 1, 29).as_deref(), Some("<"));
    assert_eq!(marked(&statement, 1, 7).as_deref(), Some(""));
    assert_eq!(marked(&statement, 0, 0), None);
}

#[test]
fn spans_end_before_their_end() {
    let statement = last("\n select\n  ham.nope", &[]);
    let error = statement.mark_span(Diagnostic::error("x"), (2, 3), (2, 11));
    assert_eq!(error.marked_text(), Some("ham.nope"));
    assert_eq!(error.place().unwrap().to_string(), "a.sql:3:3");
    let point = statement.mark_span(Diagnostic::error("x"), (2, 3), (0, 0));
    assert_eq!(point.marked_text(), Some("ham"));
}

#[test]
fn unexpected_end_points_behind_the_last_character() {
    let statement = last("select 1 + -- more?\n;", &[]);
    let text = statement
        .mark_end(Diagnostic::error("x"))
        .render(Paint::Plain);
    let expected = "error: x\n --> a.sql:1:11\n  |\n1 | select 1 + -- more?\n  |           ^\n  \
                    = statement 1: select 1 +\n";
    assert_eq!(text, expected);
}

#[test]
fn no_place_from_the_parser_points_at_the_statement() {
    let error = last("select 1;\n select 2", &[]).mark_position(Diagnostic::error("x"), 0, 0);
    assert_eq!(error.place().unwrap().to_string(), "a.sql:2:2");
    assert_eq!(error.statement_number(), Some(2));
}

#[test]
fn first_line_is_cut() {
    let first = |script: &str| statements(script, &[])[0].raw().first_line();
    assert_eq!(first("select 1"), "select 1");
    assert_eq!(first("select\r\n1"), "select …");
    assert_eq!(first(&"省".repeat(80)), "省".repeat(80));
    assert_eq!(first(&"省".repeat(81)), "省".repeat(80) + "…");
}

#[test]
fn one_line_of_1300_characters_is_shown_round_the_mark() {
    let script = include_str!("../../../../tests/sql/warehouse_shared/01_ods_seatunnel.sql");
    let statement = last(script, &[]);
    let at = statement.text().find("attr_remove_udf").unwrap();
    let text = statement
        .mark(Diagnostic::error("x"), at..at + 15)
        .render(Paint::Plain);
    let column = at + 1;
    assert!(text.contains(&format!(" --> a.sql:2:{column}\n")), "{text}");
    let lines: Vec<_> = text.lines().collect();
    let (line, carets) = (lines[3], lines[4]);
    let caret = carets.find('^').unwrap();
    let under: String = line.chars().skip(caret).take(15).collect();
    assert_eq!(under, "attr_remove_udf");
    assert!(line.chars().count() < 110, "{line}");
}
