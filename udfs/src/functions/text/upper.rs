//! `upper(text)`: a text in upper case.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `upper(text)`: a text in upper case. Also `ucase`.
///
/// - **Input**: text.
/// - **Output**: text, by the rules of Unicode that depend on no language.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFUpper`.
pub fn upper() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(uppered(text)),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "upper",
    aliases: &["ucase"],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text in upper case.",
    example: ("SELECT upper('AbC')", "ABC"),
    origin: Origin::Hive,
};

fn uppered(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase())
    {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_uppercase())
    }
}
