//! `attr_map(attributes)`: an event's attributes as a map.

use std::sync::{Arc, LazyLock};

use arrow::array::{MapBuilder, MapFieldNames, StringBuilder};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Attributes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes;

/// `attr_map(attributes)`: all pairs of the attributes in their order, values as `attr_get` gives them.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text, which comes back.
/// - **Output**: a map of text to text. A key that comes several times stands once, in its first place with its
///   last value.
/// - **Nulls**: NULL gives NULL; so does text that is no object. JSON `null` is a NULL value.
/// - **Errors**: never.
pub fn attr_map() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AttrMap));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "attr_map",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "attributes",
        Class::Attributes,
        "the text of a JSON object, or a map",
    )]),
    returns: "map<text,text>",
    description: "All pairs in their order, values as attr_get gives them. A key that comes several times stands \
                  once, in its first place with its last value. Text that is no object gives NULL.",
    example: (
        r#"SELECT attr_map('{"a":"1","b":2}')"#,
        r#"{"a":"1","b":"2"}"#,
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct AttrMap;

impl Function for AttrMap {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        let pair = Fields::from(vec![
            Field::new("key", DataType::Utf8, false),
            Field::new("value", DataType::Utf8, true),
        ]);
        let entries = Field::new("entries", DataType::Struct(pair), false);
        Ok(DataType::Map(Arc::new(entries), false))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let names = MapFieldNames {
            entry: "entries".to_owned(),
            key: "key".to_owned(),
            value: "value".to_owned(),
        };
        let mut maps = MapBuilder::new(Some(names), StringBuilder::new(), StringBuilder::new());
        let attributes = arguments.attributes(0)?;
        for row in 0..arguments.rows() {
            let valid = match &attributes {
                Attributes::Text(text) => {
                    append(&mut maps, text.get(row).and_then(attributes::pairs))
                }
                Attributes::Maps(rows) => append(&mut maps, rows.pairs(row)),
            };
            maps.append(valid)?;
        }
        output::columnar(arguments, Arc::new(maps.finish()))
    }
}

/// Appends the pairs of one map; false where there is none.
fn append<S: AsRef<str>>(
    maps: &mut MapBuilder<StringBuilder, StringBuilder>,
    pairs: Option<impl IntoIterator<Item = (S, Option<S>)>>,
) -> bool {
    let Some(pairs) = pairs else { return false };
    let (keys, values) = maps.entries();
    for (key, value) in pairs {
        keys.append_value(key);
        values.append_option(value);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::attr_map;
    use crate::functions::testing::{Column, map_column, shown};

    #[test]
    fn pairs_become_a_map() {
        let events = Column::Text(vec![
            None,
            Some(""),
            Some("{}"),
            Some(r#"{"b":"1","a":2,"c":null,"b":[3]}"#),
            Some(r#"{"b":"1","a":"2"#),
        ]);
        assert_eq!(
            shown(&attr_map(), &[events]),
            ["NULL", "NULL", "{}", "{b: [3], a: 2, c: NULL}", "{b: 1}"]
        );
    }

    #[test]
    fn map_comes_back() {
        let maps = map_column(&[Some(&[("a", Some("1")), ("b", None)]), None, Some(&[])]);
        assert_eq!(
            shown(&attr_map(), &[maps]),
            ["{a: 1, b: NULL}", "NULL", "{}"]
        );
    }
}
