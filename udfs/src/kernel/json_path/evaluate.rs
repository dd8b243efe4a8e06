//! Following a path through a document.

use std::borrow::Cow;

use super::path::{Index, JsonPath, Root, Step};
use super::scan::{Quoted, Scanner};
use super::write;

/// What a step has led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found<'t> {
    /// A value as it is written.
    Json(&'t str),
    /// A list that was put together from values of several places.
    List(Vec<&'t str>),
}

impl JsonPath {
    /// What stands in a document at this path, as Hive's `get_json_object`.
    ///
    /// **Output**: a string without its quotes; an integer as it is written, another number as Java prints a `double` (`1.10` is
    /// `1.1`, `1e5` is `100000.0`); an object or array as JSON without blanks. A key into an array gives a list of what its
    /// elements have under that key, arrays among it opened; `[*]` that finds one element gives that element. Of a key that
    /// comes twice the last counts.
    /// **None**: nothing there, `null`, a text that is not JSON or not of the kind that the path wants.
    ///
    /// ```
    /// use maidian_udfs::kernel::json_path::JsonPath;
    ///
    /// let path = JsonPath::new("$.a[*].b").ok_or("no path")?;
    /// assert_eq!(path.find(r#"{"a":[{"b":[1,2]},{"b":3.0}]}"#).as_deref(), Some("[1,2,3.0]"));
    /// assert_eq!(path.find("{}"), None);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn find<'t>(&self, document: &'t str) -> Option<Cow<'t, str>> {
        let mut document = Scanner::new(document);
        match (document.peek()?, self.root) {
            (b'{', Root::Object | Root::Either) | (b'[', Root::Array | Root::Either) => {}
            _ => return None,
        }
        let (mut found, rest) = match self.steps.split_first() {
            // The walk for the first key is the proof that the document is JSON.
            Some((
                Step {
                    key: Some(key),
                    indexes,
                },
                rest,
            )) => (
                at_indexes(Found::Json(member(&mut document, key)??), indexes)?,
                rest,
            ),
            Some((Step { key: None, indexes }, rest)) => {
                (at_indexes(Found::Json(document.value()?), indexes)?, rest)
            }
            None => (Found::Json(document.value()?), self.steps.as_slice()),
        };
        for Step { key, indexes } in rest {
            found = at_indexes(at_key(&found, key.as_deref()?)?, indexes)?;
        }
        write::text(found)
    }
}

/// The last value of a key in the object that begins here; the outer `None` where it is damaged.
#[expect(
    clippy::option_option,
    reason = "damaged and not there are different answers"
)]
fn member<'t>(object: &mut Scanner<'t>, wanted: &str) -> Option<Option<&'t str>> {
    let mut found = None;
    object.object(|key, value| {
        if is_key(key, wanted) {
            found = Some(value);
        }
    })?;
    Some(found)
}

#[inline]
fn is_key(key: Quoted<'_>, wanted: &str) -> bool {
    if key.escaped {
        key.text() == wanted
    } else {
        key.body == wanted
    }
}

fn at_key<'t>(found: &Found<'t>, key: &str) -> Option<Found<'t>> {
    let mut list = Vec::new();
    match found {
        Found::Json(json) if json.starts_with('{') => {
            return member(&mut Scanner::new(json), key)?.map(Found::Json);
        }
        Found::Json(json) if json.starts_with('[') => {
            Scanner::new(json).array(|element| gather(element, key, &mut list))?;
        }
        Found::Json(_) => return None,
        Found::List(elements) => elements
            .iter()
            .for_each(|element| gather(element, key, &mut list)),
    }
    (!list.is_empty()).then_some(Found::List(list))
}

/// Adds what an element has under a key: the elements of an array, or the one value.
fn gather<'t>(element: &'t str, key: &str, list: &mut Vec<&'t str>) {
    if !element.starts_with('{') {
        return;
    }
    match member(&mut Scanner::new(element), key).flatten() {
        None | Some("null") => {}
        Some(value) if value.starts_with('[') => {
            Scanner::new(value).array(|element| list.push(element));
        }
        Some(value) => list.push(value),
    }
}

fn at_indexes<'t>(found: Found<'t>, indexes: &[Index]) -> Option<Found<'t>> {
    let Some((first, rest)) = indexes.split_first() else {
        return Some(found);
    };
    let mut list = picked(
        match found {
            Found::Json(json) => elements(json),
            Found::List(elements) => elements,
        },
        *first,
    );
    for index in rest {
        list = list
            .into_iter()
            .flat_map(|value| picked(elements(value), *index))
            .collect();
    }
    match list.as_slice() {
        [] => None,
        [one] => Some(Found::Json(one)),
        _ => Some(Found::List(list)),
    }
}

/// The elements of an array; of anything else, none.
fn elements(json: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    if json.starts_with('[') {
        Scanner::new(json).array(|element| elements.push(element));
    }
    elements
}

fn picked(elements: Vec<&str>, index: Index) -> Vec<&str> {
    match index {
        Index::All => elements,
        Index::At(place) => elements.get(place).copied().into_iter().collect(),
    }
}
