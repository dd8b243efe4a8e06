//! `pi()`: the number pi.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::Parameters;

/// `pi()`: the number pi.
///
/// - **Input**: none.
/// - **Output**: double.
/// - **Nulls**: never.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFPI`.
pub fn pi() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Pi));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "pi",
    aliases: &[],
    parameters: Parameters::exactly(&[]),
    returns: "double",
    description: "The number pi as a double, a constant.",
    example: ("SELECT pi()", "3.141592653589793"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Pi;

impl Function for Pi {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        output::double_rows(arguments, |_| Some(std::f64::consts::PI))
    }
}
