//! `asin(number)`: the angle of a sine.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `asin(number)`: the angle of a sine.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double, not a number beyond -1 and 1.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFAsin`.
pub fn asin() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number.asin()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "asin",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The angle of a sine.",
    example: ("SELECT asin(0)", "0.0"),
    origin: Origin::Hive,
};
