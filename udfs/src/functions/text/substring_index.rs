//! `substring_index(text, delimiter, count)`: a text up to the so manieth delimiter.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::substring_index as part;

/// `substring_index(text, delimiter, count)`: a text up to the so manieth delimiter.
///
/// - **Input**: text; a delimiter; a number.
/// - **Output**: text: what stands before that delimiter, or behind it where the number is negative; all of the text
///   where there are not so many; `''` for 0 and for an empty delimiter.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSubstringIndex`.
pub fn substring_index() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(SubstringIndex));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "substring_index",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text"),
        parameter("delimiter", Class::HiveText, "what to count"),
        parameter(
            "count",
            Class::Integer,
            "how many; from the end where negative",
        ),
    ]),
    returns: "text",
    description: "What stands before the delimiter of that number, or behind it where the number is negative, counted from the end.",
    example: ("SELECT substring_index('www.a.cn', '.', 2)", "www.a"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct SubstringIndex;

impl Function for SubstringIndex {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let delimiters = ImplicitText::new(arguments, 1)?;
        let delimiters = delimiters.text()?;
        let counts = arguments.integers(2)?;
        output::text_rows(arguments, |row| {
            let (text, delimiter) = (text.get(row)?, delimiters.get(row)?);
            if text.is_empty() || delimiter.is_empty() {
                return Some(Cow::Borrowed(""));
            }
            Some(Cow::Borrowed(part(text, delimiter, counts.get(row)?)))
        })
    }
}
