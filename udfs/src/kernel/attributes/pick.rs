//! The values under some names: one, or many in one pass.

use std::borrow::Cow;

use super::answers::Answers;
use super::keys::KeyIndex;
use super::scan::Pair;
use super::walk::{Visitor, walk};

/// The value under `key` in the object `attributes`.
///
/// `None` where the name is missing, its value is `null`, or the text is no object. Broken objects
/// are recovered; never fails. Agrees with [`Picker::pick`] in everything.
///
/// Source: `attr_get` of the function specification; see the [module](super) for names and values.
///
/// ```
/// use maidian_udfs::kernel::attributes::get;
///
/// let attributes = r#"{"$ip":"1.0.1.1","WT.n":1.50,"WT_ti":"\u9996\u9875","e":null}"#;
/// assert_eq!(get(attributes, "$ip").as_deref(), Some("1.0.1.1"));
/// assert_eq!(get(attributes, "WT.n").as_deref(), Some("1.50"));
/// assert_eq!(get(attributes, "WT_ti").as_deref(), Some("首页"));
/// assert_eq!(get(attributes, "e"), None);
/// ```
pub fn get<'a>(attributes: &'a str, key: &str) -> Option<Cow<'a, str>> {
    let mut one = One { key, value: None };
    walk(attributes, &mut one);
    one.value
}

struct One<'a, 'k> {
    key: &'k str,
    value: Option<Cow<'a, str>>,
}

impl<'a> Visitor<'a> for One<'a, '_> {
    fn pair(&mut self, pair: Pair<'a>) {
        if pair.key.is(self.key) {
            self.value = pair.value.text();
        }
    }

    fn restart(&mut self) {
        self.value = None;
    }
}

/// Names compiled once a batch, to take their values from each object in one pass.
///
/// ```
/// use maidian_udfs::kernel::attributes::{Answers, Picker};
///
/// let picker = Picker::new(&["b", "a", "b"]);
/// let mut values = Answers::default();
/// assert!(picker.pick(r#"{"a":"1","b":2,"a":"3"}"#, &mut values));
/// assert_eq!(*values, [Some("2".into()), Some("3".into()), Some("2".into())]);
/// ```
#[derive(Debug, Clone)]
pub struct Picker {
    index: KeyIndex,
    width: usize,
    /// Places of names that came before, with the place of the first.
    repeated: Vec<(usize, usize)>,
}

impl Picker {
    /// Compiles `keys`; a name may come several times.
    pub fn new(keys: &[&str]) -> Self {
        let index = KeyIndex::new(keys);
        let first = |place: usize, key: &str| index.find(key).filter(|first| *first != place);
        let places = keys.iter().enumerate();
        let repeated = places
            .filter_map(|(place, key)| Some((place, first(place, key)?)))
            .collect();
        Self {
            index,
            width: keys.len(),
            repeated,
        }
    }

    /// Puts the value of each name, in their order, into `values`, whose earlier content is
    /// dropped.
    ///
    /// `None` where a name is missing or its value is `null`. False, and every value `None`, where
    /// `attributes` is no object; broken objects are recovered and true. Never fails; copies values
    /// with escapes alone.
    ///
    /// Source: `attr_pick` of the function specification.
    pub fn pick<'a>(&self, attributes: &'a str, values: &mut Answers<'a>) -> bool {
        values.reset(self.width);
        let is_object = walk(
            attributes,
            &mut Many {
                index: &self.index,
                values,
            },
        );
        for (place, first) in &self.repeated {
            let value = values.get(*first).cloned().flatten();
            values.set(*place, value);
        }
        is_object
    }
}

struct Many<'a, 'k> {
    index: &'k KeyIndex,
    values: &'k mut Answers<'a>,
}

impl<'a> Visitor<'a> for Many<'a, '_> {
    fn pair(&mut self, pair: Pair<'a>) {
        if let Some(place) = self.index.find_written(pair.key) {
            self.values.set(place, pair.value.text());
        }
    }

    fn restart(&mut self) {
        self.values.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick<'a>(attributes: &'a str, keys: &[&str]) -> (bool, Vec<Option<Cow<'a, str>>>) {
        let mut values = Answers::default();
        Picker::new(keys).pick(r#"{"a":"of the row before"}"#, &mut values);
        let is_object = Picker::new(keys).pick(attributes, &mut values);
        (is_object, values.to_vec())
    }

    #[test]
    fn names_are_never_paths() {
        let attributes = r#"{"WT":{"cid":"1"},"WT.cid":"2","$.a":"3","a":"4"}"#;
        assert_eq!(get(attributes, "WT.cid").as_deref(), Some("2"));
        assert_eq!(get(attributes, "$.a").as_deref(), Some("3"));
        assert_eq!(get(attributes, "cid"), None);
    }

    #[test]
    fn names_are_compared_after_unescaping() {
        assert_eq!(
            get(r#"{"\u0024ip":"1","$ip\\":"2"}"#, "$ip").as_deref(),
            Some("1")
        );
        assert_eq!(
            get(r#"{"\u0024ip":"1","$ip\\":"2"}"#, "$ip\\").as_deref(),
            Some("2")
        );
    }

    #[test]
    fn json_values_keep_their_spelling() {
        let attributes = r#"{"a": 1.0E+2 ,"b":{ "c" : [1, 2] },"d":false,"e":[ ],"f":-0}"#;
        let (_, values) = pick(attributes, &["a", "b", "d", "e", "f"]);
        let expected = ["1.0E+2", r#"{ "c" : [1, 2] }"#, "false", "[ ]", "-0"];
        assert_eq!(values, expected.map(|value| Some(Cow::Borrowed(value))));
    }

    #[test]
    fn the_last_of_a_repeated_name_wins() {
        assert_eq!(get(r#"{"a":"1","a":"2"}"#, "a").as_deref(), Some("2"));
        assert_eq!(get(r#"{"a":"1","\u0061":"2"}"#, "a").as_deref(), Some("2"));
        assert_eq!(get(r#"{"a":"1","a":null}"#, "a"), None);
    }

    #[test]
    fn the_text_null_is_no_null() {
        assert_eq!(get(r#"{"a":"null"}"#, "a").as_deref(), Some("null"));
        assert_eq!(get(r#"{"a":""}"#, "a").as_deref(), Some(""));
    }

    #[test]
    fn values_of_the_strict_pass_do_not_outlive_it() {
        // Strictly, `a` is `x` before the damage is seen; by the recovery its text goes on.
        assert_eq!(
            get(r#"{"a":"x", "b":"y"z","c":"1"}"#, "a").as_deref(),
            Some(r#"x", "b":"y"z"#)
        );
        let (is_object, values) = pick(r#"{"a":"x", "b":"y"z","c":"1"}"#, &["b", "c"]);
        assert_eq!(
            (is_object, values),
            (true, vec![None, Some(Cow::Borrowed("1"))])
        );
    }

    #[test]
    fn text_that_is_no_object_has_no_values() {
        for text in ["", "abc", "[1]", "\"x\"", "[{\"a\":1}]"] {
            assert_eq!(pick(text, &["a", "a"]), (false, vec![None, None]), "{text}");
            assert_eq!(get(text, "a"), None, "{text}");
        }
    }

    #[test]
    fn only_values_with_escapes_are_copied() {
        assert!(matches!(
            get(r#"{"a":"号"}"#, "a"),
            Some(Cow::Borrowed("号"))
        ));
        assert!(matches!(get(r#"{"a":"\/"}"#, "a"), Some(Cow::Owned(_))));
    }

    #[test]
    fn no_names_tell_objects_still() {
        assert_eq!(pick("{}", &[]), (true, vec![]));
        assert_eq!(pick("1", &[]), (false, vec![]));
    }
}
