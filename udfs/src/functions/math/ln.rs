//! `ln(number)`: the natural logarithm of a number.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `ln(number)`: the natural logarithm of a number.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL; so do text that is no number and a number that is not above 0.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFLn`.
pub fn ln() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| (number > 0.0 || number.is_nan()).then(|| number.ln()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "ln",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The natural logarithm of a number.",
    example: ("SELECT ln(1)", "0.0"),
    origin: Origin::Hive,
};
