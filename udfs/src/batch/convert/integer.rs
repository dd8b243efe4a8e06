//! Columns of whole numbers.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, Int8Array, Int16Array, Int32Array, Int64Array, new_null_array,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use datafusion_common::{Result, exec_err};

use super::double::instants;
use super::text_of;
use crate::functions::is_text;
use crate::kernel::event_time::Zone;
use crate::kernel::number::{parse_integer, pow10};

/// Whole numbers of the width of `target`. Text is read as far as its point, fractions are cut off, doubles saturate at 32 or
/// 64 bits, wider integers and timestamps (seconds since 1970 UTC) wrap round; text and decimals that do not fit are NULL.
///
/// Errors: arrays, maps, structs and binary.
pub(crate) fn to_integer(array: &ArrayRef, target: &DataType, zone: Zone) -> Result<ArrayRef> {
    let data_type = array.data_type();
    if is_text(data_type) {
        return Ok(fitting(
            text_of(array)?.map(|text| parse_integer(text?)),
            target,
        ));
    }
    Ok(match data_type {
        DataType::Null | DataType::Date32 => new_null_array(target, array.len()),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => {
            let doubles = cast(array, &DataType::Float64)?;
            let is_long = target == &DataType::Int64;
            #[expect(clippy::cast_possible_truncation, reason = "saturates, as in Java")]
            let numbers = doubles.as_primitive::<Float64Type>().iter().map(|number| {
                let number = number?;
                Some(if is_long {
                    number as i64
                } else {
                    i64::from(number as i32)
                })
            });
            wrapped(numbers, target)
        }
        DataType::Decimal128(_, scale) => {
            let divisor = u32::try_from(*scale).ok().and_then(pow10).unwrap_or(1);
            let numbers = array.as_primitive::<Decimal128Type>().iter();
            fitting(
                numbers.map(|number| i64::try_from(number? / divisor).ok()),
                target,
            )
        }
        DataType::Timestamp(_, _) => {
            let instants = instants(array, zone)?;
            wrapped(
                instants
                    .iter()
                    .map(|micros| Some(micros?.div_euclid(1_000_000))),
                target,
            )
        }
        other if other.is_integer() || other == &DataType::Boolean => {
            let numbers = cast(array, &DataType::Int64)?;
            wrapped(numbers.as_primitive::<Int64Type>().iter(), target)
        }
        other => return exec_err!("{other} is no number"),
    })
}

fn fitting(numbers: impl Iterator<Item = Option<i64>>, target: &DataType) -> ArrayRef {
    match target {
        DataType::Int8 => Arc::new(numbers.map(|n| n?.try_into().ok()).collect::<Int8Array>()),
        DataType::Int16 => Arc::new(numbers.map(|n| n?.try_into().ok()).collect::<Int16Array>()),
        DataType::Int32 => Arc::new(numbers.map(|n| n?.try_into().ok()).collect::<Int32Array>()),
        _ => Arc::new(numbers.collect::<Int64Array>()),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "wraps round, as in Java")]
fn wrapped(numbers: impl Iterator<Item = Option<i64>>, target: &DataType) -> ArrayRef {
    match target {
        DataType::Int8 => Arc::new(numbers.map(|n| Some(n? as i8)).collect::<Int8Array>()),
        DataType::Int16 => Arc::new(numbers.map(|n| Some(n? as i16)).collect::<Int16Array>()),
        DataType::Int32 => Arc::new(numbers.map(|n| Some(n? as i32)).collect::<Int32Array>()),
        _ => Arc::new(numbers.collect::<Int64Array>()),
    }
}
