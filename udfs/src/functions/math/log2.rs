//! `log2(number)`: the logarithm of a number to the base 2.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `log2(number)`: the logarithm of a number to the base 2.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL; so do text that is no number and a number that is not above 0.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFLog2`.
pub fn log2() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| (number > 0.0 || number.is_nan()).then(|| number.ln() / 2.0_f64.ln()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "log2",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The logarithm of a number to the base 2.",
    example: ("SELECT log2(8)", "3.0"),
    origin: Origin::Hive,
};
