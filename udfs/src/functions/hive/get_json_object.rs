//! `get_json_object(text, path)`: a part of a JSON text by its path.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::ImplicitText;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::json_path::JsonPath;

/// `get_json_object(text, path)`: what stands in a JSON text at a path.
///
/// - **Input**: a JSON object or array; a path such as `$.key.key[0][*].key`, which may be a column. A key of a path is made of
///   ASCII letters, digits, `_`, `-`, `:` and blanks: names such as `$query` or `XY.x` can't be reached, `attr_get` can.
/// - **Output**: text: a string without its quotes, an integer as it is, another number as Java prints it, an object or array as
///   JSON without blanks.
/// - **Nulls**: NULL gives NULL; so do nothing there, `null`, and text that is not JSON.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFJson`.
pub fn get_json_object() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(GetJsonObject));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "get_json_object",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "a JSON object or array"),
        parameter("path", Class::HiveText, "where to look: $.key[0].key"),
    ]),
    returns: "text",
    description: "What stands in a JSON text at a path. A key of the path is made of ASCII letters, digits, _, -, : and \
                  blanks. Nothing there, null and text that is not JSON are NULL.",
    example: (
        r#"SELECT get_json_object('{"a":[{"b":"c"}]}', '$.a[0].b')"#,
        "c",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct GetJsonObject;

impl Function for GetJsonObject {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let paths = ImplicitText::new(arguments, 1)?;
        let paths = paths.text()?;
        let mut last: Option<(&str, Option<JsonPath>)> = None;
        output::text_rows(arguments, |row| {
            let (text, path) = (text.get(row)?, paths.get(row)?);
            if last.as_ref().is_none_or(|(last, _)| *last != path) {
                last = Some((path, JsonPath::new(path)));
            }
            last.as_ref()?.1.as_ref()?.find(text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::get_json_object;
    use crate::functions::testing::{Column, shown};

    fn documents() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some(r#"{"a":"中"}"#),
            Some(r#"{"a":{"b":[1, 2]}}"#),
            Some(r#"{"a":1"#),
        ])
    }

    #[test]
    fn literal_path() {
        assert_eq!(
            shown(&get_json_object(), &[documents(), Column::literal("$.a")]),
            ["NULL", "NULL", "中", r#"{"b":[1,2]}"#, "NULL"]
        );
    }

    #[test]
    fn path_may_be_a_column() {
        let paths = Column::Text(vec![
            Some("$"),
            Some("$"),
            None,
            Some("$.a.b[1]"),
            Some("a"),
        ]);
        assert_eq!(
            shown(&get_json_object(), &[documents(), paths]),
            ["NULL", "NULL", "NULL", "2", "NULL"]
        );
    }
}
