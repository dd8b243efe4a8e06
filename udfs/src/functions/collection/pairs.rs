//! Maps put together of columns of keys and values.

use std::cmp::Ordering;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, MapArray, StructArray, UInt64Array, new_empty_array};
use arrow::buffer::OffsetBuffer;
use arrow::compute::take;
use arrow::datatypes::{DataType, FieldRef};
use datafusion_common::{Result, exec_err};

use super::lists::{converted, ordered, row_by_row};
use crate::batch::Arguments;

/// The maps of arguments that are keys and values in turn.
pub(super) fn maps(arguments: &Arguments<'_>, entries: &FieldRef) -> Result<MapArray> {
    let DataType::Struct(fields) = entries.data_type() else {
        return exec_err!("map was planned without its type");
    };
    let [key, value] = fields.as_ref() else {
        return exec_err!("map was planned without its type");
    };
    let keys = column(arguments, 0, key.data_type())?;
    let values = column(arguments, 1, value.data_type())?;
    let (kept, lengths) = last_of_each_key(&keys, arguments.len() / 2, arguments.rows())?;
    let key_places: UInt64Array = kept.iter().map(|(key, _)| Some(*key)).collect();
    let value_places: UInt64Array = kept.iter().map(|(_, value)| Some(*value)).collect();
    let columns = vec![
        take(&keys, &key_places, None)?,
        take(&values, &value_places, None)?,
    ];
    Ok(MapArray::try_new(
        Arc::clone(entries),
        OffsetBuffer::from_lengths(lengths),
        StructArray::try_new(fields.clone(), columns, None)?,
        None,
        false,
    )?)
}

/// Every second argument from `first` on, row by row.
fn column(arguments: &Arguments<'_>, first: usize, data_type: &DataType) -> Result<ArrayRef> {
    let columns = (first..arguments.len())
        .step_by(2)
        .map(|position| converted(&arguments.array(position)?, data_type))
        .collect::<Result<Vec<_>>>()?;
    if columns.is_empty() {
        return Ok(new_empty_array(data_type));
    }
    row_by_row(&columns, arguments.rows())
}

/// The pairs that stay, as the place of the key and that of the value, and how many each row has. A key stands where it comes
/// first, with the value that comes last.
#[expect(
    clippy::type_complexity,
    reason = "two lists, each said in the line above"
)]
fn last_of_each_key(
    keys: &ArrayRef,
    pairs: usize,
    rows: usize,
) -> Result<(Vec<(u64, u64)>, Vec<usize>)> {
    let compared = ordered(keys)?;
    let (mut kept, mut lengths) = (Vec::new(), Vec::with_capacity(rows));
    for row in 0..rows {
        let start = kept.len();
        for place in row * pairs..(row + 1) * pairs {
            if keys.is_null(place) {
                continue;
            }
            let known = kept
                .iter_mut()
                .skip(start)
                .find(|(key, _): &&mut (u64, u64)| {
                    let key = usize::try_from(*key).unwrap_or_default();
                    compared(key, place) == Ordering::Equal
                });
            match known {
                Some(pair) => pair.1 = place as u64,
                None => kept.push((place as u64, place as u64)),
            }
        }
        lengths.push(kept.len() - start);
    }
    Ok((kept, lengths))
}
