//! `locate(part, text[, start])`: where a text stands in another, from a place on.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::Needle;

/// `locate(part, text[, start])`: where a text stands in another, from a place on.
///
/// - **Input**: the text to look for; the text to search; a place in it, counted in UTF-16 units from 1.
/// - **Output**: int: the place of the first occurrence in characters from 1; 0 where there is none, and for a start
///   below 1.
/// - **Nulls**: NULL text gives NULL, a NULL start gives 0.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLocate`.
pub fn locate() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Locate));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "locate",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("part", Class::HiveText, "the text to look for"),
            parameter("text", Class::HiveText, "the text to search"),
            parameter(
                "start",
                Class::Integer,
                "where the search begins; 1 by default",
            ),
        ],
        2,
    ),
    returns: "int",
    description: "Where a text stands in another, from a place on.",
    example: ("SELECT locate('b', 'abcb', 3)", "4"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Locate;

impl Function for Locate {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let parts = ImplicitText::new(arguments, 0)?;
        let parts = parts.text()?;
        let text = ImplicitText::new(arguments, 1)?;
        let text = text.text()?;
        let starts = (arguments.len() > 2)
            .then(|| arguments.integers(2))
            .transpose()?;
        let mut last: Option<(&str, Needle)> = None;
        output::int_rows(arguments, |row| {
            let (text, part) = (text.get(row)?, parts.get(row)?);
            if last.as_ref().is_none_or(|(last, _)| *last != part) {
                last = Some((part, Needle::new(part)));
            }
            let needle = &last.as_ref()?.1;
            Some(match &starts {
                None => needle.position(text),
                Some(starts) => starts
                    .get(row)
                    .map_or(0, |start| needle.position_from(text, start)),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::locate;
    use std::sync::Arc;

    use arrow::array::Int32Array;

    use crate::functions::testing::{Column, shown};

    #[test]
    fn a_null_start_finds_nothing() {
        let texts = || Column::Text(vec![Some("abcb"), None, Some("中b"), Some("b"), Some("b")]);
        let starts: Int32Array = vec![Some(3), Some(1), Some(1), None, Some(0)].into();
        let starts = Column::Array(Arc::new(starts));
        assert_eq!(
            shown(&locate(), &[Column::literal("b"), texts(), starts]),
            ["4", "NULL", "2", "0", "0"]
        );
        assert_eq!(
            shown(&locate(), &[Column::literal("b"), texts()]),
            ["2", "NULL", "2", "1", "1"]
        );
    }
}
