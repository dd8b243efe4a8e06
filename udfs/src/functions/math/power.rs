//! `power(base, exponent)`: a number to the power of another.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `power(base, exponent)`: a number to the power of another. Also `pow`.
///
/// - **Input**: two numbers.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFPower`.
pub fn power() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Power));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "power",
    aliases: &["pow"],
    parameters: Parameters::exactly(&[
        parameter("base", Class::Numeric, "the base"),
        parameter("exponent", Class::Numeric, "the exponent"),
    ]),
    returns: "double",
    description: "A number to the power of another.",
    example: ("SELECT power(2, 3)", "8.0"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Power;

impl Function for Power {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let (bases, exponents) = (arguments.doubles(0)?, arguments.doubles(1)?);
        output::double_rows(arguments, |row| {
            Some(powered(bases.get(row)?, exponents.get(row)?))
        })
    }
}

/// `Math.pow`: unlike here, one to the power of what is no number is no number in Java, and so is what has an infinite exponent.
fn powered(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || exponent.is_infinite() && base.abs().to_bits() == 1.0_f64.to_bits() {
        return f64::NAN;
    }
    base.powf(exponent)
}
