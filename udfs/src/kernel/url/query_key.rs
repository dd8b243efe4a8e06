//! The three-argument form of Hive's `parse_url`: one key of the query.

use std::iter;

use memchr::memchr2_iter;
use regex::Regex;
use thiserror::Error;

use super::parse::{UrlPart, UrlParts};

/// Characters that mean something in a regular expression, and those that structure a query.
const NOT_LITERAL: &[char] = &[
    '\\', '^', '$', '.', '|', '?', '*', '+', '(', ')', '[', ']', '{', '}', '&', '=',
];

/// A key of [`parse_query`], compiled once for many links.
///
/// Hive pastes the key unescaped into the pattern `(&|^)KEY=([^&]*)` and gives the second group of the first match,
/// so the key `a.b` also finds `axb=1`. A key without special characters is searched for without a pattern.
#[derive(Debug, Clone)]
pub struct QueryKey(Search);

#[derive(Debug, Clone)]
enum Search {
    Literal(Box<str>),
    Pattern(Regex),
}

/// A key of `parse_url` that does not form a regular expression.
#[derive(Debug, Error)]
#[error("parse_url: key {key:?} is not a regular expression: {source}")]
pub struct QueryKeyError {
    key: String,
    source: regex::Error,
}

impl QueryKey {
    /// Compiles a key.
    ///
    /// **Errors**: the key does not form a regular expression, for example `(k`; Hive fails the query as well.
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFParseUrl`. The pattern is in the syntax of the crate
    /// `regex`, which has no look-around or back-references and whose `\d`, `\w` and `\s` know all of Unicode.
    pub fn new(key: &str) -> Result<Self, QueryKeyError> {
        if !key.contains(NOT_LITERAL) {
            return Ok(Self(Search::Literal(key.into())));
        }
        match Regex::new(&format!("(&|^){key}=([^&]*)")) {
            Ok(pattern) => Ok(Self(Search::Pattern(pattern))),
            Err(source) => Err(QueryKeyError {
                key: key.to_owned(),
                source,
            }),
        }
    }

    /// The raw value of this key in a raw query, not decoded; `None` where there is none.
    pub fn find<'a>(&self, query: &'a str) -> Option<&'a str> {
        match &self.0 {
            Search::Literal(key) => {
                pairs(query).find_map(|(name, value)| (name == &**key).then_some(value))
            }
            // Group 2 even where the key brings groups of its own: so does Hive.
            Search::Pattern(pattern) => Some(pattern.captures(query)?.get(2)?.as_str()),
        }
    }
}

/// The raw value of one key in the query of a URL, as `parse_url(text, 'QUERY', key)` of Hive.
///
/// **Input**: an absolute URL; see [`parse_url`](super::parse_url).
/// **Output**: the value as it is written, not decoded; `''` where the key is present but empty.
/// **None**: not a URL, no query, no such key, or the key stands without `=`.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFParseUrl`. With another part than `QUERY` Hive's
/// three-argument form is NULL.
///
/// ```
/// use maidian_udfs::kernel::url::{QueryKey, parse_query};
///
/// let key = QueryKey::new("b")?;
/// assert_eq!(parse_query("https://h.example.cn/p?a=1&b=%20#x", &key), Some("%20"));
/// assert_eq!(parse_query("pages/a?b=1", &key), None);
/// # Ok::<(), maidian_udfs::kernel::url::QueryKeyError>(())
/// ```
pub fn parse_query<'a>(text: &'a str, key: &QueryKey) -> Option<&'a str> {
    key.find(UrlParts::parse(text)?.get(UrlPart::Query)?)
}

/// The raw pairs of a query; a piece without `=` is none.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    // One search for both marks: pieces are too short for one each.
    let mut marks = memchr2_iter(b'&', b'=', query.as_bytes());
    let mut next_piece = Some(0);
    iter::from_fn(move || {
        loop {
            let start = next_piece?;
            let mut equals = None;
            let end = loop {
                match marks.next() {
                    Some(at) if query.as_bytes().get(at) == Some(&b'=') => {
                        equals.get_or_insert(at);
                    }
                    mark => break mark,
                }
            };
            next_piece = end.map(|end| end + 1);
            if let Some(equals) = equals {
                let value = equals + 1..end.unwrap_or(query.len());
                return query.get(start..equals).zip(query.get(value));
            }
        }
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::{QueryKey, Search, pairs, parse_query};
    use proptest::prelude::*;
    use regex::Regex;

    fn find<'a>(query: &'a str, key: &str) -> Option<&'a str> {
        QueryKey::new(key).unwrap().find(query)
    }

    #[test]
    fn plain_key_needs_no_pattern() {
        for key in ["pageId", "a-b_c", "关键字", ""] {
            assert!(
                matches!(QueryKey::new(key).unwrap().0, Search::Literal(_)),
                "{key}"
            );
        }
        assert!(matches!(
            QueryKey::new("a.b").unwrap().0,
            Search::Pattern(_)
        ));
    }

    #[test]
    fn key_is_a_pattern() {
        assert_eq!(find("axb=2", "a.b"), Some("2"));
        assert_eq!(find("a[0]=1", "a[0]"), None);
        assert_eq!(find("x=1&utm_source=2", "utm_.*"), Some("2"));
    }

    #[test]
    fn group_in_the_key_shifts_the_value_as_in_hive() {
        assert_eq!(find("ab=1", "(a)(b)"), Some("a"));
        assert_eq!(find("b=1", "(?:(a)|b)"), None);
    }

    #[test]
    fn key_with_separators_is_found_as_by_the_pattern() {
        assert_eq!(find("a=b=c", "a=b"), Some("c"));
        assert_eq!(find("xa=&a=&a=", "a=&a"), Some(""));
    }

    #[test]
    fn unbalanced_key_is_an_error_that_names_it() {
        let message = QueryKey::new("(k").unwrap_err().to_string();
        assert!(
            message.starts_with("parse_url: key \"(k\" is not a regular expression"),
            "{message}"
        );
    }

    #[test]
    fn value_is_raw() {
        let key = QueryKey::new("a").unwrap();
        assert_eq!(
            parse_query("http://h.example.cn/?a=%E4+b&a=2", &key),
            Some("%E4+b")
        );
        assert_eq!(parse_query("http://h.example.cn/?a&b=1", &key), None);
        assert_eq!(parse_query("http://h.example.cn/?a=&b=1", &key), Some(""));
        assert_eq!(parse_query("http://h.example.cn/?b=1#a=1", &key), None);
    }

    proptest! {
        #[test]
        fn pairs_are_pieces_cut_at_the_first_equals_sign(query in "[ab&=中]{0,20}") {
            let expected: Vec<_> = query.split('&').filter_map(|piece| piece.split_once('=')).collect();
            prop_assert_eq!(pairs(&query).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn literal_search_equals_the_pattern(query in "[ab&=中]{0,20}", key in "[ab中_-]{0,3}") {
            let pattern = Regex::new(&format!("(&|^){key}=([^&]*)")).unwrap();
            let expected = pattern.captures(&query).map(|found| found.get(2).unwrap().as_str());
            prop_assert_eq!(find(&query, &key), expected);
        }
    }
}
