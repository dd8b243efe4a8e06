//! `ltrim(text)`: a text without the blanks at its beginning.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `ltrim(text)`: a text without the blanks at its beginning.
///
/// - **Input**: text.
/// - **Output**: text; tabs, line breaks and other blanks of Unicode stay.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLTrim`.
pub fn ltrim() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(Cow::Borrowed(text.trim_start_matches(' '))),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "ltrim",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text without the blanks at its beginning.",
    example: ("SELECT concat('[', ltrim(' a '), ']')", "[a ]"),
    origin: Origin::Hive,
};
