//! `exp(number)`: e to the power of a number.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `exp(number)`: e to the power of a number.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFExp`.
pub fn exp() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number.exp()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "exp",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "E to the power of a number.",
    example: ("SELECT exp(1)", "2.718281828459045"),
    origin: Origin::Hive,
};
