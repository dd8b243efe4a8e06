//! `log(base[, number])`: the logarithm of a number.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `log(base[, number])`: the logarithm of a number.
///
/// - **Input**: a base and a number, or a number alone, whose natural logarithm it is then.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL; so do text that is no number, a number that is not above 0, and a base that is not above
///   1.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFLog`.
pub fn log() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Log));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "log",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("base", Class::Numeric, "the base; e where it is left out"),
            parameter("number", Class::Numeric, "the number"),
        ],
        1,
    ),
    returns: "double",
    description: "The logarithm of a number.",
    example: ("SELECT log(2, 8)", "3.0"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Log;

impl Function for Log {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let first = arguments.doubles(0)?;
        if arguments.len() < 2 {
            return output::double_rows(arguments, |row| {
                let number = first.get(row)?;
                (number > 0.0 || number.is_nan()).then(|| number.ln())
            });
        }
        let numbers = arguments.doubles(1)?;
        output::double_rows(arguments, |row| {
            let (base, number) = (first.get(row)?, numbers.get(row)?);
            let none = base <= 1.0 || number <= 0.0;
            (!none).then(|| number.ln() / base.ln())
        })
    }
}
