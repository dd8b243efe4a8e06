//! `length(value)`: how long a value is.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Bytes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `length(value)`: how long a value is. Also `character_length`, `char_length`.
///
/// - **Input**: text, or binary.
/// - **Output**: int: characters (code points) of text, bytes of binary.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a number, a boolean, a date or a timestamp, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLength`.
pub fn length() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Length));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "length",
    aliases: &["character_length", "char_length"],
    parameters: Parameters::exactly(&[parameter("value", Class::Binary, "text, or bytes")]),
    returns: "int",
    description: "How many characters a text has, or how many bytes a binary.",
    example: ("SELECT length('中文a')", "3"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Length;

impl Function for Length {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let value = arguments.bytes(0)?;
        output::int_rows(arguments, |row| {
            let length = match &value {
                Bytes::Text(text) => text.get(row)?.chars().count(),
                bytes => bytes.get(row)?.len(),
            };
            Some(i32::try_from(length).unwrap_or(i32::MAX))
        })
    }
}
