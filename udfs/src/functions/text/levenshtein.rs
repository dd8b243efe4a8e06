//! `levenshtein(a, b)`: how far two texts are apart.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::levenshtein as distance;

/// `levenshtein(a, b)`: how far two texts are apart.
///
/// - **Input**: two texts.
/// - **Output**: int: the least number of insertions, deletions and replacements of UTF-16 units.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLevenshtein`.
pub fn levenshtein() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Levenshtein));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "levenshtein",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("a", Class::HiveText, "a text"),
        parameter("b", Class::HiveText, "another text"),
    ]),
    returns: "int",
    description: "How far two texts are apart.",
    example: ("SELECT levenshtein('kitten', 'sitting')", "3"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Levenshtein;

impl Function for Levenshtein {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let a = ImplicitText::new(arguments, 0)?;
        let a = a.text()?;
        let b = ImplicitText::new(arguments, 1)?;
        let b = b.text()?;
        output::int_rows(arguments, |row| Some(distance(a.get(row)?, b.get(row)?)))
    }
}
