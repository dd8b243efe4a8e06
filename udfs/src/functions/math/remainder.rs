//! What `pmod` computes with: types of results, and remainders in each.

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, Decimal128Array, Float32Array, Int64Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int64Type};
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::convert::to_decimal;
use crate::batch::{Arguments, output};
use crate::kernel::event_time::Zone;
use crate::typing;

/// The type of the remainder; of two decimals one that has the digits before the point of the smaller one and those behind it of
/// the longer.
pub(super) fn remainder_type(left: &DataType, right: &DataType) -> Option<DataType> {
    let common = typing::arithmetic(left, right)?;
    if !typing::is_decimal(&common) {
        return Some(common);
    }
    let ((p1, s1), (p2, s2)) = (typing::digits(left)?, typing::digits(right)?);
    let scale = s1.max(s2);
    let precision = ((p1 - s1).max(p2 - s2) + scale).min(38);
    Some(DataType::Decimal128(precision, i8::try_from(scale).ok()?))
}

/// The remainders of the first two arguments, with the sign of the second.
pub(super) fn remainders(arguments: &Arguments<'_>) -> Result<ColumnarValue> {
    let (left, right) = (arguments.array(0)?, arguments.array(1)?);
    let data_type = arguments.return_type();
    let rows: ArrayRef = match data_type {
        DataType::Decimal128(precision, scale) => {
            // With the digits of the result both sides fit, but for those in front of the point that none of both has.
            let digits = |array| to_decimal(array, 38, *scale, Zone::default());
            let (left, right) = (digits(&left)?, digits(&right)?);
            let rows = left.iter().zip(right.iter());
            let rows: Decimal128Array = rows
                .map(|(left, right)| {
                    let (left, right) = (left?, right?);
                    (right != 0).then(|| (left % right).wrapping_add(right) % right)
                })
                .collect();
            Arc::new(rows.with_precision_and_scale(*precision, *scale)?)
        }
        data_type if data_type.is_integer() => integers(&left, &right, data_type)?,
        DataType::Float32 => {
            let (left, right) = (cast(&left, data_type)?, cast(&right, data_type)?);
            let (left, right) = (
                left.as_primitive::<arrow::datatypes::Float32Type>(),
                right.as_primitive::<arrow::datatypes::Float32Type>(),
            );
            let rows = left.iter().zip(right.iter());
            let rows: Float32Array = rows
                .map(|(left, right)| {
                    let (left, right) = (left?, right?);
                    (right != 0.0).then(|| (left % right + right) % right)
                })
                .collect();
            Arc::new(rows)
        }
        _ => {
            let (left, right) = (arguments.doubles(0)?, arguments.doubles(1)?);
            return output::double_rows(arguments, |row| {
                let (left, right) = (left.get(row)?, right.get(row)?);
                (right != 0.0).then(|| (left % right + right) % right)
            });
        }
    };
    output::columnar(arguments, rows)
}

/// Remainders of integers: those of 32 bits and less are computed in 32 bits, as in Java.
fn integers(left: &ArrayRef, right: &ArrayRef, data_type: &DataType) -> Result<ArrayRef> {
    let (left, right) = (
        cast(left, &DataType::Int64)?,
        cast(right, &DataType::Int64)?,
    );
    let is_long = data_type == &DataType::Int64;
    let (left, right) = (
        left.as_primitive::<Int64Type>(),
        right.as_primitive::<Int64Type>(),
    );
    #[expect(clippy::cast_possible_truncation, reason = "wraps round, as in Java")]
    let rows: Int64Array = left
        .iter()
        .zip(right.iter())
        .map(|(left, right)| {
            let (left, right) = (left?, right?);
            if right == 0 {
                return None;
            }
            Some(if is_long {
                left.wrapping_rem(right)
                    .wrapping_add(right)
                    .wrapping_rem(right)
            } else {
                let (left, right) = (left as i32, right as i32);
                left.wrapping_rem(right)
                    .wrapping_add(right)
                    .wrapping_rem(right)
                    .into()
            })
        })
        .collect();
    Ok(cast(&rows, data_type)?)
}
