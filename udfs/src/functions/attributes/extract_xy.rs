//! `extract_xy(attributes)`: the custom fields of an event.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::json_rows::json_rows;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes;
use crate::kernel::attributes::Coordinates;

/// `extract_xy(attributes)`: the custom fields of an event.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text.
/// - **Output**: a JSON object of every pair whose key starts with `XY_` or `XY.`, in their order, names and values as
///   they were. Values of a map are JSON strings or `null`.
/// - **Nulls**: NULL gives NULL; so do attributes without such a pair, and text that is no object.
/// - **Errors**: never.
pub fn extract_xy() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ExtractXy));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "extract_xy",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "attributes",
        Class::Attributes,
        "the text of a JSON object, or a map",
    )]),
    returns: "text",
    description: "A JSON object of every pair whose key starts with XY_ or XY., in order, values as they were. NULL when \
                  there is none.",
    example: (
        r#"SELECT extract_xy('{"XY_a":"1","b":2,"XY.lat":39.9}')"#,
        r#"{"XY_a":"1","XY.lat":39.9}"#,
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct ExtractXy;

impl Function for ExtractXy {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        json_rows(arguments, |_, json| {
            attributes::extract_xy(json, Coordinates::Keep).map(Into::into)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::extract_xy;
    use crate::functions::testing::{Column, map_column, shown};

    #[test]
    fn custom_fields_are_extracted() {
        let events = Column::Text(vec![
            None,
            Some(""),
            Some(r#"{"XY_a": "1", "b": 2, "XY.lat": 39.9}"#),
            Some(r#"{"b":2}"#),
            Some(r#"{"u":"h?x={"s":"1"}","XY_a":"1"}"#),
        ]);
        assert_eq!(
            shown(&extract_xy(), &[events]),
            [
                "NULL",
                "NULL",
                r#"{"XY_a":"1","XY.lat":39.9}"#,
                "NULL",
                r#"{"XY_a":"1"}"#
            ]
        );
    }

    #[test]
    fn values_of_a_map_are_strings() {
        let maps = map_column(&[
            Some(&[("XY_a", Some("1")), ("b", Some("2")), ("XY.c", None)]),
            None,
            Some(&[("b", Some("2"))]),
        ]);
        assert_eq!(
            shown(&extract_xy(), &[maps]),
            [r#"{"XY_a":"1","XY.c":null}"#, "NULL", "NULL"]
        );
    }
}
