//! `initcap(text)`: a text in lower case with a capital at the beginning of every word.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::initcap as capitalized;

/// `initcap(text)`: a text in lower case with a capital at the beginning of every word.
///
/// - **Input**: text.
/// - **Output**: text; words stand between white space.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFInitCap`.
pub fn initcap() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| Some(Cow::Owned(capitalized(text))),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "initcap",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text in lower case with a capital at the beginning of every word.",
    example: ("SELECT initcap('hELLO wORLD')", "Hello World"),
    origin: Origin::Hive,
};
