//! What `mask` and its kin share: their arguments.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Date32Array, Int64Array, new_null_array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Int64Type};
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, ImplicitText, Integers, Text, output};
use crate::functions::function::Planned;
use crate::functions::math::wrapped;
use crate::kernel::text::{Mask, Range, mask_digits};
use crate::typing::{self, Group};

/// How many characters are masked, or shown, where a call does not say.
const DEFAULT_COUNT: usize = 4;

/// 1900-01-01, which all dates become, in days since 1970.
const MASKED_DATE: i32 = -25_567;

/// The type of the first argument.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what functions give for their type"
)]
pub(super) fn masked_type(planned: &Planned<'_>) -> Result<DataType> {
    Ok(match planned.types.first() {
        Some(given) => match typing::group(given) {
            Group::Text => DataType::Utf8View,
            Group::Binary => DataType::BinaryView,
            _ => (*given).clone(),
        },
        None => DataType::Utf8View,
    })
}

/// The first argument masked: in a range of which the second argument tells the length, or all of it.
pub(super) fn masked(
    arguments: &Arguments<'_>,
    range: Option<fn(usize) -> Range>,
) -> Result<ColumnarValue> {
    let value = arguments.array(0)?;
    let other = match value.data_type() {
        data_type if data_type.is_integer() => integers(arguments, range)?,
        DataType::Date32 => {
            let days = value.as_primitive::<Date32Type>();
            let masked: Date32Array = days.unary(|_| MASKED_DATE);
            Arc::new(masked)
        }
        data_type if typing::group(data_type) != Group::Text => {
            new_null_array(arguments.return_type(), value.len())
        }
        _ => return text(arguments, range),
    };
    output::columnar(arguments, other)
}

/// Whole numbers with their digits masked.
fn integers(arguments: &Arguments<'_>, range: Option<fn(usize) -> Range>) -> Result<ArrayRef> {
    let value = arguments.array(0)?;
    let numbers = cast(&value, &DataType::Int64)?;
    let counts = counts(arguments, range)?;
    let masked: Int64Array = numbers
        .as_primitive::<Int64Type>()
        .iter()
        .enumerate()
        .map(|(row, number)| {
            let masked = mask_digits(number?, in_row(range, counts.as_ref(), row));
            Some(wrapped(masked, value.data_type()))
        })
        .collect();
    Ok(cast(&masked, value.data_type())?)
}

/// How many characters are masked, or shown.
fn counts<'a>(
    arguments: &Arguments<'a>,
    range: Option<fn(usize) -> Range>,
) -> Result<Option<Integers<'a>>> {
    (range.is_some() && arguments.len() > 1)
        .then(|| arguments.integers(1))
        .transpose()
}

fn in_row(range: Option<fn(usize) -> Range>, counts: Option<&Integers<'_>>, row: usize) -> Range {
    let count = match counts {
        Some(counts) => counts
            .get(row)
            .map_or(DEFAULT_COUNT, |count| usize::try_from(count).unwrap_or(0)),
        None => DEFAULT_COUNT,
    };
    range.map_or(Range::All, |range| range(count))
}

fn text(arguments: &Arguments<'_>, range: Option<fn(usize) -> Range>) -> Result<ColumnarValue> {
    let text = ImplicitText::new(arguments, 0)?;
    let text = text.text()?;
    let counts = counts(arguments, range)?;
    let first = 1 + usize::from(range.is_some());
    let masks = (first..arguments.len())
        .map(|position| ImplicitText::new(arguments, position))
        .collect::<Result<Vec<_>>>()?;
    let masks = masks
        .iter()
        .map(ImplicitText::text)
        .collect::<Result<Vec<_>>>()?;
    let are_codes = (first..arguments.len())
        .map(|position| Ok(arguments.value(position)?.data_type().is_integer()))
        .collect::<Result<Vec<_>>>()?;
    output::text_rows(arguments, |row| {
        let range = in_row(range, counts.as_ref(), row);
        let shown = mask(&masks, &are_codes, row).apply(text.get(row)?, range);
        Some(Cow::Owned(shown))
    })
}

/// The mask of a row: what is left out or NULL is as by default. A number is the code of a character, and -1 of none.
fn mask(masks: &[Text<'_>], are_codes: &[bool], row: usize) -> Mask {
    let by = |place: usize, default| {
        let Some(text) = masks.get(place).and_then(|mask| mask.get(row)) else {
            return default;
        };
        match are_codes.get(place) {
            Some(true) => text.parse().ok().and_then(char::from_u32),
            _ => text.chars().next().or(default),
        }
    };
    let default = Mask::default();
    Mask {
        upper: by(0, default.upper),
        lower: by(1, default.lower),
        digit: by(2, default.digit),
        other: by(3, default.other),
    }
}
