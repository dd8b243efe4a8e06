//! `query_param(text, key)`: one parameter of a link.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::url;

/// `query_param(text, key)`: the decoded value of the first `key=` in the query of a link.
///
/// - **Input**: a full URL, a mini-program path (`pages/a/b?x=1`), a bare query string or a link with a fragment
///   route (`#/r?x=1`); the decoded name of a parameter, which may be a column.
/// - **Output**: text, decoded as by `decode_url`; `''` where the key is present but empty.
/// - **Nulls**: NULL gives NULL; so does a link without the key.
/// - **Errors**: never.
pub fn query_param() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(QueryParam));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "query_param",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter(
            "text",
            Class::Text,
            "a URL, a mini-program path, or a query string",
        ),
        parameter("key", Class::Text, "the name of the parameter"),
    ]),
    returns: "text",
    description: "The decoded value of the first key= in the query of a URL, of a mini-program path, of a bare \
                  query string, or of a fragment route. Present but empty is ''; no such key is NULL.",
    example: ("SELECT query_param('pages/a/b?x=1&y=%E4%B8%AD', 'y')", "中"),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct QueryParam;

impl Function for QueryParam {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = arguments.text(0)?;
        let key = arguments.text(1)?;
        output::text_rows(arguments, |row| {
            url::query_param(text.get(row)?, key.get(row)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::query_param;
    use crate::functions::testing::{Column, shown};

    fn links() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("https://h.example.cn/p?x=%E4%B8%AD"),
            Some("pages/a?x="),
            Some("x=%zz"),
            Some("https://h.example.cn/#/r?y=1"),
        ])
    }

    #[test]
    fn literal_key_is_looked_up_in_every_link() {
        let key = Column::literal("x");
        assert_eq!(
            shown(&query_param(), &[links(), key]),
            ["NULL", "NULL", "中", "", "%zz", "NULL"]
        );
    }

    #[test]
    fn key_may_be_a_column() {
        let keys = Column::Text(vec![
            Some("x"),
            Some("x"),
            None,
            Some("y"),
            Some("x"),
            Some("y"),
        ]);
        assert_eq!(
            shown(&query_param(), &[links(), keys]),
            ["NULL", "NULL", "NULL", "NULL", "%zz", "1"]
        );
    }
}
