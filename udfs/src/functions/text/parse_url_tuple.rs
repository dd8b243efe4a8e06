//! `parse_url_tuple(text, part, …)`: several parts of a URL.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::texts;
use crate::batch::output::{self, TextStructBuilder};
use crate::batch::{Arguments, ImplicitText};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::hive::query_keys::query_key;
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::url;
use crate::kernel::url::{QueryKey, QueryKeyError};

/// `parse_url_tuple(text, part, …)`: several parts of a URL.
///
/// - **Input**: an absolute URL; parts as `parse_url` has them, or `QUERY:` and a key.
/// - **Output**: struct of text with the fields c0, c1 and so on, one a part.
/// - **Nulls**: NULL gives NULL fields; so does what is no URL, a part that it lacks, and an unknown part.
/// - **Errors**: a key that is no regular expression: when planned for a literal, else when run.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDTFParseUrlTuple`.
pub fn parse_url_tuple() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ParseUrlTuple));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "parse_url_tuple",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("text", Class::HiveText, "an absolute URL"),
            parameter(
                "part",
                Class::HiveText,
                "HOST, PATH, QUERY, REF, PROTOCOL, AUTHORITY, FILE, USERINFO or QUERY:key",
            ),
        ],
        2,
    ),
    returns: "struct of text",
    description: "Several parts of a URL.",
    example: (
        "SELECT parse_url_tuple('http://a.cn/p?x=1', 'HOST', 'QUERY:x')",
        "a.cn  1",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct ParseUrlTuple;

impl Function for ParseUrlTuple {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            for position in 1..planned.types.len() {
                if let Some(Err(error)) = planned.literal_text(position).map(Part::new) {
                    return plan_err!("parse_url_tuple: argument {} `part`: {error}", position + 1);
                }
            }
            let fields = (1..planned.types.len()).map(|place| format!("c{}", place - 1));
            Ok(DataType::Struct(output::text_struct(fields)))
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("parse_url_tuple was planned without its fields");
        };
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let names = texts::implicit_from(arguments, 1)?;
        let names = texts::rows(&names)?;
        let rows = arguments.rows();
        let mut structs = TextStructBuilder::new(fields.clone(), rows);
        let mut parts: Vec<(Option<&str>, Part<'_>)> = vec![(None, Part::Named("")); names.len()];
        for row in 0..rows {
            for (name, part) in names.iter().zip(&mut parts) {
                if part.0 != name.get(row) {
                    let name = name.get(row);
                    *part = match Part::new(name.unwrap_or_default()) {
                        Ok(compiled) => (name, compiled),
                        Err(error) => return exec_err!("parse_url_tuple: {error}"),
                    };
                }
            }
            structs.append(parts.iter().map(|(_, part)| part.of(text.get(row)?)));
        }
        output::columnar(arguments, Arc::new(structs.finish()?))
    }
}

/// A part of a URL that is asked for.
#[derive(Debug, Clone)]
enum Part<'a> {
    /// By its name; an unknown name is no part.
    Named(&'a str),
    /// The value of a key of the query.
    Key(Arc<QueryKey>),
}

impl<'a> Part<'a> {
    fn new(name: &'a str) -> Result<Self, QueryKeyError> {
        match name.strip_prefix("QUERY:") {
            Some(key) => query_key(key).map(Self::Key),
            None => Ok(Self::Named(name)),
        }
    }

    fn of<'u>(&self, text: &'u str) -> Option<&'u str> {
        match self {
            Self::Named(name) => url::parse_url(text, name),
            Self::Key(key) => url::parse_query(text, key),
        }
    }
}
