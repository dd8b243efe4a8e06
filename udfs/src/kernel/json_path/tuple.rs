//! `json_tuple`: the values of several keys, from one walk over the text.

use std::borrow::Cow;

use super::evaluate::Found;
use super::scan::Scanner;
use super::write;

/// Gives what a JSON object has under each key, in the order of the keys.
///
/// **Output**: as `get_json_object` shows values: strings without quotes, objects and arrays without blanks. Of a key that comes
/// twice the last counts. Keys are names, dots and all.
/// **NULLs**: `None` for a key that is not there or `null`; for all keys where the text is no JSON object.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDTFJSONTuple`.
///
/// ```
/// use maidian_udfs::kernel::json_path::json_tuple;
///
/// let found = json_tuple(r#"{"a":1.50,"b.c":"x"}"#, &[Some("b.c"), Some("a"), None]);
/// assert_eq!(found, [Some("x".into()), Some("1.5".into()), None]);
/// ```
pub fn json_tuple<'t>(text: &'t str, keys: &[Option<&str>]) -> Vec<Option<Cow<'t, str>>> {
    let mut found: Vec<Option<&'t str>> = vec![None; keys.len()];
    let walked = Scanner::new(text).object(|key, value| {
        let key = key.text();
        for (wanted, found) in keys.iter().zip(&mut found) {
            if *wanted == Some(&*key) {
                *found = Some(value);
            }
        }
    });
    found
        .into_iter()
        .map(|value| walked.and(write::text(Found::Json(value?))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::json_tuple;

    fn value(text: &str, key: &str) -> Option<String> {
        let mut found = json_tuple(text, &[Some(key)]);
        found.pop().flatten().map(std::borrow::Cow::into_owned)
    }

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        for (text, key, expected) in [
            (r#"{"a.b":"dot"}"#, "a.b", Some("dot")),
            (r#"{"a":{"b":"c"}}"#, "a.b", None),
            (r#"{"a":1,"a":2}"#, "a", Some("2")),
            (r#"{"a":"{\"b\":1}"}"#, "a", Some(r#"{"b":1}"#)),
            (r#"{"A":1}"#, "a", None),
            (r#"{"a":1e5}"#, "a", Some("100000.0")),
            (r#"{"a":"null"}"#, "a", Some("null")),
            (r#"{"a":null}"#, "a", None),
        ] {
            assert_eq!(value(text, key).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn objects_and_arrays_lose_their_blanks() {
        assert_eq!(
            value(r#"{"a": [1, {"b": 2}]}"#, "a").as_deref(),
            Some(r#"[1,{"b":2}]"#)
        );
    }

    #[test]
    fn what_is_no_object_has_nothing() {
        for text in ["", "abc", "[1]", r#"{"a":1"#, r#"{"a":1,}"#, "null"] {
            assert_eq!(value(text, "a"), None, "{text}");
        }
    }
}
