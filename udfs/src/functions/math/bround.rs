//! `bround(number[, places])`: a number rounded, halves to the even digit.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::rounded::{rounded, rounded_type};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::rounding::Half;

/// `bround(number[, places])`: a number rounded, halves to the even digit.
///
/// - **Input**: a number, or text that holds one; how many digits stand behind the point, in front of it where negative.
/// - **Output**: the type of the number, double for text; a decimal has as many digits behind the point as asked for.
///   Doubles are rounded as they are printed, so that 1.005 becomes 1.01.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: places that are no literal, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFBRound`.
pub fn bround() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Bround));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "bround",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("number", Class::Numeric, "the number"),
            parameter(
                "places",
                Class::Places,
                "how many digits stand behind the point; 0 by default, a literal",
            ),
        ],
        1,
    ),
    returns: "as the number",
    description: "A number rounded, halves to the even digit.",
    example: ("SELECT bround(CAST(2.5 AS DOUBLE))", "2.0"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Bround;

impl Function for Bround {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        rounded_type(&ABOUT, planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        rounded(arguments, Half::Even)
    }
}
