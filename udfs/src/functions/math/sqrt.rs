//! `sqrt(number)`: the square root of a number.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `sqrt(number)`: the square root of a number.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL; so do text that is no number and a negative number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFSqrt`.
pub fn sqrt() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| (number >= 0.0 || number.is_nan()).then(|| number.sqrt()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "sqrt",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The square root of a number.",
    example: ("SELECT sqrt(4)", "2.0"),
    origin: Origin::Hive,
};
