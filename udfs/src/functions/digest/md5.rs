//! `md5(value)`: the MD5 digest of a value.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_bytes::OfBytes;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::digest;

/// `md5(value)`: the MD5 digest of a value.
///
/// - **Input**: text, taken in UTF-8, or binary.
/// - **Output**: text: 32 hexadecimal digits in lower case.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFMd5`.
pub fn md5() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfBytes {
            about: &ABOUT,
            row: digest::md5,
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "md5",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::HiveBytes, "text, or bytes")]),
    returns: "text",
    description: "The MD5 digest of a value.",
    example: ("SELECT md5('abc')", "900150983cd24fb0d6963f7d28e17f72"),
    origin: Origin::Hive,
};
