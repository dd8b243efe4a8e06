//! `length(value)`: how long a value is.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Bytes, ImplicitBytes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `length(value)`: how long a value is. Also `character_length`, `char_length`.
///
/// - **Input**: text, or binary.
/// - **Output**: int: characters (code points) of text, bytes of binary.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLength`.
pub fn length() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Length));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "length",
    aliases: &["character_length", "char_length"],
    parameters: Parameters::exactly(&[parameter("value", Class::HiveBytes, "text, or bytes")]),
    returns: "int",
    description: "How long a value is.",
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
        let value = ImplicitBytes::new(arguments, 0)?;
        let value = value.bytes()?;
        output::int_rows(arguments, |row| {
            let length = match &value {
                Bytes::Text(text) => text.get(row)?.chars().count(),
                bytes => bytes.get(row)?.len(),
            };
            Some(i32::try_from(length).unwrap_or(i32::MAX))
        })
    }
}
