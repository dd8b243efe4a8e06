//! `rtrim(text)`: a text without the blanks at its end.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `rtrim(text)`: a text without the blanks at its end.
///
/// - **Input**: text.
/// - **Output**: text; tabs, line breaks and other blanks of Unicode stay.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFRTrim`.
pub fn rtrim() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(Cow::Borrowed(text.trim_end_matches(' '))),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "rtrim",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text without the blanks at its end.",
    example: ("SELECT concat('[', rtrim(' a '), ']')", "[ a]"),
    origin: Origin::Hive,
};
