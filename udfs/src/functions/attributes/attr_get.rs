//! `attr_get(attributes, key)`: one value of an event's attributes.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `attr_get(attributes, key)`, also `attr_get_udf`: the value under exactly `key`.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text; a name, never a path,
///   which may be a column.
/// - **Output**: text. A JSON string comes back unescaped; a number, boolean, object or array as its JSON text,
///   spelled as it was. With a key twice, the last wins.
/// - **Nulls**: NULL gives NULL; so do JSON `null`, a missing key, and text that is no object.
/// - **Errors**: never.
pub fn attr_get() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AttrGet));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "attr_get",
    aliases: &["attr_get_udf"],
    parameters: Parameters::exactly(&[
        parameter(
            "attributes",
            Class::Attributes,
            "the text of a JSON object, or a map",
        ),
        parameter(
            "key",
            Class::Text,
            "a name such as $ip or WT.cid, never a path",
        ),
    ]),
    returns: "text",
    description: "The value under exactly this key: a JSON string unescaped, anything else as its JSON text. JSON \
                  null and a missing key are NULL; with a key twice, the last wins. Broken objects are recovered; \
                  text that is no object gives NULL.",
    example: (
        r#"SELECT attr_get('{"$ip":"1.0.1.1","WT.n":1.50}', 'WT.n')"#,
        "1.50",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct AttrGet;

impl Function for AttrGet {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let attributes = arguments.attributes(0)?;
        let key = arguments.text(1)?;
        output::text_rows(arguments, |row| attributes.get(row, key.get(row)?))
    }
}

#[cfg(test)]
mod tests {
    use super::attr_get;
    use crate::functions::testing::{Column, map_column, shown};

    const BROKEN: &str = r#"{"u":"h?ext={"s":"1"}","$ip":"1.0.1.1","WT.n":"2"}"#;

    fn events() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some(r#"{"$ip":"1.0.1.1","WT.n":1.50,"e":null}"#),
            Some(BROKEN),
            Some(r#"{"$ip":"1.0.1.1""#),
            Some("[1]"),
        ])
    }

    #[test]
    fn literal_key_is_looked_up_in_every_event() {
        let key = Column::literal("$ip");
        assert_eq!(
            shown(&attr_get(), &[events(), key]),
            ["NULL", "NULL", "1.0.1.1", "1.0.1.1", "1.0.1.1", "NULL"]
        );
        let key = Column::literal("e");
        assert_eq!(shown(&attr_get(), &[events(), key]), ["NULL"; 6]);
    }

    #[test]
    fn key_may_be_a_column() {
        let keys = Column::Text(vec![
            Some("$ip"),
            Some("$ip"),
            Some("WT.n"),
            Some("WT.n"),
            None,
            Some(""),
        ]);
        assert_eq!(
            shown(&attr_get(), &[events(), keys]),
            ["NULL", "NULL", "1.50", "2", "NULL", "NULL"]
        );
    }

    #[test]
    fn map_gives_its_values() {
        let maps = map_column(&[
            Some(&[("a", Some("1")), ("b", None)]),
            None,
            Some(&[]),
            Some(&[("a", Some("2")), ("a", Some("3"))]),
        ]);
        assert_eq!(
            shown(&attr_get(), &[maps.clone(), Column::literal("a")]),
            ["1", "NULL", "NULL", "3"]
        );
        assert_eq!(
            shown(&attr_get(), &[maps, Column::literal("b")]),
            ["NULL"; 4]
        );
    }
}
