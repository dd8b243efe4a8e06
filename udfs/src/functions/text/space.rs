//! `space(length)`: so many blanks.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `space(length)`: so many blanks.
///
/// - **Input**: a number.
/// - **Output**: text; `''` where the number is not positive.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFSpace`.
pub fn space() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Space));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "space",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("length", Class::Integer, "how many blanks")]),
    returns: "text",
    description: "So many blanks.",
    example: ("SELECT concat('[', space(2), ']')", "[  ]"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Space;

impl Function for Space {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let lengths = arguments.integers(0)?;
        output::text_rows(arguments, |row| {
            let length = usize::try_from(lengths.get(row)?).unwrap_or(0);
            Some(Cow::Owned(" ".repeat(length)))
        })
    }
}
