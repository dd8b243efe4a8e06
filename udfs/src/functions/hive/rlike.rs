//! `rlike(text, pattern)`: whether a pattern is found in a text.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Patterns, check, keep, or_first_error, searched};
use crate::batch::ImplicitText;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `rlike(text, pattern)`: whether a pattern is found anywhere in a text; `text RLIKE pattern`, `text REGEXP pattern`.
///
/// - **Input**: text; a regular expression of Java, which may be a column.
/// - **Output**: boolean; false for an empty pattern.
/// - **Nulls**: NULL gives NULL; so does a search that takes more than a million steps.
/// - **Errors**: a pattern that Java refuses or that has no counterpart here: when planned for a literal, else when run.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFRegExp`.
pub fn rlike() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Rlike));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "rlike",
    aliases: &["regexp"],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text to search"),
        parameter("pattern", Class::HiveText, "a regular expression of Java"),
    ]),
    returns: "boolean",
    description: "Whether the pattern is found anywhere in the text. An empty pattern is found nowhere.",
    example: (
        r"SELECT '210315_QYCS_12' RLIKE '^210315_QYCS_\\d+$'",
        "true",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Rlike;

impl Function for Rlike {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        check(&ABOUT, planned, 1)?;
        Ok(DataType::Boolean)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let patterns = ImplicitText::new(arguments, 1)?;
        let mut patterns = Patterns::new(patterns.text()?);
        or_first_error(|failed| {
            output::boolean_rows(arguments, |row| {
                let text = text.get(row)?;
                keep(failed, || match patterns.get(row)? {
                    None => Ok(None),
                    Some(("", _)) => Ok(Some(false)),
                    Some((_, compiled)) => searched(&ABOUT, compiled.regex.is_match(text)),
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::DataType;

    use super::rlike;
    use crate::functions::testing::{Column, plan_error, shown};

    fn events() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("210315_QYCS_1"),
            Some("210315_QYCS_1\n"),
            Some("x210315_QYCS_1"),
        ])
    }

    #[test]
    fn pattern_is_found_or_not() {
        let pattern = Column::literal(r"^210315_QYCS_\d+$");
        assert_eq!(
            shown(&rlike(), &[events(), pattern]),
            ["NULL", "false", "true", "true", "false"]
        );
    }

    #[test]
    fn pattern_may_be_a_column_and_an_empty_one_is_found_nowhere() {
        let patterns = Column::Text(vec![Some("a"), Some("^$"), Some(""), None, Some("(?<=x)2")]);
        assert_eq!(
            shown(&rlike(), &[events(), patterns]),
            ["NULL", "true", "false", "NULL", "true"]
        );
    }

    #[test]
    fn a_literal_that_is_no_pattern_is_refused_when_planned() {
        let text = DataType::Utf8View;
        assert_eq!(
            plan_error(&rlike(), &[(&text, None), (&text, Some(r"a\X"))]),
            r#"rlike(text, pattern): argument 2 `pattern`: regular expression "a\\X": \X (a grapheme cluster) is not supported (character 2)"#
        );
    }
}
