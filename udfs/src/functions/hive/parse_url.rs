//! `parse_url(text, part[, key])`: a part of a URL.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::try_text_rows;
use super::query_keys::query_key;
use crate::batch::ImplicitText;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::url::{self, QueryKey};

/// `parse_url(text, part[, key])`: a part of a URL, or the value of a key of its query.
///
/// - **Input**: an absolute URL; `PROTOCOL`, `AUTHORITY`, `USERINFO`, `HOST`, `PATH`, `QUERY`, `REF` or `FILE` in upper case; with
///   `QUERY` a key, which is pasted into the regular expression `(&|^)key=([^&]*)`.
/// - **Output**: text as it is written; nothing is decoded.
/// - **Nulls**: NULL gives NULL; so do text that is no URL to `java.net.URL` (a mini-program path, an unknown protocol), a part
///   that it lacks, an unknown part, and a key with another part than `QUERY`.
/// - **Errors**: a key that is no regular expression: when planned for a literal, else when run.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFParseUrl`.
pub fn parse_url() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ParseUrl));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "parse_url",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::HiveText, "an absolute URL"),
            parameter(
                "part",
                Class::HiveText,
                "HOST, PATH, QUERY, REF, PROTOCOL, AUTHORITY, FILE or USERINFO",
            ),
            parameter("key", Class::HiveText, "a key of the query"),
        ],
        2,
    ),
    returns: "text",
    description: "A part of a URL as it is written, or the value of a key of its query. Text that is no absolute URL, \
                  mini-program paths among it, gives NULL.",
    example: (
        "SELECT parse_url('https://h.example.cn/p?a=1&b=2', 'QUERY', 'b')",
        "2",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct ParseUrl;

impl Function for ParseUrl {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        if let Some(Err(error)) = planned.literal_text(2).map(query_key) {
            return plan_err!(
                "{}: argument 3 `key`: {error}",
                ABOUT.parameters.call(ABOUT.name)
            );
        }
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let parts = ImplicitText::new(arguments, 1)?;
        let parts = parts.text()?;
        if arguments.len() < 3 {
            return output::text_rows(arguments, |row| {
                url::parse_url(text.get(row)?, parts.get(row)?).map(Cow::Borrowed)
            });
        }
        let keys = ImplicitText::new(arguments, 2)?;
        let keys = keys.text()?;
        let mut last: Option<(&str, Arc<QueryKey>)> = None;
        try_text_rows(arguments, |row| {
            let (Some(text), Some("QUERY"), Some(key)) =
                (text.get(row), parts.get(row), keys.get(row))
            else {
                return Ok(None);
            };
            if last.as_ref().is_none_or(|(last, _)| *last != key) {
                last = match query_key(key) {
                    Ok(compiled) => Some((key, compiled)),
                    Err(error) => return exec_err!("{error}"),
                };
            }
            Ok(last
                .as_ref()
                .and_then(|(_, key)| url::parse_query(text, key))
                .map(Cow::Borrowed))
        })
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::DataType;

    use super::parse_url;
    use crate::functions::testing::{Column, plan_error, shown};

    fn links() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("https://h.example.cn/p?a=%20&b=2#r"),
            Some("pages/a/b?a=1"),
            Some("http://H.example.cn?ab=1"),
        ])
    }

    #[test]
    fn a_part_is_raw() {
        assert_eq!(
            shown(&parse_url(), &[links(), Column::literal("QUERY")]),
            ["NULL", "NULL", "a=%20&b=2", "NULL", "ab=1"]
        );
        assert_eq!(
            shown(&parse_url(), &[links(), Column::literal("host")]),
            ["NULL", "NULL", "NULL", "NULL", "NULL"]
        );
    }

    #[test]
    fn part_and_key_may_be_columns() {
        let parts = Column::Text(vec![
            Some("QUERY"),
            None,
            Some("QUERY"),
            Some("QUERY"),
            Some("HOST"),
        ]);
        let keys = Column::Text(vec![Some("a"), Some("a"), Some("b"), None, Some("ab")]);
        assert_eq!(
            shown(&parse_url(), &[links(), parts, keys]),
            ["NULL", "NULL", "2", "NULL", "NULL"]
        );
    }

    #[test]
    fn a_key_is_a_pattern() {
        let arguments = [links(), Column::literal("QUERY"), Column::literal("a.")];
        assert_eq!(
            shown(&parse_url(), &arguments),
            ["NULL", "NULL", "NULL", "NULL", "1"]
        );
        let text = DataType::Utf8View;
        let error = plan_error(
            &parse_url(),
            &[(&text, None), (&text, Some("QUERY")), (&text, Some("(k"))],
        );
        assert!(
            error.starts_with("parse_url(text, part[, key]): argument 3 `key`: "),
            "{error}"
        );
    }
}
