//! `cos(number)`: the cosine of an angle.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `cos(number)`: the cosine of an angle.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFCos`.
pub fn cos() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number.cos()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "cos",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The cosine of an angle.",
    example: ("SELECT cos(0)", "1.0"),
    origin: Origin::Hive,
};
