//! `acos(number)`: the angle of a cosine.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_double::OfDouble;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `acos(number)`: the angle of a cosine.
///
/// - **Input**: a number, or text that holds one.
/// - **Output**: double, not a number beyond -1 and 1.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFAcos`.
pub fn acos() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfDouble {
            about: &ABOUT,
            row: |number| Some(number.acos()),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "acos",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("number", Class::Numeric, "the number")]),
    returns: "double",
    description: "The angle of a cosine.",
    example: ("SELECT acos(1)", "0.0"),
    origin: Origin::Hive,
};
