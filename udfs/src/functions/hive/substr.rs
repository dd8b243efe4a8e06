//! `substr(text, start[, length])`: a part of a text by its place.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::try_map_text;
use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text;

/// `substr(text, start[, length])`: the part of a text from a place, to its end or as long as told; also `substring`.
///
/// - **Input**: text, or bytes, of which places are bytes; the place of the first UTF-16 unit, 1 or 0 for the first, -1 for the last; a number of units.
/// - **Output**: text; `''` where the start lies beyond either end or the length is not positive. Of a character beyond U+FFFF
///   that is cut in two, a `?` remains.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a start of -2147483648, as in Hive.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFSubstr`.
pub fn substr() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Substr));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "substr",
    aliases: &["substring"],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::HiveText, "the text"),
            parameter(
                "start",
                Class::Integer,
                "the first place, from 1; negative places count from the end",
            ),
            parameter(
                "length",
                Class::Integer,
                "how long the part is; to the end by default",
            ),
        ],
        2,
    ),
    returns: "text",
    description: "The part of the text from a place. Places are UTF-16 units, and 0 is the same as 1. Nothing (not \
                  NULL) where the start lies beyond either end.",
    example: (
        "SELECT substr('2021-03-15 10:11:12.123', 0, 19)",
        "2021-03-15 10:11:12",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Substr;

impl Function for Substr {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let is_bytes = planned.types.first().is_some_and(|given| given.is_binary());
        Ok(if is_bytes {
            DataType::BinaryView
        } else {
            DataType::Utf8View
        })
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        if arguments.return_type() == &DataType::BinaryView {
            return bytes(arguments);
        }
        let text = ImplicitText::new(arguments, 0)?;
        let starts = arguments.integers(1)?;
        let lengths = if arguments.len() > 2 {
            Some(arguments.integers(2)?)
        } else {
            None
        };
        try_map_text(arguments, &text, |row, text| {
            let Some(start) = starts.get(row) else {
                return Ok(None);
            };
            if start == i64::from(i32::MIN) {
                return exec_err!("substr: there is no place {start}");
            }
            let length = match &lengths {
                None => None,
                Some(lengths) => match lengths.get(row) {
                    None => return Ok(None),
                    length => length,
                },
            };
            Ok(Some(text::substr(text, start, length)))
        })
    }
}

/// The part of every row's bytes.
fn bytes(arguments: &Arguments<'_>) -> Result<ColumnarValue> {
    let bytes = arguments.bytes(0)?;
    let starts = arguments.integers(1)?;
    let lengths = (arguments.len() > 2)
        .then(|| arguments.integers(2))
        .transpose()?;
    output::bytes_rows(arguments, |row| {
        let (bytes, start) = (bytes.get(row)?, starts.get(row)?);
        let length = match &lengths {
            Some(lengths) => Some(lengths.get(row)?),
            None => None,
        };
        Some(text::subbytes(bytes, start, length).to_vec())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{Date32Array, Int32Array};

    use super::substr;
    use crate::functions::testing::{Column, shown};

    fn texts() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("abcdef"),
            Some("中文字"),
            Some("abc"),
        ])
    }

    fn integers(numbers: [Option<i32>; 5]) -> Column<'static> {
        Column::Array(Arc::new(Int32Array::from(numbers.to_vec())))
    }

    #[test]
    fn to_the_end_without_a_length() {
        let starts = integers([Some(1), Some(1), Some(-2), Some(2), None]);
        assert_eq!(
            shown(&substr(), &[texts(), starts]),
            ["NULL", "", "ef", "文字", "NULL"]
        );
    }

    #[test]
    fn as_long_as_told() {
        let starts = integers([Some(1), Some(1), Some(0), Some(-9), Some(1)]);
        let lengths = integers([Some(1), Some(1), Some(2), Some(5), None]);
        assert_eq!(
            shown(&substr(), &[texts(), starts, lengths]),
            ["NULL", "", "ab", "", "NULL"]
        );
    }

    #[test]
    fn dates_are_text() {
        let dates = Column::Array(Arc::new(Date32Array::from(vec![18_701])));
        let start = Column::Array(Arc::new(Int32Array::from(vec![6])));
        assert_eq!(shown(&substr(), &[dates, start]), ["03-15"]);
    }
}
