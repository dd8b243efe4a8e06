//! `factorial(number)`: the factorial of a number.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `factorial(number)`: the factorial of a number.
///
/// - **Input**: an integer.
/// - **Output**: bigint.
/// - **Nulls**: NULL gives NULL; so do numbers below 0 and above 20.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFFactorial`.
pub fn factorial() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Factorial));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "factorial",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Integer, "0 to 20")]),
    returns: "bigint",
    description: "The factorial of a number.",
    example: ("SELECT factorial(5)", "120"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Factorial;

impl Function for Factorial {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let numbers = arguments.integers(0)?;
        output::bigint_rows(arguments, |row| {
            let number = numbers.get(row)?;
            (0..=20).contains(&number).then(|| (1..=number).product())
        })
    }
}
