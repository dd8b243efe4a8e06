//! `match(text, regex)`: whether a pattern is found in a text.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::re2::Pattern;

/// `match(text, regex)`: 1 where the pattern is found anywhere in the text, else 0.
///
/// - **Input**: text; a pattern in RE2's syntax, which may be a column. `.` matches line breaks too.
/// - **Output**: int, 0 or 1.
/// - **Nulls**: NULL gives NULL; so does a malformed pattern in a column.
/// - **Errors**: when planned, a literal that is no pattern.
/// - **Reference**: ClickHouse's `match`.
pub fn r#match() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Match));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "match",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::Text, "the text to search"),
        parameter("regex", Class::Text, "a pattern in RE2's syntax"),
    ]),
    returns: "int",
    description: "1 where the pattern is found anywhere in the text, else 0. The syntax is RE2's, and . matches line \
                  breaks too. A malformed pattern is an error as a literal and NULL in a column.",
    example: ("SELECT match('10000007919', '^1[0-9]{10}$')", "1"),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct Match;

impl Function for Match {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        if let Some(Err(error)) = planned.literal_text(1).map(Pattern::compile) {
            return plan_err!("match(text, regex): argument 2 `regex`: {error}");
        }
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = arguments.text(0)?;
        let patterns = arguments.text(1)?;
        let mut last = Compiled::default();
        output::int_rows(arguments, |row| {
            let pattern = last.get(patterns.get(row)?)?;
            Some(pattern.matches(text.get(row)?).into())
        })
    }
}

/// The pattern of the last row: of a literal it is that of all rows.
#[derive(Default)]
struct Compiled<'a> {
    text: Option<&'a str>,
    pattern: Option<Pattern>,
}

impl<'a> Compiled<'a> {
    fn get(&mut self, text: &'a str) -> Option<&Pattern> {
        if self.text != Some(text) {
            self.pattern = Pattern::compile(text).ok();
            self.text = Some(text);
        }
        self.pattern.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, Int32Array, StringArray};
    use arrow::datatypes::DataType;

    use super::r#match;
    use crate::functions::testing::{Column, plan_error, result, shown};

    fn texts() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("10000007919"),
            Some("x10000007919"),
            Some("178*"),
        ])
    }

    #[test]
    fn pattern_is_found_or_not() {
        let pattern = Column::literal("^1[0-9]{10}$");
        assert_eq!(
            shown(&r#match(), &[texts(), pattern]),
            ["NULL", "0", "1", "0", "0"]
        );
    }

    #[test]
    fn pattern_may_be_a_column() {
        let patterns = Column::Text(vec![Some("1"), Some("^$"), None, Some("^1"), Some(r"\*")]);
        assert_eq!(
            shown(&r#match(), &[texts(), patterns]),
            ["NULL", "1", "NULL", "0", "1"]
        );
    }

    #[test]
    fn malformed_pattern_in_a_column_is_null() {
        let texts: ArrayRef = Arc::new(StringArray::from(vec!["a", "a", "a"]));
        let patterns: ArrayRef = Arc::new(StringArray::from(vec!["(", "a", "(?=a)"]));
        let expected: ArrayRef = Arc::new(Int32Array::from(vec![None, Some(1), None]));
        assert_eq!(&result(&r#match(), &[texts, patterns]), &expected);
    }

    #[test]
    fn malformed_literal_is_refused_when_planned() {
        let text = DataType::Utf8View;
        assert_eq!(
            plan_error(&r#match(), &[(&text, None), (&text, Some("(a"))]),
            "match(text, regex): argument 2 `regex`: '(a' is no regular expression: unclosed group"
        );
    }
}
