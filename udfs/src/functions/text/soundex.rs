//! `soundex(text)`: the sound of an English word.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::of_text::OfText;
use crate::functions::function::{About, Origin, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::soundex as sound;

/// `soundex(text)`: the sound of an English word.
///
/// - **Input**: text.
/// - **Output**: text: a letter and three digits; nothing (not NULL) where there is no letter.
/// - **Nulls**: NULL gives NULL; so do letters other than A to Z.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSoundex`.
pub fn soundex() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
        udf(OfText {
            about: &ABOUT,
            row: |text| sound(text).map(Cow::Owned),
        })
    });
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "soundex",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "The sound of an English word.",
    example: ("SELECT soundex('Miller')", "M460"),
    origin: Origin::Hive,
};
