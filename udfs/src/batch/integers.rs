//! One view over integer arguments of every width, and literals.

use arrow::array::{Array, AsArray, Int32Array, Int64Array};
use arrow::datatypes::{DataType, Int32Type, Int64Type};
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::ColumnarValue;

/// An integer argument. The signature has coerced it to 64 bits, or to 32 where it takes no more.
#[derive(Debug)]
pub(crate) enum Integers<'a> {
    /// A literal; `None` is NULL.
    Literal(Option<i64>),
    /// A column.
    Array(&'a Int64Array),
    /// A column of 32 bits.
    Ints(&'a Int32Array),
}

impl<'a> Integers<'a> {
    /// Reads an argument that the signature has coerced to Int64 or Int32.
    pub(crate) fn try_new(value: &'a ColumnarValue) -> Result<Self> {
        match value {
            ColumnarValue::Array(array) if array.data_type() == &DataType::Int64 => {
                Ok(Self::Array(array.as_primitive::<Int64Type>()))
            }
            ColumnarValue::Array(array) if array.data_type() == &DataType::Int32 => {
                Ok(Self::Ints(array.as_primitive::<Int32Type>()))
            }
            ColumnarValue::Scalar(ScalarValue::Int64(value)) => Ok(Self::Literal(*value)),
            ColumnarValue::Scalar(ScalarValue::Int32(value)) => {
                Ok(Self::Literal(value.map(i64::from)))
            }
            ColumnarValue::Scalar(ScalarValue::Null) => Ok(Self::Literal(None)),
            other => exec_err!("expected bigint, got {}", other.data_type()),
        }
    }

    /// The number of a row, `None` for NULL.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<i64> {
        match self {
            Self::Literal(value) => *value,
            Self::Array(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Ints(array) => array.is_valid(row).then(|| array.value(row).into()),
        }
    }
}
