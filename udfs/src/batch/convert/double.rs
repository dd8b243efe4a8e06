//! Columns of floating-point numbers.

use arrow::array::{
    Array, ArrayRef, AsArray, Float32Array, Float64Array, TimestampMicrosecondArray, new_null_array,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float32Type, Float64Type, TimeUnit, TimestampMicrosecondType};
use datafusion_common::{Result, exec_err};

use super::text_of;
use crate::functions::is_text;
use crate::kernel::event_time::Zone;
use crate::kernel::java_time::{Local, Offsets};
use crate::kernel::number::{parse_double, parse_float};

/// Doubles of a column: text as Java parses it, booleans as 1 and 0, timestamps as seconds since 1970 UTC.
///
/// Errors: arrays, maps, structs and binary.
pub(crate) fn to_double(array: &ArrayRef, zone: Zone) -> Result<Float64Array> {
    let data_type = array.data_type();
    if is_text(data_type) {
        return Ok(text_of(array)?.map(|text| parse_double(text?)).collect());
    }
    match data_type {
        DataType::Timestamp(_, _) => seconds(array, zone),
        DataType::Null | DataType::Date32 => Ok(new_null_array(&DataType::Float64, array.len())
            .as_primitive::<Float64Type>()
            .clone()),
        other if other.is_numeric() || other == &DataType::Boolean => {
            Ok(cast(array, &DataType::Float64)?
                .as_primitive::<Float64Type>()
                .clone())
        }
        other => exec_err!("{other} is no number"),
    }
}

/// [`to_double`], of 32 bits.
pub(crate) fn to_float(array: &ArrayRef, zone: Zone) -> Result<Float32Array> {
    let data_type = array.data_type();
    if is_text(data_type) {
        return Ok(text_of(array)?.map(|text| parse_float(text?)).collect());
    }
    if data_type.is_integer() {
        return Ok(cast(array, &DataType::Float32)?
            .as_primitive::<Float32Type>()
            .clone());
    }
    let doubles = to_double(array, zone)?;
    #[expect(clippy::cast_possible_truncation, reason = "as Java narrows")]
    Ok(doubles.unary(|number| number as f32))
}

#[expect(clippy::cast_precision_loss, reason = "a double is asked for")]
fn seconds(array: &ArrayRef, zone: Zone) -> Result<Float64Array> {
    let instants = instants(array, zone)?;
    Ok(instants
        .iter()
        .map(|micros| {
            let micros = micros?;
            Some(micros.div_euclid(1_000_000) as f64 + micros.rem_euclid(1_000_000) as f64 / 1e6)
        })
        .collect())
}

/// Microseconds since 1970 UTC of local dates and times.
pub(super) fn instants(array: &ArrayRef, zone: Zone) -> Result<TimestampMicrosecondArray> {
    let micros = DataType::Timestamp(TimeUnit::Microsecond, None);
    let local = cast(array, &micros)?;
    let mut offsets = Offsets::new(zone);
    Ok(local
        .as_primitive::<TimestampMicrosecondType>()
        .iter()
        .map(|local| {
            let local = Local::from_gregorian(local?).micros;
            let seconds = offsets.instant(local.div_euclid(1_000_000));
            Some(seconds * 1_000_000 + local.rem_euclid(1_000_000))
        })
        .collect())
}
