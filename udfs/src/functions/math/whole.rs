//! What `floor` and `ceil` share: their types, and numbers of every type as whole ones.

use std::sync::Arc;

use arrow::array::{Array, AsArray, Decimal128Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Int64Type};
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, output};
use crate::functions::function::Planned;

/// Bigint; for a decimal a decimal of one digit more than it has before the point.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what functions give for their type"
)]
pub(super) fn whole_type(planned: &Planned<'_>) -> Result<DataType> {
    Ok(match planned.types.first() {
        Some(DataType::Decimal128(precision, scale)) => {
            let whole = precision.saturating_sub(scale.unsigned_abs());
            DataType::Decimal128((whole + 1).min(38), 0)
        }
        _ => DataType::Int64,
    })
}

/// The first argument by a function of doubles, or by one of a decimal's digits and the power of ten that they are divided by.
pub(super) fn whole_numbers(
    arguments: &Arguments<'_>,
    double: impl Fn(f64) -> f64,
    decimal: impl Fn(i128, i128) -> i128,
) -> Result<ColumnarValue> {
    let array = arguments.array(0)?;
    match array.data_type() {
        DataType::Decimal128(_, scale) => {
            let unit = 10_i128
                .checked_pow(u32::from(scale.unsigned_abs()))
                .unwrap_or(i128::MAX);
            let numbers: Decimal128Array = array
                .as_primitive::<Decimal128Type>()
                .unary(|number| decimal(number, unit));
            let numbers = numbers.with_data_type(arguments.return_type().clone());
            output::columnar(arguments, Arc::new(numbers))
        }
        data_type if data_type.is_integer() => {
            let numbers = cast(&array, &DataType::Int64)?;
            let numbers = numbers.as_primitive::<Int64Type>();
            output::bigint_rows(arguments, |row| {
                numbers.is_valid(row).then(|| numbers.value(row))
            })
        }
        _ => {
            let numbers = arguments.doubles(0)?;
            output::bigint_rows(arguments, |row| {
                #[expect(clippy::cast_possible_truncation, reason = "saturates, as in Java")]
                let whole = double(numbers.get(row)?) as i64;
                Some(whole)
            })
        }
    }
}
