//! `sha1(value)`: the SHA-1 digest of a value.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_bytes::OfBytes;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::digest;

/// `sha1(value)`: the SHA-1 digest of a value. Also `sha`.
///
/// - **Input**: text, taken in UTF-8, or binary.
/// - **Output**: text: 40 hexadecimal digits in lower case.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFSha1`.
pub fn sha1() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfBytes {
            about: &ABOUT,
            row: digest::sha1,
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "sha1",
    aliases: &["sha"],
    parameters: Parameters::exactly(&[parameter("value", Class::HiveBytes, "text, or bytes")]),
    returns: "text",
    description: "The SHA-1 digest of a value.",
    example: (
        "SELECT sha1('')",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    ),
    origin: Origin::Hive,
};
