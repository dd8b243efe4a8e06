#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;

fn texts(script: &str) -> Vec<String> {
    let source = Source::new("a.sql", script);
    split(&source)
        .unwrap()
        .iter()
        .map(|statement| statement.text().to_owned())
        .collect()
}

fn fails_at(script: &str) -> (String, Diagnostic) {
    let error = split(&Source::new("a.sql", script)).unwrap_err();
    (error.place().unwrap().to_string(), error)
}

#[test]
fn semicolons_separate() {
    assert_eq!(
        texts("select 1; select 2 ;\n\nselect 3;"),
        ["select 1", "select 2", "select 3"]
    );
}

#[test]
fn last_statement_needs_no_semicolon() {
    assert_eq!(texts("select 1;select 2"), ["select 1", "select 2"]);
    assert_eq!(texts("select 2 -- done"), ["select 2"]);
}

#[test]
fn nothing_but_blanks_and_comments_is_no_statement() {
    for script in [
        "",
        "  \r\n\t",
        ";;;",
        "-- a",
        "/* a; */ ; -- b;\n",
        "\u{FEFF}",
        "\u{3000};\u{A0}",
    ] {
        assert!(texts(script).is_empty(), "{script:?}");
    }
}

#[test]
fn semicolons_in_quotes_do_not_separate() {
    for statement in [
        "select ';'",
        r#"select ";""#,
        "select `;`",
        r"select '\';'",
        r#"select "\";""#,
        "select 'a'';'",
    ] {
        assert_eq!(
            texts(&format!("{statement};select 2")),
            [statement, "select 2"]
        );
    }
}

#[test]
fn another_kind_of_quote_inside_quotes_is_text() {
    let statement = r#"select 'a"', "b'`", `c'"`"#;
    assert_eq!(texts(&format!("{statement};x")), [statement, "x"]);
}

#[test]
fn backslash_before_a_closing_quote() {
    assert_eq!(texts(r"select '\\';select 2"), [r"select '\\'", "select 2"]);
    assert_eq!(
        texts(r"select '\\\';';select 2"),
        [r"select '\\\';'", "select 2"]
    );
    // A backquoted name knows no escapes.
    assert_eq!(texts("select `a\\`;select 2"), ["select `a\\`", "select 2"]);
    assert_eq!(
        texts("select `a``;`;select 2"),
        ["select `a``;`", "select 2"]
    );
}

#[test]
fn comments_hold_anything() {
    assert_eq!(
        texts("select 1 -- don't; stop\n+ 1;x"),
        ["select 1 -- don't; stop\n+ 1", "x"]
    );
    assert_eq!(
        texts("select /* it's; \"fine` */ 1;x"),
        ["select /* it's; \"fine` */ 1", "x"]
    );
    assert_eq!(
        texts("select /*+ mapjoin(a) */ 1;x"),
        ["select /*+ mapjoin(a) */ 1", "x"]
    );
    assert_eq!(
        texts("select /* -- */ 1; x -- /*\n;y"),
        ["select /* -- */ 1", "x", "y"]
    );
}

#[test]
fn comment_marks_in_quotes_are_text() {
    assert_eq!(texts("select '--', \"/*\";x"), ["select '--', \"/*\"", "x"]);
}

#[test]
fn leading_and_trailing_comments_are_left_out() {
    assert_eq!(
        texts("-- a;\n/* b */ select 1 /* c */ ; -- d\nx"),
        ["select 1", "x"]
    );
}

#[test]
fn escaped_semicolon_does_not_separate() {
    assert_eq!(texts(r"!echo a\; b;x"), [r"!echo a\; b", "x"]);
    assert_eq!(texts(r"select 'a\;b';x"), [r"select 'a\;b'", "x"]);
}

#[test]
fn byte_order_mark_and_carriage_returns() {
    let script = "\u{FEFF}select 1;\r\nselect -- 一\r\n '省份';\r\n\u{FEFF}x";
    assert_eq!(texts(script), ["select 1", "select -- 一\r\n '省份'", "x"]);
}

#[test]
fn numbers_ranges_and_places() {
    let source = Source::new("a.sql", "-- 甲\n;select '省';\n  select 2\n");
    let statements = split(&source).unwrap();
    let numbers: Vec<_> = statements.iter().map(RawStatement::number).collect();
    assert_eq!(numbers, [1, 2]);
    // Line 1 has 6 bytes and its end; `select '省'` has 12.
    assert_eq!(statements[0].range(), 8..20);
    assert_eq!(statements[1].place().to_string(), "a.sql:3:3");
}

#[test]
fn unterminated_quote_is_marked_where_it_opens() {
    let (place, error) = fails_at("select 1;\nselect *\nfrom t where a = 'x;\nselect 3;");
    assert_eq!(place, "a.sql:3:18");
    assert_eq!(error.marked_text(), Some("'"));
    assert_eq!(error.statement_number(), Some(2));
    assert_eq!(error.statement_line(), Some("select * …"));
    assert!(error.hints()[0].contains(r"\'"), "{error:?}");
}

#[test]
fn unterminated_double_quote_backquote_and_comment() {
    assert_eq!(fails_at("x \"a\\\";").0, "a.sql:1:3");
    assert_eq!(fails_at("x `a';").0, "a.sql:1:3");
    let (place, error) = fails_at("x;\n 省 /* a;");
    assert_eq!(place, "a.sql:2:4");
    assert_eq!(
        (error.marked_text(), error.statement_number()),
        (Some("/*"), Some(2))
    );
    assert_eq!(fails_at("x;\n/* a;").1.statement_number(), None);
}

/// Fragments of a script and whether each is part of a statement, a separator, or neither.
const FRAGMENTS: [(&str, Option<bool>); 18] = [
    ("select", Some(true)),
    ("省份", Some(true)),
    ("';'", Some(true)),
    (r"'it\'s; -- no'", Some(true)),
    (r#"";\\""#, Some(true)),
    ("`;--`", Some(true)),
    (r"\;", Some(true)),
    ("${hivevar:a--b}", Some(true)),
    ("a-b/c*d", Some(true)),
    (";", Some(false)),
    (";", Some(false)),
    (" ", None),
    ("\r\n", None),
    ("\t", None),
    ("-- a; 'b\n", None),
    ("-- 注释\r\n", None),
    ("/* ; ' -- */", None),
    ("/*+ hint(a); */", None),
];

/// Joins pseudo-random fragments and knows by construction what the statements are.
#[test]
fn statements_lose_nothing_but_separators_and_comments() {
    let mut state = 2_024_u64;
    for _ in 0..5_000 {
        let (mut script, mut expected, mut open) = (String::new(), Vec::new(), None);
        for _ in 0..state % 25 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let (fragment, part) =
                FRAGMENTS[usize::try_from(state >> 33).unwrap() % FRAGMENTS.len()];
            let start = script.len();
            script += fragment;
            match part {
                Some(true) => {
                    let start = open.map_or(start, |(start, _)| start);
                    open = Some((start, script.len()));
                }
                Some(false) => expected.extend(open.take()),
                None => {}
            }
        }
        expected.extend(open);
        let found: Vec<_> = split(&Source::new("a", &script)).unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|s| (s.range().start, s.range().end))
            .collect();
        assert_eq!(found, expected, "{script:?}");
    }
}

macro_rules! warehouse {
    ($file:literal) => {
        include_str!(concat!("../../../../tests/sql/warehouse_shared/", $file))
    };
}

/// How many statements each script of the warehouse holds, and how the first begins and the last ends.
#[test]
fn warehouse_scripts_split() {
    for (script, count, begins, ends) in [
        (
            warehouse!("01_ods_seatunnel.sql"),
            1,
            "select accountId as project_id,",
            "from kafka_data",
        ),
        (
            warehouse!("02_dwd_wt_av_check.sql"),
            1,
            "select\nos,",
            "limit 10",
        ),
        (
            warehouse!("03_dwd_51007_fields.sql"),
            1,
            "select\nsubstr(",
            ") t",
        ),
        (
            warehouse!("04_ads_channel_counts.sql"),
            2,
            "select trmnl_style,",
            "group by trmnl_style",
        ),
        (
            warehouse!("05_ads_backfill_check.sql"),
            1,
            "select\n    dt,",
            "trmnl_style",
        ),
        (
            warehouse!("06_xy_lookup.sql"),
            2,
            "select attributes\n",
            "wt_event = 'P00000078657'",
        ),
        (
            warehouse!("07_domain_interface.sql"),
            3,
            "select count(1)\n",
            r"'^210315_QYCS_\\d+$'",
        ),
        (
            warehouse!("08_step_latency.sql"),
            1,
            "select round(",
            "on a.session_id=b.session_id",
        ),
        (
            warehouse!("09_clickhouse_mobile_check.sql"),
            1,
            "select wt_mobile,",
            "limit 10",
        ),
        (
            warehouse!("10_sdk_versions.sql"),
            2,
            "select sdk_version,",
            "group by   wt_ti",
        ),
    ] {
        let texts = texts(script);
        assert_eq!(texts.len(), count, "{begins}");
        assert!(texts[0].starts_with(begins), "{begins}");
        assert!(texts[count - 1].ends_with(ends), "{ends}");
    }
}
