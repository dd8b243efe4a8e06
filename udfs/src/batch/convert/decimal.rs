//! Columns of decimals.

use arrow::array::{Array, ArrayRef, AsArray, Decimal128Array, new_null_array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Float32Type, Float64Type, Int64Type, TimeUnit};
use datafusion_common::{Result, exec_err};

use super::double::instants;
use super::text_of;
use crate::functions::is_text;
use crate::kernel::event_time::Zone;
use crate::kernel::java_double;
use crate::kernel::number::{Decimal, parse_decimal, pow10, round_to_scale};

/// Decimals of `precision` digits, `scale` of them behind the point, rounded half up. Doubles are taken as Java prints them;
/// timestamps are seconds since 1970 UTC. What has too many digits before the point is NULL.
///
/// Errors: arrays, maps, structs and binary.
pub(crate) fn to_decimal(
    array: &ArrayRef,
    precision: u8,
    scale: i8,
    zone: Zone,
) -> Result<Decimal128Array> {
    let data_type = array.data_type();
    let limit = pow10(u32::from(precision)).unwrap_or(i128::MAX);
    let target = u32::try_from(scale).unwrap_or_default();
    let fit = |number: Decimal| {
        let rounded = round_to_scale(number.unscaled, number.scale, target)?;
        (rounded.unsigned_abs() < limit.unsigned_abs()).then_some(rounded)
    };
    let rows: Decimal128Array = if is_text(data_type) {
        text_of(array)?
            .map(|text| fit(parse_decimal(text?)?))
            .collect()
    } else {
        match data_type {
            DataType::Null | DataType::Date32 => {
                new_null_array(&DataType::Decimal128(precision, scale), array.len())
                    .as_primitive::<Decimal128Type>()
                    .clone()
            }
            DataType::Float32 => {
                let numbers = array.as_primitive::<Float32Type>().iter();
                numbers
                    .map(|number| fit(parse_decimal(&java_double::float_text(number?))?))
                    .collect()
            }
            DataType::Float64 => {
                let numbers = array.as_primitive::<Float64Type>().iter();
                numbers
                    .map(|number| fit(parse_decimal(&java_double::text(number?))?))
                    .collect()
            }
            DataType::Decimal128(_, from) => {
                let from = u32::try_from(*from).unwrap_or_default();
                let numbers = array.as_primitive::<Decimal128Type>().iter();
                numbers
                    .map(|unscaled| {
                        fit(Decimal {
                            unscaled: unscaled?,
                            scale: from,
                        })
                    })
                    .collect()
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                let instants = instants(array, zone)?;
                instants
                    .iter()
                    .map(|micros| {
                        fit(Decimal {
                            unscaled: micros?.into(),
                            scale: 6,
                        })
                    })
                    .collect()
            }
            other if other.is_integer() || other == &DataType::Boolean => {
                let numbers = cast(array, &DataType::Int64)?;
                let numbers = numbers.as_primitive::<Int64Type>().iter();
                numbers
                    .map(|number| {
                        fit(Decimal {
                            unscaled: number?.into(),
                            scale: 0,
                        })
                    })
                    .collect()
            }
            other => return exec_err!("{other} is no number"),
        }
    };
    Ok(rows.with_precision_and_scale(precision, scale)?)
}
