//! `degrees(number)`: an angle in degrees.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `degrees(number)`: an angle in degrees.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFDegrees`.
pub fn degrees() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number * DEGREES),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "degrees",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "An angle in degrees.",
    example: ("SELECT degrees(pi())", "180.0"),
    origin: Origin::Hive,
};

/// 180 divided by pi, as `java.lang.Math` has it.
const DEGREES: f64 = 57.295_779_513_082_32;
