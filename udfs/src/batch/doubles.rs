//! One view over numbers of every kind, text that holds them, and literals, as doubles.

use arrow::array::{Array, Float64Array};
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use super::convert::to_double;
use crate::kernel::event_time::Zone;

/// An argument of class `Number`, as Hive casts it to a double: text that is no number is NULL.
#[derive(Debug)]
pub(crate) enum Doubles {
    /// A literal; `None` is NULL.
    Literal(Option<f64>),
    /// A column.
    Array(Float64Array),
}

impl Doubles {
    /// Reads an argument.
    pub(crate) fn try_new(value: &ColumnarValue) -> Result<Self> {
        // No date or time is of the class, so that the zone does not matter.
        let zone = Zone::default();
        match value {
            ColumnarValue::Array(array) => to_double(array, zone).map(Self::Array),
            ColumnarValue::Scalar(scalar) => {
                let literal = to_double(&scalar.to_array()?, zone)?;
                Ok(Self::Literal(literal.is_valid(0).then(|| literal.value(0))))
            }
        }
    }

    /// The number of a row, `None` for NULL.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<f64> {
        match self {
            Self::Literal(value) => *value,
            Self::Array(array) => array.is_valid(row).then(|| array.value(row)),
        }
    }
}
