//! `translate(text, from, to)`: characters replaced by others.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::Translation;

/// `translate(text, from, to)`: characters replaced by others.
///
/// - **Input**: text; characters; the characters that take their places, in the same order.
/// - **Output**: text; characters that nothing takes the place of are dropped.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFTranslate`.
pub fn translate() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Translate));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "translate",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text"),
        parameter("from", Class::HiveText, "the characters to replace"),
        parameter("to", Class::HiveText, "what takes their places"),
    ]),
    returns: "text",
    description: "Characters replaced by others.",
    example: ("SELECT translate('abcd', 'bd', 'X')", "aXc"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Translate;

impl Function for Translate {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let from = ImplicitText::new(arguments, 1)?;
        let from = from.text()?;
        let to = ImplicitText::new(arguments, 2)?;
        let to = to.text()?;
        let mut last: Option<((&str, &str), Translation)> = None;
        output::text_rows(arguments, |row| {
            let (text, pair) = (text.get(row)?, (from.get(row)?, to.get(row)?));
            if last.as_ref().is_none_or(|(last, _)| *last != pair) {
                last = Some((pair, Translation::new(pair.0, pair.1)));
            }
            Some(last.as_ref()?.1.apply(text))
        })
    }
}
