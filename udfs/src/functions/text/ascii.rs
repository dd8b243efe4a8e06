//! `ascii(text)`: the first byte of a text.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `ascii(text)`: the first byte of a text.
///
/// - **Input**: text.
/// - **Output**: int: the byte in UTF-8 with its sign, so that characters beyond ASCII give negative numbers; 0 for the
///   empty text.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFAscii`.
pub fn ascii() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Ascii));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "ascii",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "int",
    description: "The first byte of a text.",
    example: ("SELECT ascii('a')", "97"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Ascii;

impl Function for Ascii {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        output::int_rows(arguments, |row| {
            let first = text.get(row)?.bytes().next();
            Some(first.map_or(0, |byte| i32::from(byte.cast_signed())))
        })
    }
}
