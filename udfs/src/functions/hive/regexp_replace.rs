//! `regexp_replace(text, pattern, replacement)`: every match of a pattern by another text.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Compiled, Patterns, check, is_same, searched, try_map_text};
use crate::batch::Arguments;
use crate::batch::ImplicitText;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::java_regex::Replacement;

/// `regexp_replace(text, pattern, replacement)`: a text with every match replaced.
///
/// - **Input**: text; a regular expression of Java; a replacement of Java: `$1` and `${name}` are groups, `\$` is the character.
/// - **Output**: text; what has no match comes back as it is.
/// - **Nulls**: NULL gives NULL; so does a search that takes more than a million steps.
/// - **Errors**: a pattern that Java refuses or that has no counterpart here: when planned for a literal, else when run. A
///   replacement that Java refuses (`$` without a group, a group that the pattern lacks), once the pattern matches.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFRegExpReplace`.
pub fn regexp_replace() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(RegexpReplace));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "regexp_replace",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text to search"),
        parameter("pattern", Class::HiveText, "a regular expression of Java"),
        parameter(
            "replacement",
            Class::HiveText,
            "what takes the place of a match; $1 is its first group",
        ),
    ]),
    returns: "text",
    description: "The text with every match of the pattern replaced. In the replacement $1 and ${name} are groups and \
                  \\$ is the character.",
    example: (
        r"SELECT regexp_replace('100-200', '(\\d+)-(\\d+)', '$2-$1')",
        "200-100",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct RegexpReplace;

impl Function for RegexpReplace {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        check(&ABOUT, planned, 1)?;
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let patterns = ImplicitText::new(arguments, 1)?;
        let mut patterns = Patterns::new(patterns.text()?);
        let replacements = ImplicitText::new(arguments, 2)?;
        let replacements = replacements.text()?;
        let mut last: Option<(&str, &str, Replacement)> = None;
        try_map_text(arguments, &text, |row, text| {
            let Some((pattern, Compiled { regex, groups })) = patterns.get(row)? else {
                return Ok(None);
            };
            let Some(by) = replacements.get(row) else {
                return Ok(None);
            };
            // A replacement is compiled for its pattern.
            let is_last = |(of, last, _): &(&str, &str, Replacement)| {
                is_same(of, pattern) && is_same(last, by)
            };
            if !last.as_ref().is_some_and(is_last) {
                last = Some((pattern, by, Replacement::new(by, regex)));
            }
            let Some((_, _, replacement)) = &last else {
                return Ok(None);
            };
            searched(&ABOUT, regex.replace_all(text, replacement, groups))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::Float64Array;

    use super::regexp_replace;
    use crate::functions::testing::{Column, shown};

    fn texts() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("a\nb\r\nc|d"),
            Some("{\"a\":\"b\"}"),
            Some("abc"),
        ])
    }

    #[test]
    fn line_breaks_and_bars_are_dropped() {
        let pattern = Column::literal(r"\n+|\r+|(\n\r)+|\t+|\|");
        assert_eq!(
            shown(&regexp_replace(), &[texts(), pattern, Column::literal("")]),
            ["NULL", "", "abcd", "{\"a\":\"b\"}", "abc"]
        );
    }

    #[test]
    fn all_may_be_columns() {
        let patterns = Column::Text(vec![
            Some("a"),
            Some(""),
            Some(r"\R"),
            Some(r#"^\{"(.*)"\}$"#),
            None,
        ]);
        let replacements = Column::Text(vec![Some("x"), Some("x"), None, Some("$1"), Some("x")]);
        assert_eq!(
            shown(&regexp_replace(), &[texts(), patterns, replacements]),
            ["NULL", "x", "NULL", "a\":\"b", "NULL"]
        );
    }

    #[test]
    fn numbers_are_text() {
        let numbers = Column::Array(Arc::new(Float64Array::from(vec![
            Some(12.5),
            None,
            Some(1e7),
        ])));
        assert_eq!(
            shown(
                &regexp_replace(),
                &[numbers, Column::literal(r"\."), Column::literal(",")]
            ),
            ["12,5", "NULL", "1,0E7"]
        );
    }
}
