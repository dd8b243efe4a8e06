//! `replace(text, search, replacement)`: every occurrence of a text by another.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{is_same, try_map_text};
use crate::batch::Arguments;
use crate::batch::ImplicitText;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::Substitution;

/// `replace(text, search, replacement)`: a text with every occurrence of another replaced.
///
/// - **Input**: text; plain text to look for, and what takes its place; both may be columns.
/// - **Output**: text; what has no occurrence comes back as it is. An empty search puts the replacement around every character.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFReplace`.
pub fn replace() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Replace));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "replace",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text to search"),
        parameter("search", Class::HiveText, "the text to look for"),
        parameter("replacement", Class::HiveText, "what takes its place"),
    ]),
    returns: "text",
    description: "The text with every occurrence of another replaced. An empty search puts the replacement around \
                  every character.",
    example: ("SELECT replace('a.b.c', '.', '')", "abc"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Replace;

impl Function for Replace {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let searches = ImplicitText::new(arguments, 1)?;
        let searches = searches.text()?;
        let replacements = ImplicitText::new(arguments, 2)?;
        let replacements = replacements.text()?;
        let mut last: Option<(&str, &str, Substitution)> = None;
        try_map_text(arguments, &text, |row, text| {
            let (Some(search), Some(by)) = (searches.get(row), replacements.get(row)) else {
                return Ok(None);
            };
            let is_last = |(of, last, _): &(&str, &str, Substitution)| {
                is_same(of, search) && is_same(last, by)
            };
            if !last.as_ref().is_some_and(is_last) {
                last = Some((search, by, Substitution::new(search, by)));
            }
            Ok(last
                .as_ref()
                .map(|(_, _, substitution)| substitution.apply(text)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::replace;
    use crate::functions::testing::{Column, shown};

    fn texts() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("a\nb\n"),
            Some("中"),
            Some("a.b"),
        ])
    }

    #[test]
    fn occurrences_are_replaced() {
        assert_eq!(
            shown(
                &replace(),
                &[texts(), Column::literal("\n"), Column::literal("")]
            ),
            ["NULL", "", "ab", "中", "a.b"]
        );
    }

    #[test]
    fn both_may_be_columns() {
        let searches = Column::Text(vec![Some("a"), Some(""), Some("a"), Some(""), None]);
        let replacements = Column::Text(vec![Some("x"), Some("x"), None, Some("x"), Some("x")]);
        assert_eq!(
            shown(&replace(), &[texts(), searches, replacements]),
            ["NULL", "x", "NULL", "x中x", "NULL"]
        );
    }
}
