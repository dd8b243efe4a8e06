//! `rpad(text, length, pad)`: a text filled up at its end.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::{Side, pad};

/// `rpad(text, length, pad)`: a text filled up at its end.
///
/// - **Input**: text; a length in UTF-16 units; a text that is repeated.
/// - **Output**: text; a longer text is cut at its end, and a length that is not positive leaves `''`.
/// - **Nulls**: NULL gives NULL; so does an empty pad.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFBasePad`. A negative length, which fails there, is
///   0.
pub fn rpad() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Rpad));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "rpad",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text"),
        parameter("length", Class::Integer, "how long the result is"),
        parameter("pad", Class::HiveText, "what it is filled up with"),
    ]),
    returns: "text",
    description: "A text filled up at its end.",
    example: ("SELECT rpad('7', 3, '0')", "700"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Rpad;

impl Function for Rpad {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let lengths = arguments.integers(1)?;
        let pads = ImplicitText::new(arguments, 2)?;
        let pads = pads.text()?;
        output::text_rows(arguments, |row| {
            pad(
                text.get(row)?,
                lengths.get(row)?,
                pads.get(row)?,
                Side::Right,
            )
        })
    }
}
