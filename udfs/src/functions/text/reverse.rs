//! `reverse(text)`: a text from its end to its beginning.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `reverse(text)`: a text from its end to its beginning.
///
/// - **Input**: text.
/// - **Output**: text; code points are turned round one by one.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFReverse`.
pub fn reverse() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(Cow::Owned(text.chars().rev().collect())),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "reverse",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text from its end to its beginning.",
    example: ("SELECT reverse('abc')", "cba"),
    origin: Origin::Hive,
};
