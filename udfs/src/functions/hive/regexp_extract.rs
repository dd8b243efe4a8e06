//! `regexp_extract(text, pattern[, group])`: what a group of a pattern matches.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Compiled, Patterns, check, searched, try_text_rows};
use crate::batch::ImplicitText;
use crate::batch::{Arguments, Integers};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `regexp_extract(text, pattern[, group])`: what a group of the first match holds.
///
/// - **Input**: text; a regular expression of Java; the number of a group, 0 for the whole match, 1 by default.
/// - **Output**: text; `''` without a match.
/// - **Nulls**: NULL gives NULL; so do a group that took no part in the match and a search that takes more than a million steps.
/// - **Errors**: a pattern that Java refuses or that has no counterpart here: when planned for a literal, else when run. A group
///   that the pattern lacks, once it matches.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFRegExpExtract`.
pub fn regexp_extract() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(RegexpExtract));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "regexp_extract",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::HiveText, "the text to search"),
            parameter("pattern", Class::HiveText, "a regular expression of Java"),
            parameter(
                "group",
                Class::Integer,
                "the number of a group, 1 by default; 0 is the whole match",
            ),
        ],
        2,
    ),
    returns: "text",
    description: "What a group of the first match holds: '' without a match, NULL where the group took no part in it.",
    example: (
        "SELECT regexp_extract('pageId=a1&x=2', 'pageId=([0-9a-zA-z]+)', 1)",
        "a1",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct RegexpExtract;

impl Function for RegexpExtract {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        check(&ABOUT, planned, 1)?;
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let patterns = ImplicitText::new(arguments, 1)?;
        let mut patterns = Patterns::new(patterns.text()?);
        let groups = if arguments.len() > 2 {
            arguments.integers(2)?
        } else {
            Integers::Literal(Some(1))
        };
        try_text_rows(arguments, |row| {
            let Some(text) = text.get(row) else {
                return Ok(None);
            };
            let Some((
                _,
                Compiled {
                    regex,
                    groups: count,
                },
            )) = patterns.get(row)?
            else {
                return Ok(None);
            };
            // Without a match nothing asks for the group.
            let group = groups.get(row).unwrap_or(i64::MAX);
            let found = searched(&ABOUT, regex.extract(text, group, count))?;
            Ok(found.flatten().map(Cow::Borrowed))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::Int32Array;

    use super::regexp_extract;
    use crate::functions::testing::{Column, shown};

    fn links() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("pageId=a_1-b"),
            Some("x?pageId=&y"),
            Some("pageId=中"),
        ])
    }

    #[test]
    fn the_first_group_is_the_default() {
        let pattern = Column::literal("pageId=([0-9a-zA-z]+)");
        assert_eq!(
            shown(&regexp_extract(), &[links(), pattern]),
            ["NULL", "", "a_1", "", ""]
        );
    }

    #[test]
    fn group_and_pattern_may_be_columns() {
        let patterns = Column::Text(vec![
            Some("a"),
            Some("^$"),
            Some("(p)|(q)"),
            Some("(x)(.)"),
            None,
        ]);
        let groups = Column::Array(Arc::new(Int32Array::from(vec![
            Some(0),
            Some(0),
            Some(2),
            Some(2),
            Some(0),
        ])));
        assert_eq!(
            shown(&regexp_extract(), &[links(), patterns, groups]),
            ["NULL", "", "NULL", "?", "NULL"]
        );
    }
}
