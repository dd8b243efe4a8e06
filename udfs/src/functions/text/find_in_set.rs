//! `find_in_set(part, set)`: where a text stands in a list with commas.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `find_in_set(part, set)`: where a text stands in a list with commas.
///
/// - **Input**: a text; texts with commas between them.
/// - **Output**: int: the place from 1; 0 where it is not among them, as is the case for every text with a comma.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFFindInSet`.
pub fn find_in_set() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(FindInSet));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "find_in_set",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("part", Class::HiveText, "the text to look for"),
        parameter("set", Class::HiveText, "texts with commas between them"),
    ]),
    returns: "int",
    description: "Where a text stands in a list with commas.",
    example: ("SELECT find_in_set('b', 'a,b,c')", "2"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct FindInSet;

impl Function for FindInSet {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let parts = ImplicitText::new(arguments, 0)?;
        let parts = parts.text()?;
        let sets = ImplicitText::new(arguments, 1)?;
        let sets = sets.text()?;
        output::int_rows(arguments, |row| {
            let (part, set) = (parts.get(row)?, sets.get(row)?);
            let found = (1..)
                .zip(set.split(','))
                .find(|(_, member)| *member == part);
            Some(found.map_or(0, |(place, _)| place))
        })
    }
}
