//! `hive_like(text, pattern)`: `text LIKE pattern`.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::LikePattern;

/// `hive_like(text, pattern)`: whether all of a text is like a pattern of `%` and `_`.
///
/// - **Input**: text; a pattern, which may be a column. `\%` and `\_` are the signs themselves, any other backslash is text.
/// - **Output**: boolean. In patterns other than `abc`, `abc%`, `%abc` and `%abc%` the wildcards stop at line ends.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFLike`.
pub fn hive_like() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(HiveLike));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "hive_like",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text"),
        parameter(
            "pattern",
            Class::HiveText,
            "what it is like: % is any text, _ any character",
        ),
    ]),
    returns: "boolean",
    description: "Whether all of the text is like the pattern, as LIKE says.",
    example: ("SELECT '210315_QYCS_12' LIKE '210315%'", "true"),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct HiveLike;

impl Function for HiveLike {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let patterns = ImplicitText::new(arguments, 1)?;
        let patterns = patterns.text()?;
        let mut last: Option<(&str, LikePattern)> = None;
        output::boolean_rows(arguments, |row| {
            let (text, pattern) = (text.get(row)?, patterns.get(row)?);
            match &last {
                Some((known, compiled)) if *known == pattern => Some(compiled.is_match(text)),
                _ => {
                    let compiled = LikePattern::new(pattern);
                    let is_match = compiled.is_match(text);
                    last = Some((pattern, compiled));
                    Some(is_match)
                }
            }
        })
    }
}
