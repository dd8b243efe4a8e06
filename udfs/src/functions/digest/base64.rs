//! `base64(value)`: bytes as base64.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_bytes::OfBytes;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::codec;

/// `base64(value)`: bytes as base64.
///
/// - **Input**: binary, or text, taken in UTF-8, which Hive refuses.
/// - **Output**: text, without line breaks.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFBase64`.
pub fn base64() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfBytes {
            about: &ABOUT,
            row: codec::base64,
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "base64",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::HiveBytes, "text, or bytes")]),
    returns: "text",
    description: "Bytes as base64.",
    example: ("SELECT base64(CAST('abc' AS BINARY))", "YWJj"),
    origin: Origin::Hive,
};
