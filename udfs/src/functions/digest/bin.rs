//! `bin(number)`: an integer in binary digits.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `bin(number)`: an integer in binary digits.
///
/// - **Input**: an integer.
/// - **Output**: text, without a sign: 64 digits for a negative number.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFBin`.
pub fn bin() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Bin));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "bin",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Integer, "an integer")]),
    returns: "text",
    description: "An integer in binary digits.",
    example: ("SELECT bin(13)", "1101"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Bin;

impl Function for Bin {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let numbers = arguments.integers(0)?;
        output::text_rows(arguments, |row| {
            Some(Cow::Owned(format!("{:b}", numbers.get(row)?)))
        })
    }
}
