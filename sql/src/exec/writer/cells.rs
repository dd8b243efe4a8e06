//! The values of a column as text, the way Hive prints them.

use std::io::Write as _;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryViewArray, BooleanArray, Date32Array, Decimal128Array,
    Float32Array, Float64Array, Int64Array, ListArray, MapArray, StringViewArray, StructArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, FieldRef, Float32Type, Float64Type, Int64Type, TimeUnit,
    TimestampMicrosecondType,
};
use datafusion::arrow::error::ArrowError;

use maidian_udfs::kernel::java_double;
use maidian_udfs::kernel::java_time::{write_date, write_timestamp};

/// A column, sorted by what its text looks like. Small differences of types are cast away once a batch.
#[derive(Debug)]
pub(crate) enum Cells {
    /// Nothing but NULL.
    Null,
    Boolean(BooleanArray),
    Integer(Int64Array),
    Float(Float32Array),
    Double(Float64Array),
    Decimal(Decimal128Array),
    Text(StringViewArray),
    Binary(BinaryViewArray),
    Date(Date32Array),
    Timestamp(TimestampMicrosecondArray),
    List(ListArray, Box<Cells>),
    Map(MapArray, Box<Cells>, Box<Cells>),
    Struct(StructArray, Vec<(String, Cells)>),
}

impl Cells {
    /// The cells of `array`.
    ///
    /// Errors: a type that cannot be cast to one of Hive's.
    pub(crate) fn try_new(array: &ArrayRef) -> Result<Self, ArrowError> {
        let timestamp = DataType::Timestamp(TimeUnit::Microsecond, None);
        Ok(match array.data_type() {
            DataType::Null => Self::Null,
            DataType::Boolean => Self::Boolean(array.as_boolean().clone()),
            kind if kind.is_integer() && *kind != DataType::UInt64 => Self::Integer(
                cast(array, &DataType::Int64)?
                    .as_primitive::<Int64Type>()
                    .clone(),
            ),
            DataType::Float16 | DataType::Float32 => Self::Float(
                cast(array, &DataType::Float32)?
                    .as_primitive::<Float32Type>()
                    .clone(),
            ),
            DataType::Float64 => Self::Double(array.as_primitive::<Float64Type>().clone()),
            DataType::Decimal32(precision, scale)
            | DataType::Decimal64(precision, scale)
            | DataType::Decimal128(precision, scale) => {
                let array = cast(array, &DataType::Decimal128(*precision, *scale))?;
                Self::Decimal(array.as_primitive::<Decimal128Type>().clone())
            }
            kind if kind.is_binary() => {
                Self::Binary(cast(array, &DataType::BinaryView)?.as_binary_view().clone())
            }
            DataType::Date32 => Self::Date(array.as_primitive::<Date32Type>().clone()),
            DataType::Date64 => Self::Date(
                cast(array, &DataType::Date32)?
                    .as_primitive::<Date32Type>()
                    .clone(),
            ),
            DataType::Timestamp(_, _) => Self::Timestamp(
                cast(array, &timestamp)?
                    .as_primitive::<TimestampMicrosecondType>()
                    .clone(),
            ),
            DataType::List(_) => {
                let list = array.as_list::<i32>().clone();
                let values = Self::try_new(list.values())?;
                Self::List(list, Box::new(values))
            }
            DataType::LargeList(element)
            | DataType::ListView(element)
            | DataType::LargeListView(element)
            | DataType::FixedSizeList(element, _) => {
                return Self::try_new(&cast(array, &DataType::List(FieldRef::clone(element)))?);
            }
            DataType::Map(_, _) => {
                let map = array.as_map().clone();
                let (keys, values) = (Self::try_new(map.keys())?, Self::try_new(map.values())?);
                Self::Map(map, Box::new(keys), Box::new(values))
            }
            DataType::Struct(fields) => {
                let array = array.as_struct().clone();
                let columns = fields.iter().zip(array.columns());
                let cells = columns
                    .map(|(field, column)| Ok((field.name().clone(), Self::try_new(column)?)));
                let cells = cells.collect::<Result<_, ArrowError>>()?;
                Self::Struct(array, cells)
            }
            DataType::Dictionary(_, value) => return Self::try_new(&cast(array, value)?),
            // Text of any kind, and whatever is left as the engine prints it.
            _ => Self::Text(cast(array, &DataType::Utf8View)?.as_string_view().clone()),
        })
    }

    /// Whether the value of `row` is NULL.
    pub(crate) fn is_null(&self, row: usize) -> bool {
        match self {
            Self::Null => true,
            Self::Boolean(array) => array.is_null(row),
            Self::Integer(array) => array.is_null(row),
            Self::Float(array) => array.is_null(row),
            Self::Double(array) => array.is_null(row),
            Self::Decimal(array) => array.is_null(row),
            Self::Text(array) => array.is_null(row),
            Self::Binary(array) => array.is_null(row),
            Self::Date(array) => array.is_null(row),
            Self::Timestamp(array) => array.is_null(row),
            Self::List(array, _) => array.is_null(row),
            Self::Map(array, _, _) => array.is_null(row),
            Self::Struct(array, _) => array.is_null(row),
        }
    }

    /// Appends the text of a plain value that is not NULL; arrays, maps and structs give JSON.
    pub(crate) fn write_plain(&self, row: usize, out: &mut Vec<u8>) {
        match self {
            Self::Null => {}
            Self::Boolean(array) => {
                out.extend_from_slice(if array.value(row) { b"true" } else { b"false" });
            }
            Self::Integer(array) => append(out, format_args!("{}", array.value(row))),
            Self::Float(array) => {
                out.extend_from_slice(java_double::float_text(array.value(row)).as_bytes());
            }
            Self::Double(array) => {
                out.extend_from_slice(java_double::text(array.value(row)).as_bytes());
            }
            Self::Decimal(array) => {
                let digits = array.value_as_string(row);
                out.extend_from_slice(without_noughts(&digits).as_bytes());
            }
            Self::Text(array) => out.extend_from_slice(array.value(row).as_bytes()),
            Self::Binary(array) => out.extend_from_slice(array.value(row)),
            Self::Date(array) => {
                let mut text = String::new();
                write_date(array.value(row).into(), &mut text);
                out.extend_from_slice(text.as_bytes());
            }
            Self::Timestamp(array) => {
                let mut text = String::new();
                write_timestamp(array.value(row), &mut text);
                out.extend_from_slice(text.as_bytes());
            }
            Self::List(..) | Self::Map(..) | Self::Struct(..) => self.write_json(row, out),
        }
    }
}

fn append(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // A Vec takes every write.
    let _ = out.write_fmt(text);
}

/// Hive prints a decimal without the noughts at its end.
fn without_noughts(digits: &str) -> &str {
    if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::sync::Arc;

    use datafusion::arrow::array::{
        DictionaryArray, Int8Array, StringArray, TimestampNanosecondArray, UInt64Array,
    };
    use datafusion::arrow::datatypes::Int32Type;

    use super::*;

    fn texts(array: impl Array + 'static) -> Vec<Option<String>> {
        let array: ArrayRef = Arc::new(array);
        let cells = Cells::try_new(&array).unwrap();
        let text = |row| {
            let mut out = Vec::new();
            cells.write_plain(row, &mut out);
            String::from_utf8(out).unwrap()
        };
        (0..array.len())
            .map(|row| (!cells.is_null(row)).then(|| text(row)))
            .collect()
    }

    #[test]
    fn timestamps_have_a_fraction_only_where_there_is_one() {
        let second = 1_615_803_072_000_000;
        let array = TimestampMicrosecondArray::from(vec![second, second + 500_000, second + 1, -1]);
        let expected = [
            "2021-03-15 10:11:12",
            "2021-03-15 10:11:12.5",
            "2021-03-15 10:11:12.000001",
            "1969-12-31 23:59:59.999999",
        ];
        assert_eq!(texts(array), expected.map(|text| Some(text.to_owned())));
        let nanoseconds = TimestampNanosecondArray::from(vec![Some(1_500_000_000), None]);
        assert_eq!(
            texts(nanoseconds),
            [Some("1970-01-01 00:00:01.5".to_owned()), None]
        );
    }

    #[test]
    fn plain_values_read_as_in_hive() {
        assert_eq!(
            texts(BooleanArray::from(vec![true])),
            [Some("true".to_owned())]
        );
        assert_eq!(texts(Int8Array::from(vec![-7])), [Some("-7".to_owned())]);
        assert_eq!(
            texts(UInt64Array::from(vec![u64::MAX])),
            [Some(u64::MAX.to_string())]
        );
        assert_eq!(
            texts(Float64Array::from(vec![1e10])),
            [Some("1.0E10".to_owned())]
        );
        assert_eq!(
            texts(Date32Array::from(vec![18_701])),
            [Some("2021-03-15".to_owned())]
        );
        let decimal = Decimal128Array::from(vec![-1_250])
            .with_precision_and_scale(10, 2)
            .unwrap();
        assert_eq!(texts(decimal), [Some("-12.5".to_owned())]);
    }

    #[test]
    fn every_encoding_of_text_is_text() {
        let plain = [Some("中".to_owned()), None];
        assert_eq!(texts(StringArray::from(vec![Some("中"), None])), plain);
        let dictionary = DictionaryArray::<Int32Type>::from_iter([Some("中"), None]);
        assert_eq!(texts(dictionary), plain);
    }
}
