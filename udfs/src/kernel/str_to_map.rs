//! `str_to_map`: a text of pairs as a map.

use std::collections::HashMap;

use super::attributes::KeyIndex;
use super::java_regex::{JavaRegex, MatchError};

/// From this many keys on they are looked up by hash.
const MANY: usize = 64;

/// The pairs of a text, for many texts with the same delimiters.
///
/// **Source**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFStringToMap`.
#[derive(Debug, Default)]
pub struct Pairs<'t> {
    list: Vec<(&'t str, Option<&'t str>)>,
    /// Bits of the keys in the list: most keys are known to be new without a look at the others.
    seen: [u64; 4],
    /// Where the keys stand, once they are many.
    places: HashMap<&'t str, usize>,
}

impl<'t> Pairs<'t> {
    /// Reads a text: pairs end at `between_pairs`, keys at the first `behind_key` of their pair, both regular expressions of
    /// Java.
    ///
    /// Empty pairs at the end do not count, others have the key `''`. A pair without `behind_key` has no value. Of a key that
    /// comes twice the last value counts, at the place of the first.
    ///
    /// **Errors**: a search that took too many steps.
    ///
    /// ```
    /// use maidian_udfs::kernel::java_regex::JavaRegex;
    /// use maidian_udfs::kernel::str_to_map::Pairs;
    ///
    /// let (between_pairs, behind_key) = (JavaRegex::new(",")?, JavaRegex::new(":")?);
    /// let mut pairs = Pairs::default();
    /// pairs.read("a:1,b,a:2:3,,", &between_pairs, &behind_key)?;
    /// assert_eq!(pairs.as_slice(), [("a", Some("2:3")), ("b", None)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(
        &mut self,
        text: &'t str,
        between_pairs: &JavaRegex,
        behind_key: &JavaRegex,
    ) -> Result<(), MatchError> {
        self.clear();
        each_pair(text, between_pairs, behind_key, |key, value| {
            match self.known(key).and_then(|place| self.list.get_mut(place)) {
                Some(known) => known.1 = value,
                None => self.list.push((key, value)),
            }
        })
    }

    /// Forgets the pairs.
    pub fn clear(&mut self) {
        self.list.clear();
        self.seen = [0; 4];
        self.places.clear();
    }

    /// The pairs that were read.
    pub fn as_slice(&self) -> &[(&'t str, Option<&'t str>)] {
        &self.list
    }

    /// The place of a key in the list; a new one is noted for the end.
    fn known(&mut self, key: &'t str) -> Option<usize> {
        if self.list.len() >= MANY {
            if self.places.is_empty() {
                self.places.extend(
                    self.list
                        .iter()
                        .enumerate()
                        .map(|(place, (key, _))| (*key, place)),
                );
            }
            let end = self.list.len();
            let place = *self.places.entry(key).or_insert(end);
            return (place < end).then_some(place);
        }
        // Keys of one event differ in their last characters.
        let mark = key.bytes().rev().take(6).fold(key.len(), |mark, byte| {
            mark.wrapping_mul(31).wrapping_add(usize::from(byte))
        }) % 256;
        let bit = 1 << (mark % 64);
        let bits = self.seen.get_mut(mark / 64)?;
        let new = *bits & bit == 0;
        *bits |= bit;
        if new {
            None
        } else {
            self.list.iter().position(|(known, _)| *known == key)
        }
    }
}

/// Values of some keys of texts of pairs: what [`Pairs`] has under them, without the others.
///
/// ```
/// use maidian_udfs::kernel::java_regex::JavaRegex;
/// use maidian_udfs::kernel::str_to_map::PairPicker;
///
/// let (between_pairs, behind_key) = (JavaRegex::new(",")?, JavaRegex::new(":")?);
/// let picker = PairPicker::new(&["c", "a"]);
/// let mut values = Vec::new();
/// picker.read("a:1,b,a:2:3,,", &between_pairs, &behind_key, &mut values)?;
/// assert_eq!(values, [None, Some("2:3")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct PairPicker {
    index: KeyIndex,
    width: usize,
}

impl PairPicker {
    /// Compiles the keys, which are all different.
    pub fn new(keys: &[&str]) -> Self {
        Self {
            index: KeyIndex::new(keys),
            width: keys.len(),
        }
    }

    /// Puts the value of each key, in their order, into `values`, whose earlier content is dropped; `None` for a key that is not
    /// there or has no value.
    ///
    /// **Errors**: a search that took too many steps.
    pub fn read<'t>(
        &self,
        text: &'t str,
        between_pairs: &JavaRegex,
        behind_key: &JavaRegex,
        values: &mut Vec<Option<&'t str>>,
    ) -> Result<(), MatchError> {
        values.clear();
        values.resize(self.width, None);
        each_pair(text, between_pairs, behind_key, |key, value| {
            let place = self.index.find(key);
            if let Some(slot) = place.and_then(|place| values.get_mut(place)) {
                *slot = value;
            }
        })
    }
}

/// Hands each pair of a text on, repeated keys too.
fn each_pair<'t>(
    text: &'t str,
    between_pairs: &JavaRegex,
    behind_key: &JavaRegex,
    mut take: impl FnMut(&'t str, Option<&'t str>),
) -> Result<(), MatchError> {
    let mut pair = |pair: &'t str| {
        let mut key = None;
        let mut value = None;
        behind_key.split(pair, Some(2), |piece| match key {
            None => key = Some(piece),
            Some(_) => value = Some(piece),
        })?;
        take(key.unwrap_or_default(), value);
        Ok(())
    };
    let mut failed = None;
    let mut empty = 0;
    let mut pieces = 0;
    between_pairs.split(text, None, |piece| {
        pieces += 1;
        if piece.is_empty() {
            empty += 1;
            return;
        }
        for piece in std::iter::repeat_n("", empty).chain([piece]) {
            failed = pair(piece).err().or(failed.take());
        }
        empty = 0;
    })?;
    // A text that is not cut at all stays whole, even if it is empty.
    if pieces == 1 && empty == 1 {
        pair("")?;
    }
    failed.map_or(Ok(()), Err)
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test panics"
)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::kernel::golden::check;

    fn read(text: &str, between_pairs: &str, behind_key: &str) -> Vec<(String, Option<String>)> {
        let mut pairs = Pairs::default();
        let (between_pairs, behind_key) = (
            JavaRegex::new(between_pairs).unwrap(),
            JavaRegex::new(behind_key).unwrap(),
        );
        pairs.read(text, &between_pairs, &behind_key).unwrap();
        pairs
            .as_slice()
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.map(str::to_owned)))
            .collect()
    }

    fn pair(key: &str, value: &str) -> (String, Option<String>) {
        (key.to_owned(), Some(value.to_owned()))
    }

    #[test]
    fn equals_hive() {
        check(
            include_str!("../../testdata/hive/str_to_map.jsonl"),
            45,
            |arguments| {
                let delimiter = |position: usize, default| {
                    arguments.get(position).map_or(default, String::as_str)
                };
                let between_pairs = JavaRegex::new(delimiter(1, ",")).ok()?;
                let behind_key = JavaRegex::new(delimiter(2, ":")).ok()?;
                let mut pairs = Pairs::default();
                pairs
                    .read(&arguments[0], &between_pairs, &behind_key)
                    .unwrap();
                let map: Map<String, Value> = pairs
                    .as_slice()
                    .iter()
                    .map(|(key, value)| ((*key).to_owned(), json!(value)))
                    .collect();
                assert_eq!(
                    map.len(),
                    pairs.as_slice().len(),
                    "a key comes twice: {arguments:?}"
                );
                Some(Value::Object(map))
            },
        );
    }

    #[test]
    fn the_last_value_of_a_key_counts_at_the_place_of_the_first() {
        assert_eq!(
            read("a:1,b:2,a:3", ",", ":"),
            [pair("a", "3"), pair("b", "2")]
        );
    }

    #[test]
    fn buffers_of_an_earlier_text_do_not_show() {
        let (comma, colon) = (JavaRegex::new(",").unwrap(), JavaRegex::new(":").unwrap());
        let mut pairs = Pairs::default();
        pairs.read("a:1,b:2", &comma, &colon).unwrap();
        pairs.read("b:3", &comma, &colon).unwrap();
        assert_eq!(pairs.as_slice(), [("b", Some("3"))]);
    }

    #[test]
    fn many_keys_are_found_as_well() {
        let text = (0..1000)
            .map(|key| format!("k{}:{key}", key % 500))
            .collect::<Vec<_>>()
            .join(",");
        let expected: Vec<_> = (0..500)
            .map(|key| pair(&format!("k{key}"), &(key + 500).to_string()))
            .collect();
        assert_eq!(read(&text, ",", ":"), expected);
    }

    proptest::proptest! {
        #[test]
        fn picked_values_are_those_of_the_pairs(text in "[abc:,=]{0,30}", between in "[,=]", behind in "(:|[:=]|b?:)") {
            let keys = ["a", "", "b", "ab", "c"];
            let pairs = read(&text, &between, &behind);
            let (between, behind) = (JavaRegex::new(&between).unwrap(), JavaRegex::new(&behind).unwrap());
            let mut values = vec![Some("of the row before")];
            PairPicker::new(&keys).read(&text, &between, &behind, &mut values).unwrap();
            for (key, value) in keys.iter().zip(values) {
                let expected = pairs.iter().find(|(other, _)| other == key).and_then(|(_, value)| value.as_deref());
                proptest::prop_assert_eq!(value, expected, "{} of {}", key, text);
            }
        }
    }
}
