//! `sort_array(array)`: an array with its elements in order.

use std::sync::{Arc, LazyLock};

use arrow::array::AsArray;
use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::lists;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `sort_array(array)`: an array with its elements in order.
///
/// - **Input**: an array.
/// - **Output**: list: NULL first, numbers by their value, text by its bytes in UTF-8.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSortArray`.
pub fn sort_array() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(SortArray));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "sort_array",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("array", Class::Array, "an array")]),
    returns: "list",
    description: "An array with its elements in order.",
    example: (
        "SELECT sort_array(split('b,a,A', ','))",
        "[\"A\",\"a\",\"b\"]",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct SortArray;

impl Function for SortArray {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        Ok(planned
            .types
            .first()
            .map_or(DataType::Null, |array| (*array).clone()))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let array = arguments.array(0)?;
        let arrays = array.as_list::<i32>();
        let compared = lists::ordered(arrays.values())?;
        let sorted = lists::reordered(arrays, compared)?;
        output::columnar(arguments, Arc::new(sorted))
    }
}
