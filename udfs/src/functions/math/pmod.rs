//! `pmod(left, right)`: the remainder of a division, with the sign of the divisor.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::remainder::{remainder_type, remainders};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `pmod(left, right)`: the remainder of a division, with the sign of the divisor.
///
/// - **Input**: two numbers, or text that holds one.
/// - **Output**: the type in which Hive computes with both: the wider integer, a decimal, a float or a double.
/// - **Nulls**: NULL gives NULL; so do text that is no number and division by 0.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFPosMod`.
pub fn pmod() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Pmod));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "pmod",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("left", Class::Numeric, "what is divided"),
        parameter("right", Class::Numeric, "what it is divided by"),
    ]),
    returns: "the common type",
    description: "The remainder of a division, with the sign of the divisor.",
    example: ("SELECT pmod(-7, 3)", "2"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Pmod;

impl Function for Pmod {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            let [left, right] = planned.types.as_slice() else {
                return plan_err!("pmod takes 2 arguments");
            };
            if let Some(data_type) = remainder_type(left, right) {
                Ok(data_type)
            } else {
                plan_err!("pmod: {left} and {right} have no type in common")
            }
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        remainders(arguments)
    }
}
