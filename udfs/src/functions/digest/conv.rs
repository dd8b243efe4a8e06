//! `conv(number, from, to)`: a number from one base to another.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::codec::conv as converted;

/// `conv(number, from, to)`: a number from one base to another.
///
/// - **Input**: digits, of which those that the base has not and what follows them do not count; two bases from 2 to 36.
/// - **Output**: text in upper case: without a sign, or with one where the base of the result is negative;
///   18446744073709551615 for numbers that are larger.
/// - **Nulls**: NULL gives NULL; so do the empty text, other bases and more than 64 digits, on which Hive fails.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFConv`.
pub fn conv() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Conv));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "conv",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("number", Class::HiveText, "digits"),
        parameter("from", Class::Integer, "their base, 2 to 36"),
        parameter(
            "to",
            Class::Integer,
            "the base of the result; with a sign where negative",
        ),
    ]),
    returns: "text",
    description: "A number from one base to another.",
    example: ("SELECT conv('255', 10, 16)", "FF"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Conv;

impl Function for Conv {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let numbers = ImplicitText::new(arguments, 0)?;
        let numbers = numbers.text()?;
        let (from, to) = (arguments.integers(1)?, arguments.integers(2)?);
        output::text_rows(arguments, |row| {
            converted(numbers.get(row)?, from.get(row)?, to.get(row)?).map(Cow::Owned)
        })
    }
}
