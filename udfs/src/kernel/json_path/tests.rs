//! Against Hive 2.3.10 (`testdata/hive/get_json_object.jsonl`), against `serde_json`, and what neither shows.

#![expect(clippy::indexing_slicing, reason = "a failed test panics")]

use std::borrow::Cow;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::JsonPath;
use crate::kernel::golden::check;

fn find<'t>(document: &'t str, path: &str) -> Option<Cow<'t, str>> {
    JsonPath::new(path)?.find(document)
}

#[test]
fn equals_hive() {
    check(
        include_str!("../../../testdata/hive/get_json_object.jsonl"),
        130,
        |arguments| Some(json!(find(&arguments[0], &arguments[1]))),
    );
}

#[test]
fn strings_without_escapes_numbers_and_words_are_borrowed() {
    for (document, value) in [
        (r#"{"a":"中文"}"#, "中文"),
        (r#"{"a":-12}"#, "-12"),
        (r#"{"a":1.5}"#, "1.5"),
        (r#"{"a":true}"#, "true"),
    ] {
        assert!(
            matches!(find(document, "$.a"), Some(Cow::Borrowed(found)) if found == value),
            "{document}"
        );
    }
}

#[test]
fn the_whole_document_must_be_json_up_to_its_end() {
    for damaged in [
        r#"{"a":1,"b":}"#,
        r#"{"a":1,"b":[1,]}"#,
        r#"{"a":1 "b":2}"#,
        r#"{"a":1,"b":"x}"#,
        r#"{"a":1,"b":tru}"#,
        r#"{"a":1,"b":1.}"#,
        r#"{"a":1,"b":-}"#,
        r#"{"a":1,"b":1e}"#,
        r#"{"a":1,b:2}"#,
        r#"{"a":1,"b":"\u00g0"}"#,
        "{\"a\":1,\u{b}\"b\":2}",
        r#"{"a":1,"b":"\"#,
    ] {
        assert_eq!(find(damaged, "$.a"), None, "{damaged}");
    }
    assert_eq!(find(r#"{"a":1}, and more"#, "$.a").as_deref(), Some("1"));
}

#[test]
fn keys_are_compared_after_their_escapes() {
    assert_eq!(find(r#"{"\u0061":1}"#, "$.a").as_deref(), Some("1"));
    assert_eq!(find(r#"{"a\"":1}"#, "$.a"), None);
}

#[test]
fn any_character_can_be_escaped_and_half_a_pair_is_a_question_mark() {
    assert_eq!(
        find(r#"{"a":"\q\'\中\ud83d\ude42\ud83dx\ude42\ud83d\n"}"#, "$.a").as_deref(),
        Some("q'中🙂?x??\n")
    );
}

#[test]
fn nested_values_come_out_as_jackson_writes_them() {
    assert_eq!(
        find(
            "{\"a\": { \"k\":\"\u{1}\\/\\\"\\u4e2d\n\", \"n\":[1.0,1e400,-0, 1E2] , \"k\":2 }}",
            "$.a"
        )
        .as_deref(),
        Some(r#"{"k":2,"n":[1.0,"Infinity",0,100.0]}"#)
    );
    assert_eq!(
        find("{\"a\":[\"\u{1f}\\/\\\"\\u4e2d\n\"]}", "$.a").as_deref(),
        Some(r#"["\u001F/\"中\n"]"#)
    );
}

#[test]
fn an_array_of_one_element_is_that_element_after_an_index_only() {
    let document = r#"{"a":[{"b":"x"}],"c":[]}"#;
    assert_eq!(find(document, "$.a.b").as_deref(), Some(r#"["x"]"#));
    assert_eq!(find(document, "$.a[*]").as_deref(), Some(r#"{"b":"x"}"#));
    assert_eq!(find(document, "$.a[*].b").as_deref(), Some("x"));
    assert_eq!(find(document, "$.c[*]"), None);
    assert_eq!(find(document, "$.a[99999999999999999999]"), None);
}

#[test]
fn the_root_must_be_what_the_path_wants() {
    assert_eq!(find("[1]", "$.a"), None);
    assert_eq!(find(r#"{"a":1}"#, "$[0]"), None);
    assert_eq!(find(" [1 , 2] x", "$").as_deref(), Some("[1,2]"));
    assert_eq!(find("\"x\"", "$"), None);
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    let deep = |depth: usize| format!("{{\"a\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(find(&deep(900), "$.a").map(|found| found.len()), Some(1801));
    assert_eq!(find(&deep(100_000), "$.a"), None);
    assert_eq!(find(&"{\"a\":".repeat(100_000), "$.a.a"), None);
}

/// JSON of strings, whole numbers and containers.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a\"\\\\\n中🙂/]{0,4}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[ab\"中]{0,2}", inner, 0..4)
                .prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn a_key_of_an_object_is_what_serde_json_finds(inner in value()) {
        let expected = match &inner {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        let document = serde_json::to_string_pretty(&json!({"x": [inner.clone()], "a": {"b": inner}})).unwrap_or_default();
        prop_assert_eq!(find(&document, "$.a.b").map(Cow::into_owned), expected);
    }

    #[test]
    fn no_document_panics(document in r#"[{}\[\]",:ab\\0-2.eu中 ]{0,24}"#, path in "[$]([.]a|[.]b|\\[0\\]|\\[[*]\\]){0,3}") {
        let _ = find(&document, &path);
        let _ = find(&format!("{{\"a\":{document}}}"), &path);
    }
}
