//! `atan(number)`: the angle of a tangent.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `atan(number)`: the angle of a tangent.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFAtan`.
pub fn atan() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number.atan()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "atan",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The angle of a tangent.",
    example: ("SELECT atan(1)", "0.7853981633974483"),
    origin: Origin::Hive,
};
