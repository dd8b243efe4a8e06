//! `trim(text)`: a text without the blanks at its ends.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `trim(text)`: a text without the blanks at its ends.
///
/// - **Input**: text.
/// - **Output**: text; tabs, line breaks and other blanks of Unicode stay.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFTrim`.
pub fn trim() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(Cow::Borrowed(text.trim_matches(' '))),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "trim",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text without the blanks at its ends.",
    example: ("SELECT concat('[', trim(' a '), ']')", "[a]"),
    origin: Origin::Hive,
};
