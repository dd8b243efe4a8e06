//! One view over Binary, LargeBinary, BinaryView, text taken as its bytes, and literals.

use arrow::array::{Array, AsArray, BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::ColumnarValue;

use super::{Arguments, ImplicitText, Text};

/// An argument of bytes, read row by row whatever its encoding.
#[derive(Debug)]
pub(crate) enum Bytes<'a> {
    /// A literal; `None` is NULL.
    Literal(Option<&'a [u8]>),
    /// 32-bit offsets.
    Binary(&'a BinaryArray),
    /// 64-bit offsets.
    Large(&'a LargeBinaryArray),
    /// Views.
    View(&'a BinaryViewArray),
    /// Text, for its bytes in UTF-8.
    Text(Text<'a>),
}

impl<'a> Bytes<'a> {
    /// Reads an argument.
    pub(crate) fn try_new(value: &'a ColumnarValue) -> Result<Self> {
        Ok(match value {
            ColumnarValue::Array(array) => match array.data_type() {
                DataType::Binary => Self::Binary(array.as_binary()),
                DataType::LargeBinary => Self::Large(array.as_binary()),
                DataType::BinaryView => Self::View(array.as_binary_view()),
                _ => Self::Text(Text::from_array(array.as_ref())?),
            },
            ColumnarValue::Scalar(
                ScalarValue::Binary(bytes)
                | ScalarValue::LargeBinary(bytes)
                | ScalarValue::BinaryView(bytes),
            ) => Self::Literal(bytes.as_deref()),
            ColumnarValue::Scalar(_) => Self::Text(Text::try_new(value)?),
        })
    }

    /// The bytes of a row, `None` for NULL.
    pub(crate) fn get(&self, row: usize) -> Option<&'a [u8]> {
        match self {
            Self::Literal(bytes) => *bytes,
            Self::Binary(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Self::View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Text(text) => text.get(row).map(str::as_bytes),
        }
    }
}

/// An argument of class `HiveBytes`: bytes, or the UTF-8 of what Hive makes text of.
#[derive(Debug)]
pub(crate) enum ImplicitBytes<'a> {
    /// Bytes as they were given.
    Given(&'a ColumnarValue),
    /// Text, or what text was made of.
    Text(ImplicitText<'a>),
}

impl<'a> ImplicitBytes<'a> {
    /// The argument as bytes.
    pub(crate) fn new(arguments: &Arguments<'a>, position: usize) -> Result<Self> {
        let value = arguments.value(position)?;
        match value.data_type() {
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
                Ok(Self::Given(value))
            }
            _ => ImplicitText::new(arguments, position).map(Self::Text),
        }
    }

    /// The argument's rows.
    pub(crate) fn bytes(&self) -> Result<Bytes<'_>> {
        match self {
            Self::Given(value) => Bytes::try_new(value),
            Self::Text(text) => text.text().map(Bytes::Text),
        }
    }
}
