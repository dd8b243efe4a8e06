//! One view over Utf8, LargeUtf8, Utf8View, dictionaries of them, and literals.

use arrow::array::{Array, AsArray, LargeStringArray, StringArray, StringViewArray};
use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::ColumnarValue;

/// A text argument, read row by row whatever its encoding.
#[derive(Debug)]
pub(crate) enum Text<'a> {
    /// A literal; `None` is NULL.
    Literal(Option<&'a str>),
    /// 32-bit offsets.
    Utf8(&'a StringArray),
    /// 64-bit offsets.
    Large(&'a LargeStringArray),
    /// Views, DataFusion's default.
    View(&'a StringViewArray),
    /// A dictionary: for every row the index of its value, and the values.
    Dictionary(Vec<Option<usize>>, Box<Text<'a>>),
}

impl<'a> Text<'a> {
    /// Reads an argument; `function` and `position` only name it in the error that a wrong type gives.
    pub(crate) fn try_new(value: &'a ColumnarValue) -> Result<Self> {
        match value {
            ColumnarValue::Array(array) => Self::from_array(array.as_ref()),
            ColumnarValue::Scalar(scalar) => Self::from_scalar(scalar),
        }
    }

    /// Reads an array.
    pub(crate) fn from_array(array: &'a dyn Array) -> Result<Self> {
        match array.data_type() {
            DataType::Utf8 => Ok(Self::Utf8(array.as_string())),
            DataType::LargeUtf8 => Ok(Self::Large(array.as_string())),
            DataType::Utf8View => Ok(Self::View(array.as_string_view())),
            DataType::Null => Ok(Self::Literal(None)),
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary();
                let values = Self::from_array(dictionary.values().as_ref())?;
                let keys = if dictionary.values().is_empty() {
                    vec![None; array.len()]
                } else {
                    let nulls = dictionary.keys().nulls();
                    dictionary
                        .normalized_keys()
                        .into_iter()
                        .enumerate()
                        .map(|(row, key)| {
                            nulls.is_none_or(|nulls| nulls.is_valid(row)).then_some(key)
                        })
                        .collect()
                };
                Ok(Self::Dictionary(keys, Box::new(values)))
            }
            other => exec_err!("expected text, got {other}"),
        }
    }

    fn from_scalar(scalar: &'a ScalarValue) -> Result<Self> {
        match scalar {
            ScalarValue::Utf8(text)
            | ScalarValue::LargeUtf8(text)
            | ScalarValue::Utf8View(text) => Ok(Self::Literal(text.as_deref())),
            ScalarValue::Dictionary(_, value) => Self::from_scalar(value),
            ScalarValue::Null => Ok(Self::Literal(None)),
            other => exec_err!("expected text, got {}", other.data_type()),
        }
    }

    /// The text of a row, `None` for NULL. Rows past the end are NULL.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Literal(text) => *text,
            Self::Utf8(array) => {
                (row < array.len() && array.is_valid(row)).then(|| array.value(row))
            }
            Self::Large(array) => {
                (row < array.len() && array.is_valid(row)).then(|| array.value(row))
            }
            Self::View(array) => {
                (row < array.len() && array.is_valid(row)).then(|| array.value(row))
            }
            Self::Dictionary(keys, values) => keys
                .get(row)
                .copied()
                .flatten()
                .and_then(|key| values.get(key)),
        }
    }

    /// The one text of all rows, if they are all equal: a literal, or a literal that arrived as an array, as it does
    /// over DataFusion's foreign function interface. The outer `None`: rows differ.
    #[expect(
        clippy::option_option,
        reason = "constant NULL and not constant are different answers"
    )]
    pub(crate) fn constant(&self, rows: usize) -> Option<Option<&'a str>> {
        if let Self::Literal(text) = self {
            return Some(*text);
        }
        let first = self.get(0);
        // Columns that are not constant mostly show it at their ends, so that the whole is seldom read.
        if rows == 0 || self.get(rows - 1) != first {
            return None;
        }
        (1..rows).all(|row| self.get(row) == first).then_some(first)
    }
}
