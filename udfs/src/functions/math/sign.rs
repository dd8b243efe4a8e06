//! `sign(number)`: the sign of a number.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Decimal128Type};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `sign(number)`: the sign of a number.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: -1, 0 or 1: an int for a decimal, else a double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFSign`.
pub fn sign() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Sign));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "sign",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double, or int for decimals",
    description: "The sign of a number.",
    example: ("SELECT sign(-3)", "-1.0"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Sign;

impl Function for Sign {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        Ok(match planned.types.first() {
            Some(DataType::Decimal128(_, _)) => DataType::Int32,
            _ => DataType::Float64,
        })
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let array = arguments.array(0)?;
        if let DataType::Decimal128(_, _) = array.data_type() {
            let numbers = array.as_primitive::<Decimal128Type>();
            return output::int_rows(arguments, |row| {
                let number = numbers.is_valid(row).then(|| numbers.value(row))?;
                i32::try_from(number.signum()).ok()
            });
        }
        let numbers = arguments.doubles(0)?;
        output::double_rows(arguments, |row| {
            let number = numbers.get(row)?;
            Some(match number {
                0.0 => 0.0,
                _ if number > 0.0 => 1.0,
                _ => -1.0,
            })
        })
    }
}
