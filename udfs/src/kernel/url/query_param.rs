//! The value of one parameter of a link of any of the shapes that the SDKs send.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::decode::decode;

/// The decoded value of the first `key=` in the query of a link.
///
/// **Input**: `text` is a full URL, a mini-program path (`pages/a/b?x=1`), a bare query string (`a=1&b=2`) or
/// a link with a fragment route (`https://h.example.cn/#/r?x=1`); `key` is the decoded name.
/// **Output**: the value, decoded as by [`decode`]; `''` where the key is present but empty.
/// **None**: no such key.
///
/// - Names are compared decoded, exactly and with case: `a%2Eb=1` is found under `a.b`.
/// - A name without `=` is no `key=`, so `a&b=1` has no `a`.
/// - Only `&` separates; `;` is part of a value.
/// - The query ends at `#`. Where it lacks the key, the query of the fragment route is searched
///   (`?a=1#/r?b=2` has both); that one ends at a further `#`.
/// - Without a `?`, and also where a `?` comes only in a value (`next=/p?x=1&b=2`), text is a bare query string
///   if its first name holds no `/`. So `pages/a/b` and `https://h.example.cn/p;v=1` have no query.
///
/// ```
/// use maidian_udfs::kernel::url::query_param;
///
/// assert_eq!(query_param("pages/a/b?x=1&y=%E4%B8%AD", "y").as_deref(), Some("中"));
/// assert_eq!(query_param("https://h.example.cn/#/r?x=1", "x").as_deref(), Some("1"));
/// assert_eq!(query_param("a=1&b=", "b").as_deref(), Some(""));
/// assert_eq!(query_param("a=1&b=", "c"), None);
/// ```
pub fn query_param<'a>(text: &'a str, key: &str) -> Option<Cow<'a, str>> {
    let (main, fragment) = match cut(text, b'#') {
        Some((main, fragment)) => (main, Some(fragment)),
        None => (text, None),
    };
    let value = main_query(main)
        .and_then(|query| first_value(query, key))
        .or_else(|| {
            let (_, query) = cut(fragment?, b'?')?;
            first_value(cut(query, b'#').map_or(query, |(query, _)| query), key)
        })?;
    Some(decode(value))
}

/// The query of a link without its fragment.
fn main_query(main: &str) -> Option<&str> {
    let first_name = cut(main, b'=').map_or(main, |(name, _)| name);
    if first_name.len() < main.len() && memchr2(b'?', b'/', first_name.as_bytes()).is_none() {
        return Some(main);
    }
    cut(main, b'?').map(|(_, query)| query)
}

/// The text before and after the first such byte, an ASCII one.
fn cut(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = memchr(byte, text.as_bytes())?;
    text.get(..at).zip(text.get(at + 1..))
}

/// The raw value of the first pair whose decoded name is `key`.
fn first_value<'a>(query: &'a str, key: &str) -> Option<&'a str> {
    super::query_key::pairs(query).find_map(|(name, value)| is_name(name, key).then_some(value))
}

/// Whether a raw name of a query stands for `key`.
fn is_name(raw: &str, key: &str) -> bool {
    // Nothing gets longer when it is decoded.
    if raw.len() < key.len() {
        return false;
    }
    let bytes = raw.as_bytes();
    if memchr2(b'%', b'+', bytes).is_none() {
        raw == key
    } else {
        decode(raw) == key
    }
}

#[cfg(test)]
mod tests {
    use super::query_param;
    use crate::kernel::url::encode;
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn param(text: &str, key: &str) -> Option<String> {
        query_param(text, key).map(Cow::into_owned)
    }

    #[track_caller]
    fn check(text: &str, key: &str, expected: Option<&str>) {
        assert_eq!(param(text, key).as_deref(), expected, "{key} in {text}");
    }

    #[test]
    fn every_shape_of_link_is_searched() {
        check("https://h.example.cn/p?x=1&y=2", "y", Some("2"));
        check("https://h.example.cn?x=1", "x", Some("1"));
        check("pages/a/b?x=1", "x", Some("1"));
        check("a=1&b=2", "b", Some("2"));
        check("?a=1&b=2", "a", Some("1"));
        check("#/r?x=1", "x", Some("1"));
        check("https://h.example.cn/#/r?x=1&y=2", "y", Some("2"));
        check("wx://pages/a?b=1", "b", Some("1"));
    }

    #[test]
    fn value_is_decoded() {
        check("?a=%E4%B8%AD+x%2By", "a", Some("中 x+y"));
        check(
            "?u=https%3A%2F%2Fh.example.cn%2F%3Fu%3D1",
            "u",
            Some("https://h.example.cn/?u=1"),
        );
        check("?a=%zz", "a", Some("%zz"));
    }

    #[test]
    fn first_of_equal_keys_wins() {
        check("?a=1&a=2", "a", Some("1"));
        check("?a&a=2", "a", Some("2"));
    }

    #[test]
    fn present_but_empty_is_empty() {
        check("?a=&b=1", "a", Some(""));
        check("a=", "a", Some(""));
    }

    #[test]
    fn missing_key_is_none() {
        for text in [
            "",
            "a",
            "pages/a/b",
            "https://h.example.cn/p",
            "?",
            "#",
            "?b=1",
            "?ba=1",
            "?A=1",
        ] {
            check(text, "a", None);
        }
    }

    #[test]
    fn key_without_equals_sign_is_none() {
        check("?a&b=1", "a", None);
        check("a&b=1", "a", None);
        check("a&b=1", "b", Some("1"));
    }

    #[test]
    fn names_are_compared_decoded() {
        check("?WT%2Ees=1", "WT.es", Some("1"));
        check("?a+b=1", "a b", Some("1"));
        check("?a+b=1", "a+b", None);
        check("?%E4%B8%AD=1", "中", Some("1"));
        check("?axb=1", "a.b", None);
    }

    #[test]
    fn semicolon_and_second_question_mark_are_part_of_the_value() {
        check("?a=1;b=2", "a", Some("1;b=2"));
        check("?a=1;b=2", "b", None);
        check("https://h.example.cn/p?a=1?b=2", "a", Some("1?b=2"));
        check("https://h.example.cn/p?a=1=2", "a", Some("1=2"));
    }

    #[test]
    fn fragment_ends_the_query() {
        check("https://h.example.cn/p?a=1#x", "a", Some("1"));
        check("https://h.example.cn/p?a=1#b=2", "b", None);
        check("a=1#b=2", "a", Some("1"));
        check("#/r?x=1#y=2", "x", Some("1"));
    }

    #[test]
    fn fragment_route_is_searched_after_the_query() {
        let both = "https://h.example.cn/p?a=1&c=q#/r?b=2&c=f";
        check(both, "a", Some("1"));
        check(both, "b", Some("2"));
        check(both, "c", Some("q"));
        check("https://h.example.cn/p#/r?b=2", "b", Some("2"));
        check("#/r?", "b", None);
    }

    #[test]
    fn bare_query_may_hold_a_link_in_a_value() {
        check("next=/p?x=1&b=2", "b", Some("2"));
        check("next=/p?x=1&b=2", "next", Some("/p?x=1"));
        check("u=https://h.example.cn/p?x=1&b=2", "x", None);
    }

    #[test]
    fn path_parameter_is_no_query() {
        check("https://h.example.cn/p;v=1", "v", None);
        check("/p;v=1?x=2", "x", Some("2"));
    }

    #[test]
    fn empty_key_is_a_key() {
        check("?=v", "", Some("v"));
        check("?a=v", "", None);
        check("?&a=v", "", None);
    }

    proptest! {
        #[test]
        fn finds_what_was_encoded(key in any::<String>(), value in any::<String>()) {
            let query = format!("{}={}", encode(&key), encode(&value));
            for text in [
                query.clone(),
                format!("https://h.example.cn/p?{query}"),
                format!("pages/a/b?{query}&z=1"),
                format!("https://h.example.cn/#/r?{query}"),
            ] {
                prop_assert_eq!(param(&text, &key), Some(value.clone()));
            }
        }

        #[test]
        fn never_panics(text in "[a-c/:?#&=%+;中]{0,30}", key in "[a-c%+中]{0,3}") {
            param(&text, &key);
        }
    }
}
