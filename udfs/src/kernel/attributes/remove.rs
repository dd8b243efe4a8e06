//! An object without some of its pairs.

use std::borrow::Cow;

use super::keys::KeyIndex;
use super::scan::Pair;
use super::walk::{Visitor, walk};

/// The names that the ODS step lifts into columns, which `attr_remove` drops where no name is
/// given.
pub const ODS_KEYS: [&str; 12] = [
    "$platform",
    "$referrer_domain",
    "$client_version",
    "$channel",
    "$device_type",
    "$device_orientation",
    "$language",
    "$domain",
    "$ip",
    "$user_agent",
    "$sdk_version",
    "$data_source_id",
];

/// Names to remove, compiled once a batch.
#[derive(Debug, Clone)]
pub struct KeySet(KeyIndex);

impl KeySet {
    /// Compiles `keys`; none removes nothing. For the default of `attr_remove` give [`ODS_KEYS`].
    pub fn new(keys: &[&str]) -> Self {
        Self(KeyIndex::new(keys))
    }
}

/// The object `attributes` without the pairs under `keys`, every one where a name comes several
/// times.
///
/// The rest stays byte for byte, in its order. With a pair go the comma and the white space up to
/// the next pair; with the last pairs of an object, what stands between them and the pair they
/// follow; with all pairs, everything between the braces. Borrowed where nothing is removed.
///
/// From broken objects go the pairs of the recovery; pieces that are no pairs stay. Read again, the
/// rest gives the other pairs as before, with one exception: where text follows the object, a value
/// with unescaped quotes is not known to be complete once it comes last. Text that is no object
/// comes back as it is. Never fails.
///
/// Source: `attr_remove` of the function specification.
///
/// ```
/// use maidian_udfs::kernel::attributes::{KeySet, ODS_KEYS, remove};
///
/// let ods = KeySet::new(&ODS_KEYS);
/// let attributes = r#"{"$ip":"1.0.1.1", "WT_et":"imp","$channel":1}"#;
/// assert_eq!(remove(attributes, &ods), r#"{"WT_et":"imp"}"#);
/// assert_eq!(remove("abc", &ods), "abc");
/// ```
pub fn remove<'a>(attributes: &'a str, keys: &KeySet) -> Cow<'a, str> {
    let mut without = Without {
        keys: &keys.0,
        rest: Rest::new(attributes),
    };
    walk(attributes, &mut without);
    without.rest.finish()
}

/// Decides by a set of names which pairs go.
struct Without<'a, 'k> {
    keys: &'k KeyIndex,
    rest: Rest<'a>,
}

impl<'a> Visitor<'a> for Without<'a, '_> {
    fn pair(&mut self, pair: Pair<'a>) {
        let is_unwanted = self.keys.find_written(pair.key).is_some();
        self.rest.pair(&pair, is_unwanted);
    }

    fn fragment(&mut self, start: usize, end: usize) {
        self.rest.keep(start, end);
    }

    fn restart(&mut self) {
        self.rest.restart();
    }
}

/// What is left of a text, copied once the first pair has gone.
pub(super) struct Rest<'a> {
    text: &'a str,
    copy: String,
    /// Where the part of the text that has to be copied yet begins.
    uncopied: usize,
    /// The end of the last piece that stays.
    kept: Option<usize>,
    /// The run of pairs to remove that ends with the last piece.
    run: Option<(usize, usize)>,
}

impl<'a> Rest<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            copy: String::new(),
            uncopied: 0,
            kept: None,
            run: None,
        }
    }

    /// A pair stays or goes.
    pub(super) fn pair(&mut self, pair: &Pair<'a>, is_unwanted: bool) {
        if is_unwanted {
            let start = self.run.map_or(pair.start, |(start, _)| start);
            self.run = Some((start, pair.end));
        } else {
            self.keep(pair.start, pair.end);
        }
    }

    /// Everything begins anew.
    pub(super) fn restart(&mut self) {
        *self = Self::new(self.text);
    }

    /// A piece stays.
    pub(super) fn keep(&mut self, start: usize, end: usize) {
        if let Some((run, _)) = self.run.take() {
            self.copy_to(run, start);
        }
        self.kept = Some(end);
    }

    /// Copies up to `end` and leaves out what is between it and `next`.
    fn copy_to(&mut self, end: usize, next: usize) {
        if self.uncopied == 0 {
            self.copy.reserve(self.text.len());
        }
        self.copy
            .push_str(self.text.get(self.uncopied..end).unwrap_or_default());
        self.uncopied = next;
    }

    pub(super) fn finish(mut self) -> Cow<'a, str> {
        if let Some((start, end)) = self.run {
            if let Some(kept) = self.kept {
                self.copy_to(kept, end);
            } else {
                let before = self.text.get(..start).unwrap_or_default().trim_ascii_end();
                let behind = self.text.get(end..).unwrap_or_default().trim_ascii_start();
                self.copy_to(before.len(), self.text.len() - behind.len());
            }
        }
        if self.uncopied == 0 {
            return Cow::Borrowed(self.text);
        }
        self.copy_to(self.text.len(), self.text.len());
        Cow::Owned(self.copy)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{get, pairs};
    use super::*;
    use proptest::prelude::*;

    fn without<'a>(text: &'a str, keys: &[&str]) -> Cow<'a, str> {
        remove(text, &KeySet::new(keys))
    }

    #[test]
    fn separators_go_with_their_pairs() {
        let two = r#"{"a":1, "b":2}"#;
        assert_eq!(without(two, &["a"]), r#"{"b":2}"#);
        assert_eq!(without(two, &["b"]), r#"{"a":1}"#);
        assert_eq!(without(two, &["a", "b"]), "{}");
        let four = " { \"a\" : 1 , \"b\":2,\"c\":3 ,\n\"d\":4 } ";
        assert_eq!(without(four, &["a"]), " { \"b\":2,\"c\":3 ,\n\"d\":4 } ");
        assert_eq!(without(four, &["b", "c"]), " { \"a\" : 1 , \"d\":4 } ");
        assert_eq!(without(four, &["a", "c"]), " { \"b\":2,\"d\":4 } ");
        assert_eq!(without(four, &["b", "d"]), " { \"a\" : 1 , \"c\":3 } ");
        assert_eq!(without(four, &["c", "d"]), " { \"a\" : 1 , \"b\":2 } ");
        assert_eq!(without(four, &["a", "b", "c", "d"]), " {} ");
    }

    #[test]
    fn the_rest_stays_byte_for_byte() {
        let text = r#"{"$ip":"1","x":"\u9996\/ 首页","n":1.0E2,"x":{ "$ip" : "2" }}"#;
        assert_eq!(
            without(text, &ODS_KEYS),
            r#"{"x":"\u9996\/ 首页","n":1.0E2,"x":{ "$ip" : "2" }}"#
        );
    }

    #[test]
    fn every_pair_of_a_repeated_name_goes() {
        assert_eq!(
            without(r#"{"a":1,"b":2,"\u0061":3,"a":null}"#, &["a"]),
            r#"{"b":2}"#
        );
    }

    #[test]
    fn a_text_that_loses_nothing_is_borrowed() {
        for text in [
            "{}",
            r#"{"b":1}"#,
            r#"{"b":"x"y"}"#,
            "",
            "abc",
            "[1]",
            "\"a\"",
            "{",
            "{\"a\":\"1",
        ] {
            assert!(
                matches!(without(text, &["a"]), Cow::Borrowed(rest) if rest == text),
                "{text}"
            );
        }
        assert!(matches!(without(r#"{"a":1}"#, &[]), Cow::Borrowed(_)));
    }

    #[test]
    fn broken_objects_lose_recovered_pairs() {
        let broken = r#"{"a":"x"y","b":"2","c":"3"}"#;
        assert_eq!(without(broken, &["a"]), r#"{"b":"2","c":"3"}"#);
        assert_eq!(without(broken, &["b"]), r#"{"a":"x"y","c":"3"}"#);
        assert_eq!(without(broken, &["c"]), r#"{"a":"x"y","b":"2"}"#);
        assert_eq!(without(broken, &["a", "b", "c"]), "{}");
    }

    #[test]
    fn pieces_that_are_no_pairs_stay() {
        let cut = r#"{"a":"1","b":"2","c":"3"#;
        assert_eq!(without(cut, &["a"]), r#"{"b":"2","c":"3"#);
        assert_eq!(without(cut, &["b"]), r#"{"a":"1","c":"3"#);
        assert_eq!(without(cut, &["a", "b", "c"]), r#"{"c":"3"#);
        assert_eq!(without(r#"{"x","a":"1"}"#, &["a"]), r#"{"x"}"#);
        assert_eq!(
            without(r#"{"x","a":"1","y","b":"2"} z"#, &["a", "b"]),
            r#"{"x","y"} z"#
        );
        assert_eq!(without(r#"{"a":"1","b":"2""#, &["b"]), r#"{"a":"1""#);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn other_names_keep_their_values(
            values in prop::collection::vec(("[abcd]", "[a-c\"{ ,:]{0,6}"), 0..6),
            cut in 0..40usize,
            unwanted in "[abcd]{1,2}",
        ) {
            let pairs_of = values.iter().map(|(key, value)| format!("\"{key}\":\"{value}\""));
            let body: Vec<String> = pairs_of.collect();
            let whole = format!("{{{}}}", body.join(","));
            let text = &whole[..whole.len().min(cut)];
            let keys: Vec<String> = unwanted.chars().map(String::from).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let rest = without(text, &keys);
            if let Some(all) = pairs(text) {
                for (key, value) in all {
                    let expected = if keys.contains(&&*key) { None } else { value };
                    prop_assert_eq!(get(&rest, &key), expected, "{} in {} of {}", key, rest, text);
                }
            }
        }
    }
}
