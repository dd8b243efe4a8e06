//! `abs(number)`: a number without its sign.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::typed::mapped;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `abs(number)`: a number without its sign.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: int for integers up to 32 bits, bigint, double for floats and text, or the same decimal. The least int
///   and the least bigint have no counterpart and stay as they are.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFAbs`.
pub fn abs() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Abs));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "abs",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "as the number",
    description: "A number without its sign.",
    example: ("SELECT abs(-5)", "5"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Abs;

impl Function for Abs {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        Ok(match planned.types.first() {
            Some(DataType::Int8 | DataType::Int16 | DataType::Int32) => DataType::Int32,
            Some(DataType::Decimal128(precision, scale)) => {
                DataType::Decimal128(*precision, *scale)
            }
            Some(data_type) if data_type.is_integer() => DataType::Int64,
            _ => DataType::Float64,
        })
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        mapped(
            arguments,
            i32::wrapping_abs,
            i64::wrapping_abs,
            f64::abs,
            i128::abs,
        )
    }
}
