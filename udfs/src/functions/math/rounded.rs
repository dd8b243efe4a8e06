//! What `round` and `bround` share: their types, and numbers of every type rounded.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, Decimal128Array, Float32Array, Float64Array, Int64Array,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Int64Type};
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Planned};
use crate::kernel::rounding::{Half, drop_digits, round_double, round_integer};

/// The most digits of a decimal.
const MAX_DIGITS: i64 = 38;

/// The type of the first argument, double for text; a decimal keeps as many digits behind the point as the second one says.
pub(super) fn rounded_type(about: &About, planned: &Planned<'_>) -> Result<DataType> {
    let places = match planned.literals.get(1) {
        None => 0,
        Some(Some(ScalarValue::Int64(places))) => places.unwrap_or_default(),
        Some(Some(ScalarValue::Null)) => 0,
        Some(Some(literal)) if literal.is_null() => {
            return plan_err!(
                "{}: argument 2 `places` must not be NULL",
                about.parameters.call(about.name)
            );
        }
        Some(Some(literal)) => match literal.cast_to(&DataType::Int64)? {
            ScalarValue::Int64(Some(places)) => places,
            _ => 0,
        },
        Some(None) => {
            return plan_err!(
                "{}: argument 2 `places` must be a literal",
                about.parameters.call(about.name)
            );
        }
    };
    Ok(match planned.types.first() {
        Some(DataType::Decimal128(precision, scale)) => {
            let whole = i64::from(*precision) - i64::from(*scale);
            // A digit more, since rounding may carry.
            let whole = whole + i64::from(places < i64::from(*scale));
            let scale = places.clamp(0, MAX_DIGITS);
            let precision = (whole + scale).clamp(1, MAX_DIGITS);
            let (Ok(precision), Ok(scale)) =
                (u8::try_from(precision), i8::try_from(scale.min(precision)))
            else {
                return exec_err!("{} gives at most 38 digits", about.name);
            };
            DataType::Decimal128(precision, scale)
        }
        Some(data_type) if data_type.is_numeric() => (*data_type).clone(),
        _ => DataType::Float64,
    })
}

/// The first argument rounded to the places of the second.
pub(super) fn rounded(arguments: &Arguments<'_>, half: Half) -> Result<ColumnarValue> {
    let array = arguments.array(0)?;
    let given = if arguments.len() > 1 {
        // Over the foreign function interface the literal arrives as a column.
        let places = cast(&arguments.array(1)?, &DataType::Int64)?;
        let places = places.as_primitive::<Int64Type>().iter().next();
        places.flatten()
    } else {
        Some(0)
    };
    let Some(places) = given else {
        let nulls = arrow::array::new_null_array(arguments.return_type(), arguments.rows());
        return output::columnar(arguments, nulls);
    };
    let places = i32::try_from(places).unwrap_or(if places < 0 { i32::MIN } else { i32::MAX });
    let rounded: ArrayRef = match array.data_type() {
        DataType::Decimal128(_, scale) => {
            let DataType::Decimal128(precision, to) = *arguments.return_type() else {
                return exec_err!("round was planned without a decimal");
            };
            let numbers: Decimal128Array = array
                .as_primitive::<Decimal128Type>()
                .iter()
                .map(|number| decimal(number?, *scale, places, to, half))
                .collect();
            Arc::new(numbers.with_precision_and_scale(precision, to)?)
        }
        data_type if data_type.is_integer() => {
            let numbers = cast(&array, &DataType::Int64)?;
            let numbers = numbers.as_primitive::<Int64Type>();
            let numbers: Int64Array =
                numbers.unary(|number| wrapped(round_integer(number, places, half), data_type));
            cast(&numbers, data_type)?
        }
        data_type => {
            let numbers = arguments.doubles(0)?;
            let rows =
                (0..array.len()).map(|row| Some(round_double(numbers.get(row)?, places, half)));
            if data_type == &DataType::Float32 {
                #[expect(clippy::cast_possible_truncation, reason = "as Java narrows")]
                let rows: Float32Array = rows.map(|number| Some(number? as f32)).collect();
                Arc::new(rows)
            } else {
                Arc::new(rows.collect::<Float64Array>())
            }
        }
    };
    output::columnar(arguments, rounded)
}

/// The digits of a decimal, rounded to `places` and with `to` of them behind the point.
fn decimal(number: i128, scale: i8, places: i32, to: i8, half: Half) -> Option<i128> {
    let kept = places.min(i32::from(to));
    let dropped = i32::from(scale).saturating_sub(kept);
    let (number, has) = if dropped > 0 {
        (drop_digits(number, dropped.unsigned_abs(), half), kept)
    } else {
        (number, i32::from(scale))
    };
    // What was dropped in front of the point comes back as noughts.
    let missing = u32::try_from(i32::from(to).saturating_sub(has)).ok()?;
    if number == 0 {
        return Some(0);
    }
    number.checked_mul(10_i128.checked_pow(missing)?)
}

/// A number that fits a type of integers, wrapped round.
#[expect(clippy::cast_possible_truncation, reason = "wraps round, as in Java")]
pub(in crate::functions) fn wrapped(number: i64, data_type: &DataType) -> i64 {
    match data_type {
        DataType::Int8 => (number as i8).into(),
        DataType::Int16 => (number as i16).into(),
        DataType::Int32 => (number as i32).into(),
        _ => number,
    }
}
