//! What `greatest` and `least` share: their type, and the value of each row that is beyond all others.

use std::cmp::Ordering;

use arrow::array::{Array, UInt64Array};
use arrow::compute::take;
use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::ColumnarValue;

use super::lists::{converted, ordered, row_by_row};
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Planned};
use crate::typing::{self, Group};

/// The type in which all arguments are compared.
pub(super) fn extreme_type(about: &About, planned: &Planned<'_>) -> Result<DataType> {
    let call = || about.parameters.call(about.name);
    if let Some(nested) = planned.types.iter().find(|given| given.is_nested()) {
        return plan_err!("{}: {nested} cannot be compared", call());
    }
    let common = planned.types.iter().fold(DataType::Null, |common, given| {
        typing::comparison(&common, given)
    });
    Ok(match typing::group(&common) {
        Group::Text => DataType::Utf8View,
        Group::Binary => DataType::BinaryView,
        _ => common,
    })
}

/// The value of every row that lies in a direction from all others; NULL where one is NULL.
pub(super) fn extremes(arguments: &Arguments<'_>, wanted: Ordering) -> Result<ColumnarValue> {
    let (rows, count) = (arguments.rows(), arguments.len());
    let columns = (0..count)
        .map(|position| converted(&arguments.array(position)?, arguments.return_type()))
        .collect::<Result<Vec<_>>>()?;
    let values = row_by_row(&columns, rows)?;
    if values.data_type() == &DataType::Null {
        return output::columnar(
            arguments,
            arrow::array::new_null_array(&DataType::Null, rows),
        );
    }
    let compared = ordered(&values)?;
    let places: UInt64Array = (0..rows)
        .map(|row| {
            let mut best = row * count;
            for place in row * count..(row + 1) * count {
                if values.is_null(place) {
                    return None;
                }
                if compared(place, best) == wanted {
                    best = place;
                }
            }
            Some(best as u64)
        })
        .collect();
    output::columnar(arguments, take(&values, &places, None)?)
}
