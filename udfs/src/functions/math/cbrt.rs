//! `cbrt(number)`: the cube root of a number.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::java_math;

/// `cbrt(number)`: the cube root of a number.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFCbrt`.
pub fn cbrt() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(java_math::cbrt(number)),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "cbrt",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The cube root of a number.",
    example: ("SELECT cbrt(27)", "3.0"),
    origin: Origin::Hive,
};
