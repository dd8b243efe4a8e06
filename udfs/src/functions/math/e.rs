//! `e()`: Euler's number.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::Parameters;

/// `e()`: Euler's number.
///
/// - **Input**: none.
/// - **Output**: double.
/// - **Nulls**: never.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFE`.
pub fn e() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(E));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "e",
    aliases: &[],
    parameters: Parameters::exactly(&[]),
    returns: "double",
    description: "Euler's number as a double, a constant.",
    example: ("SELECT e()", "2.718281828459045"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct E;

impl Function for E {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        output::double_rows(arguments, |_| Some(std::f64::consts::E))
    }
}
