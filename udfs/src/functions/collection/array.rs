//! `array([value, …])`: an array of values.

use std::sync::{Arc, LazyLock};

use arrow::array::new_empty_array;
use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::lists;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `array([value, …])`: an array of values.
///
/// - **Input**: values of any types that have one in common; numbers and text have text.
/// - **Output**: list; without a value, of text.
/// - **Nulls**: NULL is an element; the array is never NULL.
/// - **Errors**: values without a type in common, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFArray`.
pub fn array() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(MakeArray));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "array",
    aliases: &[],
    parameters: Parameters::variadic(&[parameter("value", Class::Any, "the elements")], 0),
    returns: "list of the common type",
    description: "An array of values.",
    example: ("SELECT array(1, 'a')", "[\"1\",\"a\"]"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct MakeArray;

impl Function for MakeArray {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            let element = lists::common("array", planned.types.iter().copied())?;
            Ok(lists::list_of(element))
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let rows = arguments.rows();
        let DataType::List(element) = arguments.return_type() else {
            return exec_err!("array was planned without its type");
        };
        let columns = (0..arguments.len())
            .map(|position| lists::converted(&arguments.array(position)?, element.data_type()))
            .collect::<Result<Vec<_>>>()?;
        let values = if columns.is_empty() {
            new_empty_array(element.data_type())
        } else {
            lists::row_by_row(&columns, rows)?
        };
        let arrays = lists::lists(values, std::iter::repeat_n(columns.len(), rows), None)?;
        output::columnar(arguments, Arc::new(arrays))
    }
}
