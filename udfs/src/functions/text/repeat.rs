//! `repeat(text, times)`: a text so many times.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `repeat(text, times)`: a text so many times.
///
/// - **Input**: text; a number.
/// - **Output**: text; `''` where the number is not positive.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFRepeat`.
pub fn repeat() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Repeat));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "repeat",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text"),
        parameter("times", Class::Integer, "how many times"),
    ]),
    returns: "text",
    description: "A text so many times.",
    example: ("SELECT repeat('ab', 3)", "ababab"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Repeat;

impl Function for Repeat {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let times = arguments.integers(1)?;
        output::text_rows(arguments, |row| {
            let (text, times) = (text.get(row)?, times.get(row)?);
            Some(Cow::Owned(text.repeat(usize::try_from(times).unwrap_or(0))))
        })
    }
}
