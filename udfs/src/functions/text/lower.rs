//! `lower(text)`: a text in lower case.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `lower(text)`: a text in lower case. Also `lcase`.
///
/// - **Input**: text.
/// - **Output**: text, by the rules of Unicode that depend on no language.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLower`.
pub fn lower() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(lowered(text)),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "lower",
    aliases: &["lcase"],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text in lower case.",
    example: ("SELECT lower('AbC')", "abc"),
    origin: Origin::Hive,
};

fn lowered(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}
