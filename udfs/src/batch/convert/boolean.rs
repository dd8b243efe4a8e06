//! Columns of booleans.

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use datafusion_common::{Result, exec_err};

use super::text_of;
use crate::functions::is_text;

/// Booleans of a column: text that is not empty is true, whatever it says, and so is a number other than zero and a timestamp
/// other than that of 1970 UTC; a date is NULL.
///
/// Errors: arrays, maps, structs and binary.
pub(crate) fn to_boolean(array: &ArrayRef) -> Result<BooleanArray> {
    let data_type = array.data_type();
    if is_text(data_type) {
        return Ok(text_of(array)?
            .map(|text| Some(!text?.is_empty()))
            .collect());
    }
    match data_type {
        DataType::Boolean => Ok(array.as_boolean().clone()),
        DataType::Null | DataType::Date32 => Ok(BooleanArray::new_null(array.len())),
        DataType::Timestamp(_, _) => Ok(cast(&cast(array, &DataType::Int64)?, &DataType::Boolean)?
            .as_boolean()
            .clone()),
        other if other.is_numeric() => {
            let numbers = cast(array, &DataType::Float64)?;
            Ok(numbers
                .as_primitive::<Float64Type>()
                .iter()
                .map(|number| Some(number? != 0.0))
                .collect())
        }
        other => exec_err!("{other} is no boolean"),
    }
}
