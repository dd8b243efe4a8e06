//! `mask_hash(text)`: a text masked by its digest.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::digest::md5;

/// `mask_hash(text)`: a text masked by its digest.
///
/// - **Input**: text.
/// - **Output**: text: the MD5 digest in hexadecimal digits.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMaskHash`. MD5, as in Hive 2.
pub fn mask_hash() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(Cow::Owned(md5(text.as_bytes()))),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "mask_hash",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text masked by its digest.",
    example: (
        "SELECT mask_hash('abc')",
        "900150983cd24fb0d6963f7d28e17f72",
    ),
    origin: Origin::Hive,
};
