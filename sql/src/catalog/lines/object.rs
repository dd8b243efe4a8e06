//! The strict reading of a line as one JSON object.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Shows the values of the object in `line` to `value`, each as it is written, with what `column` made of its key;
/// values whose key it does not know are read over. In their order: of several, the last one counts.
///
/// False where `line` is not one JSON object (RFC 8259) and nothing else: what was shown then counts for nothing.
pub(super) fn read_object<'a>(
    line: &'a str,
    column: impl Fn(&str) -> Option<usize>,
    value: impl FnMut(usize, &'a str),
) -> bool {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    deserializer
        .deserialize_map(Object { column, value })
        .is_ok()
        && deserializer.end().is_ok()
}

struct Object<C, V> {
    column: C,
    value: V,
}

impl<'a, C: Fn(&str) -> Option<usize>, V: FnMut(usize, &'a str)> Visitor<'a> for Object<C, V> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(column) = map.next_key_seed(Key(&self.column))? {
            if let Some(column) = column {
                (self.value)(column, map.next_value::<&RawValue>()?.get());
            } else {
                map.next_value::<serde::de::IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Reads a key as what a function makes of it.
struct Key<'f, C>(&'f C);

impl<'a, C: Fn(&str) -> Option<usize>> DeserializeSeed<'a> for Key<'_, C> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<C: Fn(&str) -> Option<usize>> Visitor<'_> for Key<'_, C> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok((self.0)(key))
    }
}
