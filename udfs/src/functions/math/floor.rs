//! `floor(number)`: the largest whole number that is not above a number.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::whole::{whole_numbers, whole_type};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `floor(number)`: the largest whole number that is not above a number.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: bigint, as far as it goes and 0 for what is no number; for a decimal a decimal without a fraction.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFFloor`.
pub fn floor() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Floor));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "floor",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "bigint, or a decimal",
    description: "The largest whole number that is not above a number.",
    example: ("SELECT floor(CAST(1.9 AS DOUBLE))", "1"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Floor;

impl Function for Floor {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        whole_type(planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        whole_numbers(arguments, f64::floor, i128::div_euclid)
    }
}
