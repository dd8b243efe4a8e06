//! `size(container)`: how many elements an array or a map has.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray};
use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `size(container)`: how many elements an array or a map has.
///
/// - **Input**: an array or a map.
/// - **Output**: int.
/// - **Nulls**: NULL gives -1.
/// - **Errors**: a struct, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSize`.
pub fn size() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Size));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "size",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "container",
        Class::Container,
        "an array or a map",
    )]),
    returns: "int",
    description: "How many elements an array or a map has.",
    example: ("SELECT size(split('a,b', ','))", "2"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Size;

impl Function for Size {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            if let Some(DataType::Struct(_)) = planned.types.first() {
                return plan_err!(
                    "size(container): argument 1 `container` must be an array or a map, got a struct"
                );
            }
            Ok(DataType::Int32)
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let array = arguments.array(0)?;
        let length = |row: usize| match array.data_type() {
            DataType::List(_) => array.as_list::<i32>().value_length(row),
            DataType::LargeList(_) => {
                let length = array.as_list::<i64>().value_length(row);
                i32::try_from(length).unwrap_or(i32::MAX)
            }
            DataType::FixedSizeList(_, length) => *length,
            DataType::Map(_, _) => array.as_map().value_length(row),
            _ => -1,
        };
        output::int_rows(arguments, |row| {
            Some(if array.is_valid(row) { length(row) } else { -1 })
        })
    }
}
