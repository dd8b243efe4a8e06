//! Hash codes of columns of every type.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float32Type, Float64Type, Int64Type, TimeUnit,
    TimestampMicrosecondType,
};
use datafusion_common::{Result, exec_err};

use crate::batch::convert::to_integer;
use crate::batch::{Bytes, Text};
use crate::functions::is_text;
use crate::kernel::event_time::Zone;
use crate::kernel::java_hash;

/// The hash code of every row; that of NULL is 0.
pub(super) fn hashes(array: &ArrayRef, zone: Zone) -> Result<Vec<i32>> {
    let rows = 0..array.len();
    let data_type = array.data_type();
    let mut hashes: Vec<i32> = match data_type {
        DataType::Null => vec![0; array.len()],
        data_type if is_text(data_type) => {
            let text = Text::from_array(array.as_ref())?;
            rows.map(|row| text.get(row).map_or(0, java_hash::text))
                .collect()
        }
        DataType::Boolean => {
            let array = array.as_boolean();
            rows.map(|row| i32::from(array.value(row))).collect()
        }
        DataType::Float32 => {
            let numbers = array.as_primitive::<Float32Type>().values();
            numbers.iter().copied().map(java_hash::float).collect()
        }
        DataType::Float64 => {
            let numbers = array.as_primitive::<Float64Type>().values();
            numbers.iter().copied().map(java_hash::double).collect()
        }
        DataType::Decimal128(_, scale) => {
            let numbers = array.as_primitive::<Decimal128Type>().values();
            let hash = |number: &i128| java_hash::decimal(*number, i32::from(*scale));
            numbers.iter().map(hash).collect()
        }
        DataType::Date32 => array.as_primitive::<Date32Type>().values().to_vec(),
        DataType::Timestamp(_, with) => {
            let micros = DataType::Timestamp(TimeUnit::Microsecond, with.clone());
            let times = cast(array, &micros)?;
            let seconds = to_integer(&times, &DataType::Int64, zone)?;
            let seconds = seconds.as_primitive::<Int64Type>().values();
            let times = times.as_primitive::<TimestampMicrosecondType>().values();
            let nanos = times
                .iter()
                .map(|micros| micros.rem_euclid(1_000_000) * 1000);
            let times = seconds.iter().copied().zip(nanos);
            times
                .map(|(seconds, nanos)| java_hash::timestamp(seconds, nanos))
                .collect()
        }
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            let value = datafusion_expr::ColumnarValue::Array(ArrayRef::clone(array));
            let bytes = Bytes::try_new(&value)?;
            rows.map(|row| bytes.get(row).map_or(0, java_hash::bytes))
                .collect()
        }
        data_type if data_type.is_integer() => {
            let numbers = cast(array, &DataType::Int64)?;
            let numbers = numbers.as_primitive::<Int64Type>().values();
            // The hash of a short number is itself, which of a negative one is not that of the same number of 64 bits.
            let is_long = data_type.primitive_width() == Some(8);
            let short = |number: i64| i32::try_from(number).unwrap_or_default();
            let hash = |number: &i64| {
                if is_long {
                    java_hash::long(*number)
                } else {
                    short(*number)
                }
            };
            numbers.iter().map(hash).collect()
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let elements = self::hashes(list.values(), zone)?;
            folded(
                list.value_offsets(),
                |place| elements.get(place).copied().unwrap_or_default(),
                java_hash::combine,
            )
        }
        DataType::Map(_, _) => {
            let map = array.as_map();
            let (keys, values) = (
                self::hashes(map.keys(), zone)?,
                self::hashes(map.values(), zone)?,
            );
            let pair = |place: usize| match (keys.get(place), values.get(place)) {
                (Some(key), Some(value)) => key ^ value,
                _ => 0,
            };
            folded(map.value_offsets(), pair, i32::wrapping_add)
        }
        DataType::Struct(_) => {
            let columns = array.as_struct().columns();
            let columns = columns.iter().map(|column| self::hashes(column, zone));
            let columns = columns.collect::<Result<Vec<_>>>()?;
            rows.map(|row| {
                let fields = columns.iter().filter_map(|column| column.get(row).copied());
                fields.fold(0, java_hash::combine)
            })
            .collect()
        }
        other => return exec_err!("hash: {other} has no hash code"),
    };
    for (row, hash) in hashes.iter_mut().enumerate() {
        if array.is_null(row) {
            *hash = 0;
        }
    }
    Ok(hashes)
}

/// What the elements between every two offsets come to, from 0 on.
fn folded(offsets: &[i32], element: impl Fn(usize) -> i32, fold: fn(i32, i32) -> i32) -> Vec<i32> {
    offsets
        .windows(2)
        .map(|pair| {
            let [start, end] = pair else { return 0 };
            (*start..*end)
                .map(|place| element(usize::try_from(place).unwrap_or_default()))
                .fold(0, fold)
        })
        .collect()
}
