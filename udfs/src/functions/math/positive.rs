//! `positive(number)`: a number as it is.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::typed::{mapped, same_type};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `positive(number)`: a number as it is.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: the type of the number, double for text.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFOPPositive`.
pub fn positive() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Positive));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "positive",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "as the number",
    description: "A number as it is.",
    example: ("SELECT positive(5)", "5"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Positive;

impl Function for Positive {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        same_type(planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        mapped(
            arguments,
            |number| number,
            |number| number,
            |number| number,
            |number| number,
        )
    }
}
