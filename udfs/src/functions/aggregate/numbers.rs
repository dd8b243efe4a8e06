//! Arguments as the doubles that Hive's aggregates count with.

use arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use datafusion_common::Result;

use crate::batch::Text;
use crate::functions::is_text;
use crate::kernel::number::parse_double;

/// What text that is no number counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Junk {
    /// Nothing: the row is passed over.
    Skipped,
    /// Zero: the row is one that was there.
    Zero,
}

/// A column as doubles: numbers of any type, and text as `Double.parseDouble` reads it.
pub(super) fn doubles(array: &ArrayRef, junk: Junk) -> Result<Float64Array> {
    if array.data_type() == &DataType::Float64 {
        return Ok(array.as_primitive::<Float64Type>().clone());
    }
    if !is_text(array.data_type()) {
        let array = cast(array, &DataType::Float64)?;
        return Ok(array.as_primitive::<Float64Type>().clone());
    }
    let text = Text::from_array(array.as_ref())?;
    let number = |row| {
        let text = text.get(row)?;
        parse_double(text).or((junk == Junk::Zero).then_some(0.0))
    };
    Ok((0..array.len()).map(number).collect())
}
