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
    let has = |wanted| {
        planned
            .types
            .iter()
            .any(|given| typing::group(given) == wanted)
    };
    if has(Group::Boolean) && has(Group::Time) {
        return plan_err!("{}: booleans are not compared with times", call());
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

/// The value of every row that lies in a direction from all others; NULL where one is NULL. What cannot be converted is
/// skipped before the first value that can, and makes the result NULL behind it.
pub(super) fn extremes(arguments: &Arguments<'_>, wanted: Ordering) -> Result<ColumnarValue> {
    let (rows, count) = (arguments.rows(), arguments.len());
    let given = (0..count)
        .map(|position| arguments.array(position))
        .collect::<Result<Vec<_>>>()?;
    let columns = given
        .iter()
        .map(|array| converted(array, arguments.return_type()))
        .collect::<Result<Vec<_>>>()?;
    let values = row_by_row(&columns, rows)?;
    if values.data_type() == &DataType::Null {
        return output::columnar(
            arguments,
            arrow::array::new_null_array(&DataType::Null, rows),
        );
    }
    let compared = ordered(&values)?;
    let nulls: Vec<_> = given.iter().map(Array::logical_nulls).collect();
    let places: UInt64Array = (0..rows)
        .map(|row| {
            if nulls.iter().flatten().any(|nulls| nulls.is_null(row)) {
                return None;
            }
            let mut row =
                (row * count..(row + 1) * count).skip_while(|place| values.is_null(*place));
            let mut best = row.next()?;
            for place in row {
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
