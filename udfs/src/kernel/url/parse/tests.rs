//! `parse_url` against Hive 2.3.10 (`testdata/parse_url.jsonl`) and `java.net.URL` of OpenJDK 17.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::{UrlPart, UrlParts, parse_url};
use crate::kernel::url::{QueryKey, parse_query};
use proptest::prelude::*;
use serde::Deserialize;

/// One case of the golden file: texts in, results out, in order.
#[derive(Deserialize)]
struct Golden {
    id: String,
    #[serde(rename = "in")]
    texts: Vec<Option<String>>,
    part: String,
    key: Option<String>,
    #[serde(default)]
    out: Vec<Option<String>>,
    #[serde(default)]
    error: bool,
}

/// What `parse_url(text, part[, key])` gives.
fn evaluate<'a>(text: &'a str, part: &str, key: Option<&QueryKey>) -> Option<&'a str> {
    match key {
        Some(key) => parse_query(text, key).filter(|_| part == "QUERY"),
        None => parse_url(text, part),
    }
}

#[test]
fn equals_hive_on_every_golden_row() {
    let mut rows = 0;
    for line in include_str!("../../../../testdata/parse_url.jsonl").lines() {
        let case: Golden = serde_json::from_str(line).unwrap();
        let key = case.key.as_deref().map(QueryKey::new).transpose();
        assert_eq!(key.is_err(), case.error, "{}", case.id);
        let Ok(key) = key else { continue };
        assert_eq!(case.texts.len(), case.out.len(), "{}", case.id);
        for (text, expected) in case.texts.iter().zip(&case.out) {
            let actual = text
                .as_deref()
                .and_then(|text| evaluate(text, &case.part, key.as_ref()));
            assert_eq!(actual, expected.as_deref(), "{}: {text:?}", case.id);
            rows += 1;
        }
    }
    assert!(rows > 200, "only {rows} rows");
}

/// Host, path, query, reference, authority and user info, as `java.net.URL` of OpenJDK 17 gives them.
type Expected = [Option<&'static str>; 6];

#[rustfmt::skip]
const JAVA: &[(&str, Expected)] = &[
    ("http:", [Some(""), Some(""), None, None, None, None]),
    ("http:?a=1", [Some(""), Some(""), Some("a=1"), None, None, None]),
    ("http:#x", [Some(""), Some(""), None, Some("x"), None, None]),
    ("http:a?b#c", [Some(""), Some("a"), Some("b"), Some("c"), None, None]),
    ("http:/", [Some(""), Some("/"), None, None, None, None]),
    ("http:///", [Some(""), Some("/"), None, None, Some(""), None]),
    ("http:////a/b", [Some(""), Some("////a/b"), None, None, None, None]),
    ("http://?", [Some(""), Some(""), Some(""), None, Some(""), None]),
    ("ftp:?#", [Some(""), Some(""), Some(""), Some(""), None, None]),
    ("http://h/p#a?b", [Some("h"), Some("/p"), None, Some("a?b"), Some("h"), None]),
    ("http://h:-1/", [Some("h"), Some("/"), None, None, Some("h:-1"), None]),
    ("http://h:+80/", [Some("h"), Some("/"), None, None, Some("h:+80"), None]),
    ("http://h:/", [Some("h"), Some("/"), None, None, Some("h:"), None]),
    ("http://:80/x", [Some(""), Some("/x"), None, None, Some(":80"), None]),
    ("http://@/x", [Some(""), Some("/x"), None, None, Some("@"), Some("")]),
    ("http://u\t@h/", [Some("h"), Some("/"), None, None, Some("u\t@h"), Some("u\t")]),
    ("http://u:p@/x", [Some(""), Some("/x"), None, None, Some("u:p@"), Some("u:p")]),
    ("http://u@[::1]:/p", [Some("[::1]"), Some("/p"), None, None, Some("u@[::1]:"), Some("u")]),
    ("http://[::1%25x]/a", [Some("[::1%25x]"), Some("/a"), None, None, Some("[::1%25x]"), None]),
    ("http://[::ffff:1.2.3.4]/", [Some("[::ffff:1.2.3.4]"), Some("/"), None, None, Some("[::ffff:1.2.3.4]"), None]),
    ("file:c:\\x", [Some(""), Some("c:\\x"), None, None, None, None]),
    ("URL:HTTP://h/", [Some("h"), Some("/"), None, None, Some("h"), None]),
    ("\u{1}http://h/\u{1}x\u{1}", [Some("h"), Some("/\u{1}x"), None, None, Some("h"), None]),
    ("mailto:a@b?x?y#r", [Some(""), Some("a@b?x"), Some("y"), None, None, None]),
    ("mailto:?x", [Some(""), Some(""), Some("x"), None, None, None]),
    ("mailto:\u{A0}", [Some(""), Some("\u{A0}"), None, None, None, None]),
    ("jar:file:/x.jar!/y?q#r ", [Some(""), Some("file:/x.jar!/y"), Some("q"), Some("r "), None, None]),
    ("jar:file:!/", [Some(""), Some("file:!/"), None, None, None, None]),
];

#[test]
fn cuts_as_java_does() {
    for (text, expected) in JAVA {
        let parts = UrlParts::parse(text).unwrap();
        let actual = [
            UrlPart::Host,
            UrlPart::Path,
            UrlPart::Query,
            UrlPart::Reference,
            UrlPart::Authority,
            UrlPart::UserInfo,
        ]
        .map(|part| parts.get(part));
        assert_eq!(&actual, expected, "{text}");
    }
}

#[test]
fn refuses_what_java_refuses() {
    for text in [
        "",
        ":",
        "//h/p",
        "#http://h/",
        "url:#http:x",
        "ur l:http://h",
        "http ://h",
        "gopher://h/x",
        "http://h:x/",
        "http://h:-2/",
        "http://h:2147483648/",
        "http://[::1]x/",
        "http://[::1/",
        "http://[:]/",
        "http://[::1%]/",
        "http://[1::2::3]/",
        "http://h\tx/",
        "http://h\u{7F}:80/",
        "mailto:",
        "mailto: ",
        "mailto:\u{2003}",
        "jar:file:/x",
        "jar:!/y",
        "jar:http://h:x/!/y",
        "jar:jar:file:/x!/y!/z",
        " jar:file:/x.jar!/y",
        "url:jar:file:/x!/y",
        "中文://h",
    ] {
        assert_eq!(UrlParts::parse(text), None, "{text}");
    }
}

#[test]
fn nested_jars_do_not_recurse() {
    let text = format!("{}x{}", "jar:url:".repeat(100_000), "!/".repeat(100_000));
    assert_eq!(UrlParts::parse(&text), None);
}

#[test]
fn part_names_are_upper_case() {
    for name in ["host", "Host", " HOST", "", "REFERENCE"] {
        assert_eq!(parse_url("http://h/p", name), None, "{name}");
    }
}

proptest! {
    #[test]
    fn parts_add_up_to_the_text(
        host in "[a-z.]{1,9}",
        path in "(/[a-z%中 ]{0,5}){0,3}",
        query in "[a-z=&?/]{0,9}",
        reference in "[a-z#?/]{0,9}",
    ) {
        let text = format!("https://{host}{path}?{query}#{reference}!");
        let parts = UrlParts::parse(&text).unwrap();
        prop_assert_eq!(parts.get(UrlPart::Host), Some(host.as_str()));
        prop_assert_eq!(parts.get(UrlPart::Path), Some(path.as_str()));
        prop_assert_eq!(parts.get(UrlPart::Query), Some(query.as_str()));
        let (file, reference) = (format!("{path}?{query}"), format!("{reference}!"));
        prop_assert_eq!(parts.get(UrlPart::File), Some(file.as_str()));
        prop_assert_eq!(parts.get(UrlPart::Reference), Some(reference.as_str()));
    }

    #[test]
    fn never_panics(text in "(http|jar|mailto|file|url|x)?[:/?#@!\\[\\]a-b0-9% 中]{0,30}") {
        UrlParts::parse(&text);
    }
}
