//! `instr(text, part)`: where a text stands in another.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::ImplicitText;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::Needle;

/// `instr(text, part)`: the place of the first occurrence of a text in another.
///
/// - **Input**: text; the text to look for, which may be a column.
/// - **Output**: int: the place in characters from 1, 0 where it does not occur; the empty text stands at 1.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFInstr`.
pub fn instr() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Instr));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "instr",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text to search"),
        parameter("part", Class::HiveText, "the text to look for"),
    ]),
    returns: "int",
    description: "The place of the first occurrence, in characters from 1; 0 where there is none.",
    example: ("SELECT instr('210315_QYCS_1', 'QYCS')", "8"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Instr;

impl Function for Instr {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let parts = ImplicitText::new(arguments, 1)?;
        let parts = parts.text()?;
        let mut last: Option<(&str, Needle)> = None;
        output::int_rows(arguments, |row| {
            let (text, part) = (text.get(row)?, parts.get(row)?);
            if last.as_ref().is_none_or(|(last, _)| *last != part) {
                last = Some((part, Needle::new(part)));
            }
            Some(last.as_ref()?.1.position(text))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::Int32Array;

    use super::instr;
    use crate::functions::testing::{Column, shown};

    fn texts() -> Column<'static> {
        Column::Text(vec![None, Some(""), Some("abc"), Some("中文b"), Some("bb")])
    }

    #[test]
    fn places_are_counted_in_characters() {
        assert_eq!(
            shown(&instr(), &[texts(), Column::literal("b")]),
            ["NULL", "0", "2", "3", "1"]
        );
    }

    #[test]
    fn the_part_may_be_a_column() {
        let parts = Column::Text(vec![Some("a"), Some(""), None, Some("文"), Some("x")]);
        assert_eq!(
            shown(&instr(), &[texts(), parts]),
            ["NULL", "1", "NULL", "2", "0"]
        );
    }

    #[test]
    fn numbers_are_text() {
        let numbers = || Column::Array(Arc::new(Int32Array::from(vec![12345])));
        assert_eq!(shown(&instr(), &[numbers(), Column::literal("3")]), ["3"]);
        assert_eq!(shown(&instr(), &[numbers(), numbers()]), ["1"]);
    }
}
