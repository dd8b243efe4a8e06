//! `array_contains(array, value)`: whether a value is in an array.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray, make_comparator};
use arrow::compute::SortOptions;
use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::lists;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::typing;

/// `array_contains(array, value)`: whether a value is in an array.
///
/// - **Input**: an array; a value of the type of its elements.
/// - **Output**: boolean.
/// - **Nulls**: a NULL array and a NULL value give false.
/// - **Errors**: a value of another type than the elements, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFArrayContains`.
pub fn array_contains() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ArrayContains));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "array_contains",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("array", Class::Array, "an array"),
        parameter("value", Class::Any, "the value to look for"),
    ]),
    returns: "boolean",
    description: "Whether a value is in an array.",
    example: ("SELECT array_contains(split('a,b', ','), 'a')", "true"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct ArrayContains;

impl Function for ArrayContains {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            let (Some(DataType::List(element)), Some(value)) =
                (planned.types.first(), planned.types.get(1))
            else {
                return plan_err!("array_contains takes 2 arguments");
            };
            let element = element.data_type();
            let is_same = lists::carried(element) == lists::carried(value)
                || element.is_integer() && value.is_integer()
                || typing::is_decimal(element) && typing::is_decimal(value);
            if is_same {
                return Ok(DataType::Boolean);
            }
            plan_err!(
                "array_contains(array, value): argument 2 `value` must be {} as the elements are, got {}",
                typing::hive_name(element),
                typing::hive_name(value)
            )
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let array = arguments.array(0)?;
        let arrays = array.as_list::<i32>();
        let element = arrays.value_type();
        let value = lists::converted(&arguments.array(1)?, &element)?;
        let compared = make_comparator(arrays.values(), &value, SortOptions::default())?;
        output::boolean_rows(arguments, |row| {
            let is_known = arrays.is_valid(row) && value.is_valid(row);
            let mut places = lists::range(arrays.value_offsets(), row);
            Some(is_known && places.any(|place| compared(place, row).is_eq()))
        })
    }
}
