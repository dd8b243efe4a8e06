//! All pairs of an object.

use std::borrow::Cow;
use std::collections::HashMap;

use super::scan::Pair;
use super::walk::{Visitor, walk};

/// A name and its value; `None` is `null`.
pub type TextPair<'a> = (Cow<'a, str>, Option<Cow<'a, str>>);

/// All pairs of the object `attributes`, in their order, values as [`get`](super::get) gives them.
///
/// A name that comes several times stands once, in its first place with its last value, for maps
/// have no two equal keys. `None` where the text is no object; broken objects are recovered; never
/// fails.
///
/// Source: `attr_map` of the function specification.
///
/// ```
/// use maidian_udfs::kernel::attributes::pairs;
///
/// let found = pairs(r#"{"a":"1","b":2,"a":null}"#);
/// assert_eq!(found, Some(vec![("a".into(), None), ("b".into(), Some("2".into()))]));
/// assert_eq!(pairs("[1]"), None);
/// ```
pub fn pairs(attributes: &str) -> Option<Vec<TextPair<'_>>> {
    let mut all = All::default();
    walk(attributes, &mut all).then_some(all.pairs)
}

/// Up to this many pairs a look at each name is cheaper than hashing.
const FEW: usize = 32;

#[derive(Default)]
struct All<'a> {
    pairs: Vec<TextPair<'a>>,
    /// Where each name is, once there are many.
    places: HashMap<Cow<'a, str>, usize>,
}

impl All<'_> {
    fn place(&mut self, key: &str) -> Option<usize> {
        if self.pairs.len() < FEW {
            return self.pairs.iter().position(|(other, _)| other == key);
        }
        if self.places.is_empty() {
            let places = self.pairs.iter().enumerate();
            self.places = places
                .map(|(place, (key, _))| (key.clone(), place))
                .collect();
        }
        self.places.get(key).copied()
    }
}

impl<'a> Visitor<'a> for All<'a> {
    fn pair(&mut self, pair: Pair<'a>) {
        let key = pair.key.text();
        let value = pair.value.text();
        if let Some(earlier) = self.place(&key).and_then(|place| self.pairs.get_mut(place)) {
            earlier.1 = value;
            return;
        }
        if !self.places.is_empty() {
            self.places.insert(key.clone(), self.pairs.len());
        }
        self.pairs.push((key, value));
    }

    fn restart(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_object_has_no_pairs() {
        assert_eq!(pairs(" {\n} "), Some(vec![]));
    }

    #[test]
    fn no_object_has_no_list() {
        for text in ["", "abc", "[1]", "\"x\"", "null"] {
            assert_eq!(pairs(text), None, "{text}");
        }
    }

    #[test]
    fn repeated_names_stand_once_among_many() {
        let numbers = (0..100)
            .chain(0..100)
            .map(|number| format!("\"k{}\":{number}", number % 50));
        let text = format!("{{{}}}", numbers.collect::<Vec<_>>().join(","));
        let expected = (0..50).map(|number| {
            (
                format!("k{number}").into(),
                Some(format!("{}", number + 50).into()),
            )
        });
        assert_eq!(pairs(&text), Some(expected.collect()));
    }

    #[test]
    fn broken_objects_begin_anew() {
        let expected = vec![
            ("a".into(), Some("x\"y".into())),
            ("b".into(), Some("2".into())),
        ];
        assert_eq!(pairs(r#"{"a":"x"y","b":"2"}"#), Some(expected));
    }
}
