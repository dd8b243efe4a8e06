//! `split(text, pattern)`: the pieces of a text between the matches of a pattern.

use std::sync::{Arc, LazyLock};

use arrow::array::{ListBuilder, StringBuilder};
use arrow::datatypes::{DataType, Field};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Patterns, check, searched};
use crate::batch::ImplicitText;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `split(text, pattern)`: the pieces between the matches of a pattern.
///
/// - **Input**: text; a regular expression of Java, which may be a column.
/// - **Output**: list of text. Empty pieces are kept, also at the end; a match of the empty text at the very start cuts nothing.
/// - **Nulls**: NULL gives NULL; so does a search that takes more than a million steps.
/// - **Errors**: a pattern that Java refuses or that has no counterpart here: when planned for a literal, else when run.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSplit`, that is `String.split(pattern, -1)`.
pub fn split() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Split));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "split",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text to cut"),
        parameter(
            "pattern",
            Class::HiveText,
            "a regular expression of Java: where to cut",
        ),
    ]),
    returns: "list<text>",
    description: "The pieces of the text between the matches of the pattern. Empty pieces are kept, also at the end.",
    example: (r"SELECT split('a?b?', '\\?')", r#"["a","b",""]"#),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Split;

impl Function for Split {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        check(&ABOUT, planned, 1)?;
        Ok(DataType::List(Arc::new(Field::new_list_field(
            DataType::Utf8,
            true,
        ))))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let patterns = ImplicitText::new(arguments, 1)?;
        let mut patterns = Patterns::new(patterns.text()?);
        let mut lists = ListBuilder::new(StringBuilder::new());
        // Held back until the search is through: one that is given up has shown pieces already.
        let mut pieces = Vec::new();
        for row in 0..arguments.rows() {
            pieces.clear();
            let cut = match (text.get(row), patterns.get(row)?) {
                (Some(text), Some((_, compiled))) => searched(
                    &ABOUT,
                    compiled.regex.split(text, None, |piece| pieces.push(piece)),
                )?,
                _ => None,
            };
            if cut.is_some() {
                for piece in &pieces {
                    lists.values().append_value(piece);
                }
            }
            lists.append(cut.is_some());
        }
        output::columnar(arguments, Arc::new(lists.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::functions::testing::{Column, shown};

    fn texts() -> Column<'static> {
        Column::Text(vec![None, Some(""), Some("a?b"), Some("?a??"), Some("中")])
    }

    #[test]
    fn pieces_between_matches() {
        assert_eq!(
            shown(&split(), &[texts(), Column::literal(r"\?")]),
            ["NULL", "[]", "[a, b]", "[, a, , ]", "[中]"]
        );
    }

    #[test]
    fn pattern_may_be_a_column() {
        let patterns = Column::Text(vec![Some("a"), Some("a"), Some(""), None, Some("中")]);
        assert_eq!(
            shown(&split(), &[texts(), patterns]),
            ["NULL", "[]", "[a, ?, b, ]", "NULL", "[, ]"]
        );
    }
}
