//! `quote(text)`: a text as a literal.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `quote(text)`: a text as a literal.
///
/// - **Input**: text.
/// - **Output**: text in single quotes, with a backslash before the single quotes in it.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: Spark's `quote`; Hive 2.3 has none.
pub fn quote() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(Cow::Owned(quoted(text))),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "quote",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text as a literal.",
    example: ("SELECT quote('a')", "'a'"),
    origin: Origin::Hive,
};

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "\\'"))
}
