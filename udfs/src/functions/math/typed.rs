//! Functions whose result has the type of their number.

use std::sync::Arc;

use arrow::array::{ArrayRef, ArrowPrimitiveType, AsArray, PrimitiveArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int32Type, Int64Type};
use datafusion_common::{Result, plan_err};
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, Doubles, output};
use crate::functions::function::{About, Planned};
use crate::functions::is_text;
use crate::typing::hive_name;

/// The type of the first argument; double for text.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what functions give for their type"
)]
pub(super) fn same_type(planned: &Planned<'_>) -> Result<DataType> {
    Ok(match planned.types.first() {
        Some(data_type) if data_type.is_numeric() => (*data_type).clone(),
        _ => DataType::Float64,
    })
}

/// Every number by what a function makes of it in its type. Integers of less than 32 bits, where the result is to have them, wrap
/// round; floats are computed with as doubles.
pub(super) fn mapped(
    arguments: &Arguments<'_>,
    int: impl Fn(i32) -> i32,
    long: impl Fn(i64) -> i64,
    double: impl Fn(f64) -> f64,
    decimal: impl Fn(i128) -> i128,
) -> Result<ColumnarValue> {
    let array = arguments.array(0)?;
    let data_type = arguments.return_type();
    let mapped: ArrayRef = match array.data_type() {
        DataType::Decimal128(_, _) => {
            let numbers: &PrimitiveArray<Decimal128Type> = array.as_primitive();
            let mapped: PrimitiveArray<Decimal128Type> = numbers.unary(decimal);
            Arc::new(mapped.with_data_type(data_type.clone()))
        }
        DataType::Int8 | DataType::Int16 | DataType::Int32 => {
            let numbers = unary::<Int32Type>(&array, int)?;
            narrowed(&numbers, data_type)?
        }
        given if given.is_integer() => unary::<Int64Type>(&array, long)?,
        given => {
            let numbers = if is_text(given) {
                doubles(arguments)?
            } else {
                array
            };
            cast(&unary::<Float64Type>(&numbers, double)?, data_type)?
        }
    };
    output::columnar(arguments, mapped)
}

fn unary<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    f: impl Fn(T::Native) -> T::Native,
) -> Result<ArrayRef> {
    let numbers = cast(array, &T::DATA_TYPE)?;
    let mapped: PrimitiveArray<T> = numbers.as_primitive::<T>().unary(f);
    Ok(Arc::new(mapped))
}

/// Integers of 32 bits as those of a type, wrapped round.
fn narrowed(numbers: &ArrayRef, data_type: &DataType) -> Result<ArrayRef> {
    let numbers = numbers.as_primitive::<Int32Type>();
    #[expect(clippy::cast_possible_truncation, reason = "wraps round, as in Java")]
    let wrapped: PrimitiveArray<Int32Type> = match data_type {
        DataType::Int8 => numbers.unary(|number| i32::from(number as i8)),
        DataType::Int16 => numbers.unary(|number| i32::from(number as i16)),
        _ => numbers.clone(),
    };
    Ok(cast(&wrapped, data_type)?)
}

/// The first argument as an array of doubles.
fn doubles(arguments: &Arguments<'_>) -> Result<ArrayRef> {
    Ok(match arguments.doubles(0)? {
        Doubles::Array(array) => Arc::new(array),
        Doubles::Literal(number) => Arc::new(PrimitiveArray::<Float64Type>::from(vec![
            number;
            arguments
                .rows()
        ])),
    })
}

/// The type of the shifted first argument: bigint for a bigint, else int.
pub(super) fn integer_type(about: &About, planned: &Planned<'_>) -> Result<DataType> {
    match planned.types.first() {
        Some(DataType::Null | DataType::Int8 | DataType::Int16 | DataType::Int32) => {
            Ok(DataType::Int32)
        }
        Some(data_type) if data_type.is_integer() => Ok(DataType::Int64),
        Some(other) => plan_err!(
            "{}: argument 1 `number` must be an integer, got {}",
            about.parameters.call(about.name),
            hive_name(other)
        ),
        None => plan_err!("{} takes 2 arguments", about.name),
    }
}

/// The first argument shifted by the second.
pub(super) fn integer_rows(
    arguments: &Arguments<'_>,
    int: impl Fn(i32, u32) -> i32,
    long: impl Fn(i64, u32) -> i64,
) -> Result<ColumnarValue> {
    let numbers = cast(&arguments.array(0)?, &DataType::Int64)?;
    let numbers = numbers.as_primitive::<Int64Type>();
    let places = arguments.integers(1)?;
    let is_long = arguments.return_type() == &DataType::Int64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the last bits count"
    )]
    let rows = numbers.iter().enumerate().map(|(row, number)| {
        let (number, places) = (number?, places.get(row)? as u32);
        Some(if is_long {
            long(number, places)
        } else {
            int(number as i32, places).into()
        })
    });
    let rows: PrimitiveArray<Int64Type> = rows.collect();
    output::columnar(arguments, cast(&rows, arguments.return_type())?)
}
