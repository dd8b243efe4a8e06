//! Values as JSON: the lines of `STORED AS JSONFILE`, and nested values in text.

use super::cells::Cells;

impl Cells {
    /// Appends the value of `row` as JSON: numbers as numbers, times and binary as strings, NULL as `null`. `NaN` and the
    /// infinities are strings, as Jackson writes them.
    pub(crate) fn write_json(&self, row: usize, out: &mut Vec<u8>) {
        if self.is_null(row) {
            out.extend_from_slice(b"null");
            return;
        }
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Boolean(_) | Self::Integer(_) | Self::Decimal(_) => self.write_plain(row, out),
            Self::Float(array) if array.value(row).is_finite() => self.write_plain(row, out),
            Self::Double(array) if array.value(row).is_finite() => self.write_plain(row, out),
            Self::Text(array) => write_string(array.value(row), out),
            Self::Binary(array) => write_string(&String::from_utf8_lossy(array.value(row)), out),
            Self::Float(_) | Self::Double(_) | Self::Date(_) | Self::Timestamp(_) => {
                out.push(b'"');
                self.write_plain(row, out);
                out.push(b'"');
            }
            Self::List(array, values) => {
                out.push(b'[');
                for (position, row) in offsets(array.value_offsets(), row).enumerate() {
                    comma(position, out);
                    values.write_json(row, out);
                }
                out.push(b']');
            }
            Self::Map(array, keys, values) => {
                out.push(b'{');
                for (position, row) in offsets(array.value_offsets(), row).enumerate() {
                    comma(position, out);
                    let mut key = Vec::new();
                    keys.write_plain(row, &mut key);
                    write_string(&String::from_utf8_lossy(&key), out);
                    out.push(b':');
                    values.write_json(row, out);
                }
                out.push(b'}');
            }
            Self::Struct(_, fields) => {
                out.push(b'{');
                for (position, (name, cells)) in fields.iter().enumerate() {
                    comma(position, out);
                    write_string(name, out);
                    out.push(b':');
                    cells.write_json(row, out);
                }
                out.push(b'}');
            }
        }
    }
}

/// The rows of the values of a list or map.
pub(super) fn offsets(offsets: &[i32], row: usize) -> std::ops::Range<usize> {
    let offset = |row: usize| {
        offsets
            .get(row)
            .and_then(|offset| usize::try_from(*offset).ok())
            .unwrap_or_default()
    };
    offset(row)..offset(row + 1)
}

fn comma(position: usize, out: &mut Vec<u8>) {
    if position > 0 {
        out.push(b',');
    }
}

/// Appends `text` as a JSON string.
pub(super) fn write_string(text: &str, out: &mut Vec<u8>) {
    // A Vec takes every write, and a str is always serializable.
    let _ = serde_json::to_writer(out, text);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::sync::Arc;

    use datafusion::arrow::array::{
        Array, ArrayRef, BinaryArray, Date32Array, Float64Array, Int32Array, Int32Builder,
        ListArray, MapBuilder, StringArray, StringBuilder, StructArray,
    };
    use datafusion::arrow::datatypes::{DataType, Field, Int32Type};

    use super::*;

    fn json(array: impl Array + 'static) -> String {
        let array: ArrayRef = Arc::new(array);
        let cells = Cells::try_new(&array).unwrap();
        let mut out = Vec::new();
        for row in 0..array.len() {
            comma(row, &mut out);
            cells.write_json(row, &mut out);
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn plain_values_are_numbers_or_strings() {
        assert_eq!(json(Int32Array::from(vec![Some(-1), None])), "-1,null");
        assert_eq!(
            json(Float64Array::from(vec![1.5, f64::NAN])),
            r#"1.5,"NaN""#
        );
        assert_eq!(json(Date32Array::from(vec![0])), r#""1970-01-01""#);
        assert_eq!(json(StringArray::from(vec!["a\"\n中"])), r#""a\"\n中""#);
        assert_eq!(json(BinaryArray::from(vec![b"ab".as_slice()])), r#""ab""#);
    }

    #[test]
    fn nested_values_nest() {
        let list = ListArray::from_iter_primitive::<Int32Type, _, _>([
            Some(vec![Some(1), None]),
            None,
            Some(vec![]),
        ]);
        assert_eq!(json(list.slice(0, 3)), "[1,null],null,[]");
        assert_eq!(json(list.slice(1, 2)), "null,[]");
        let mut map = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
        map.keys().append_value("k");
        map.values().append_null();
        map.append(true).unwrap();
        assert_eq!(json(map.finish()), r#"{"k":null}"#);
        let field = Arc::new(Field::new("a", DataType::Int32, true));
        let column: ArrayRef = Arc::new(Int32Array::from(vec![7]));
        assert_eq!(json(StructArray::from(vec![(field, column)])), r#"{"a":7}"#);
    }
}
