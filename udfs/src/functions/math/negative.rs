//! `negative(number)`: a number with its sign turned round.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::typed::{mapped, same_type};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `negative(number)`: a number with its sign turned round.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: the type of the number, double for text. The least number of each width stays as it is.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFOPNegative`.
pub fn negative() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Negative));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "negative",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "as the number",
    description: "A number with its sign turned round.",
    example: ("SELECT negative(5)", "-5"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Negative;

impl Function for Negative {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        same_type(planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        mapped(
            arguments,
            i32::wrapping_neg,
            i64::wrapping_neg,
            |number| -number,
            |number| -number,
        )
    }
}
