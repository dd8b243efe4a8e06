//! Hive's implicit cast to text: arguments that are numbers, booleans, dates or timestamps.

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float32Type, Float64Type};
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::ColumnarValue;

use super::temporal::temporal_text;
use crate::batch::{Arguments, Text};
use crate::kernel::java_double;

/// An argument of class `HiveText`.
#[derive(Debug)]
pub(crate) enum ImplicitText<'a> {
    /// Text as it was given.
    Given(&'a ColumnarValue),
    /// Text made of something else.
    Printed(ColumnarValue),
}

impl<'a> ImplicitText<'a> {
    /// The argument as text.
    pub(crate) fn new(arguments: &Arguments<'a>, position: usize) -> Result<Self> {
        let value = arguments.value(position)?;
        if Text::try_new(value).is_ok() {
            return Ok(Self::Given(value));
        }
        Ok(Self::Printed(match value {
            ColumnarValue::Array(array) => ColumnarValue::Array(printed(array)?),
            ColumnarValue::Scalar(scalar) => {
                let printed = printed(&scalar.to_array()?)?;
                ColumnarValue::Scalar(ScalarValue::try_from_array(&printed, 0)?)
            }
        }))
    }

    /// The argument's rows.
    pub(crate) fn text(&self) -> Result<Text<'_>> {
        match self {
            Self::Given(value) => Text::try_new(value),
            Self::Printed(value) => Text::try_new(value),
        }
    }
}

/// The rows as Hive prints them: doubles as Java does, decimals without noughts at the end, timestamps with a blank before
/// the time and without noughts at the end of the fraction.
pub(crate) fn printed(array: &ArrayRef) -> Result<ArrayRef> {
    let array = &super::unpacked(array)?;
    if let Some(times) = temporal_text(array)? {
        return Ok(Arc::new(times));
    }
    let rows: StringViewArray = match array.data_type() {
        DataType::Float64 => array
            .as_primitive::<Float64Type>()
            .iter()
            .map(|number| number.map(java_double::text))
            .collect(),
        DataType::Float32 => array
            .as_primitive::<Float32Type>()
            .iter()
            .map(|number| number.map(java_double::float_text))
            .collect(),
        data_type if data_type.is_decimal() => {
            let printed = cast(array, &DataType::Utf8View)?;
            let printed = printed.as_string_view();
            printed
                .iter()
                .map(|number| number.map(|number| without_noughts(number.to_owned())))
                .collect()
        }
        data_type if data_type.is_binary() => {
            let bytes = cast(array, &DataType::BinaryView)?;
            let bytes = bytes.as_binary_view();
            bytes
                .iter()
                .map(|bytes| bytes.map(String::from_utf8_lossy))
                .collect()
        }
        _ => return Ok(cast(array, &DataType::Utf8View)?),
    };
    Ok(Arc::new(rows))
}

fn without_noughts(mut text: String) -> String {
    if text.contains('.') {
        let kept = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(kept);
    }
    text
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use arrow::array::{
        Array, BooleanArray, Date32Array, Decimal128Array, Float32Array, Float64Array, Int64Array,
        TimestampMicrosecondArray,
    };

    use super::*;

    fn print(array: impl Array + 'static) -> Vec<String> {
        let array: ArrayRef = Arc::new(array);
        let printed = printed(&array).unwrap();
        printed
            .as_string_view()
            .iter()
            .map(|row| row.unwrap_or("NULL").to_owned())
            .collect()
    }

    #[test]
    fn numbers_are_printed_as_in_java() {
        assert_eq!(
            print(Float64Array::from(vec![Some(1e7), None, Some(0.5)])),
            ["1.0E7", "NULL", "0.5"]
        );
        assert_eq!(print(Float32Array::from(vec![0.1])), ["0.1"]);
        assert_eq!(print(Int64Array::from(vec![-12])), ["-12"]);
        let decimals = Decimal128Array::from(vec![150, 200, 0])
            .with_precision_and_scale(5, 2)
            .unwrap();
        assert_eq!(print(decimals), ["1.5", "2", "0"]);
    }

    #[test]
    fn dates_timestamps_and_booleans() {
        assert_eq!(print(Date32Array::from(vec![18_701])), ["2021-03-15"]);
        let timestamps = TimestampMicrosecondArray::from(vec![0, 1_500_000]);
        assert_eq!(
            print(timestamps),
            ["1970-01-01 00:00:00", "1970-01-01 00:00:01.5"]
        );
        assert_eq!(print(BooleanArray::from(vec![true])), ["true"]);
    }
}
