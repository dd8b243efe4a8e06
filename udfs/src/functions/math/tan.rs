//! `tan(number)`: the tangent of an angle.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `tan(number)`: the tangent of an angle.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFTan`.
pub fn tan() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number.tan()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "tan",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The tangent of an angle.",
    example: ("SELECT tan(0)", "0.0"),
    origin: Origin::Hive,
};
