//! The custom fields of an event, named `XY_…` or `XY.…`.

use super::scan::{Pair, is_string_body};
use super::value::{Quoted, Value};
use super::walk::{Visitor, walk};

/// What becomes of the fields that hold a place on earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coordinates {
    /// They are fields like any other.
    Keep,
    /// `lng`, `lag`, `lon`, `longitude`, `lat` and `latitude`, in any case, are left out.
    Drop,
}

/// The fields of most events are no longer together: a text that grows to it from nothing moves six times.
const USUAL_LENGTH: usize = 512;

const PLACES: [&str; 6] = ["lng", "lag", "lon", "longitude", "lat", "latitude"];

/// The pairs of the object `attributes` whose names begin with `XY_` or `XY.`, as a JSON object of
/// their own.
///
/// In their order, names and values as they were written, nothing between them but commas; repeated
/// names stay repeated. `None` where there is no such pair or the text is no object. Broken objects
/// are recovered; their texts are escaped where they have to be, so that the result is JSON always.
/// Never fails.
///
/// Source: `extract_xy` and `extract_xy_no_lag_lat` of the function specification.
///
/// ```
/// use maidian_udfs::kernel::attributes::{Coordinates, extract_xy};
///
/// let attributes = r#"{"XY_a": "1", "WT_et": "imp", "XY.lat": 39.9}"#;
/// let all = r#"{"XY_a":"1","XY.lat":39.9}"#;
/// assert_eq!(extract_xy(attributes, Coordinates::Keep).as_deref(), Some(all));
/// assert_eq!(extract_xy(attributes, Coordinates::Drop).as_deref(), Some(r#"{"XY_a":"1"}"#));
/// assert_eq!(extract_xy("{}", Coordinates::Keep), None);
/// ```
pub fn extract_xy(attributes: &str, coordinates: Coordinates) -> Option<String> {
    let mut fields = XyFields::new(coordinates);
    walk(attributes, &mut fields);
    fields.finish()
}

/// Gathers the custom fields of one object.
pub(super) struct XyFields {
    coordinates: Coordinates,
    /// The object without its closing brace.
    json: String,
    broken: bool,
}

impl XyFields {
    pub(super) fn new(coordinates: Coordinates) -> Self {
        Self {
            coordinates,
            json: String::new(),
            broken: false,
        }
    }

    /// The object, if there were any fields.
    pub(super) fn finish(mut self) -> Option<String> {
        if self.json.is_empty() {
            return None;
        }
        self.json.push('}');
        Some(self.json)
    }

    fn wants(&self, key: &str) -> bool {
        // By bytes, as every name of every object comes here: `strip_prefix` calls a function to compare two of them.
        let [b'X', b'Y', b'_' | b'.', name @ ..] = key.as_bytes() else {
            return false;
        };
        self.coordinates == Coordinates::Keep
            || !PLACES
                .iter()
                .any(|place| place.as_bytes().eq_ignore_ascii_case(name))
    }

    fn push_text(&mut self, quoted: Quoted<'_>) {
        if self.broken && !is_string_body(quoted.body) {
            self.json
                .push_str(&serde_json::Value::from(quoted.text()).to_string());
        } else {
            self.json.push('"');
            self.json.push_str(quoted.body);
            self.json.push('"');
        }
    }
}

impl<'a> Visitor<'a> for XyFields {
    fn pair(&mut self, pair: Pair<'a>) {
        if !self.wants(&pair.key.text()) {
            return;
        }
        if self.json.is_empty() {
            self.json.reserve(USUAL_LENGTH);
        }
        self.json.push(if self.json.is_empty() { '{' } else { ',' });
        self.push_text(pair.key);
        self.json.push(':');
        match pair.value {
            Value::Text(quoted) => self.push_text(quoted),
            Value::Json(json) => self.json.push_str(json),
        }
    }

    fn restart(&mut self) {
        self.json.clear();
        self.broken = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Option<String> {
        extract_xy(text, Coordinates::Keep)
    }

    fn dropped(text: &str) -> Option<String> {
        extract_xy(text, Coordinates::Drop)
    }

    #[test]
    fn pairs_stay_as_they_are_written() {
        let text = r#" { "XY_a" : "\u9996\/" , "x":1, "XY.b":{ "c" : 1.0 },"XY_n":null,"\u0058Y_e":[ ],"XY_a":true } "#;
        let expected =
            r#"{"XY_a":"\u9996\/","XY.b":{ "c" : 1.0 },"XY_n":null,"\u0058Y_e":[ ],"XY_a":true}"#;
        assert_eq!(kept(text).as_deref(), Some(expected));
    }

    #[test]
    fn other_names_are_no_custom_fields() {
        assert_eq!(
            kept(r#"{"XY":1,"XYa":2,"xy_a":3,"WT_XY_a":4,"XY-a":5,"":6}"#),
            None
        );
        assert_eq!(
            kept(r#"{"XY_":1,"XY.":2}"#).as_deref(),
            Some(r#"{"XY_":1,"XY.":2}"#)
        );
    }

    #[test]
    fn coordinates_are_dropped_in_any_case_and_with_either_mark() {
        for place in [
            "lng",
            "lag",
            "lon",
            "longitude",
            "lat",
            "latitude",
            "LNG",
            "Lat",
            "LongItude",
        ] {
            for mark in ['_', '.'] {
                let text = format!("{{\"XY{mark}{place}\":\"1\"}}");
                assert_eq!(dropped(&text), None, "{text}");
                assert_eq!(kept(&text).as_ref(), Some(&text));
            }
        }
    }

    #[test]
    fn names_that_only_begin_like_coordinates_stay() {
        let text = r#"{"XY_lats":1,"XY_la":2,"XY_lat_x":3,"XY__lat":4}"#;
        assert_eq!(dropped(text).as_deref(), Some(text));
        assert_eq!(
            dropped(r#"{"XY_lat":1,"XY_a":2,"XY.LON":3}"#).as_deref(),
            Some(r#"{"XY_a":2}"#)
        );
    }

    #[test]
    fn texts_of_broken_objects_are_escaped_where_they_have_to_be() {
        let text = concat!(
            r#"{"XY_a":"x"y","XY_b":"p\/q","XY_c":"l"#,
            "\n",
            r#"m","XY_d":"C:\q","XY_n":1,"XY_"e":""}"#
        );
        let expected = concat!(
            r#"{"XY_a":"x\"y","XY_b":"p\/q","XY_c":"l\nm","XY_d":"C:\\q","XY_n":1,"#,
            r#""XY_\"e":""}"#
        );
        let json = kept(text).unwrap_or_default();
        assert_eq!(json, expected);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }

    #[test]
    fn no_object_has_no_fields() {
        for text in ["", "XY_a", "[1]", "\"XY_a\"", "[{\"XY_a\":1}]"] {
            assert_eq!(kept(text), None, "{text}");
        }
    }
}
