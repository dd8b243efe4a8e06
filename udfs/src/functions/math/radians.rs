//! `radians(number)`: an angle in degrees in radians.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `radians(number)`: an angle in degrees in radians.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFRadians`.
pub fn radians() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number * RADIANS),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "radians",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "An angle in degrees in radians.",
    example: ("SELECT radians(180)", "3.141592653589793"),
    origin: Origin::Hive,
};

/// Pi divided by 180, as `java.lang.Math` has it.
const RADIANS: f64 = 0.017_453_292_519_943_295;
