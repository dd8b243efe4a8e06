//! Values between delimiters: the lines of `STORED AS TEXTFILE`.

use super::cells::Cells;
use super::json::offsets;
use crate::catalog::TextFormat;

impl Cells {
    /// Appends the value of `row` in the layout of Hive's LazySimpleSerDe. `level` is 0 for a column's value.
    ///
    /// Without `ESCAPED BY`, text that contains a delimiter or a line end is written as it is and reads back as
    /// something else, as in Hive.
    pub(super) fn write_delimited(
        &self,
        row: usize,
        level: usize,
        format: &TextFormat,
        out: &mut Vec<u8>,
    ) {
        if self.is_null(row) {
            out.extend_from_slice(format.null_text.as_bytes());
            return;
        }
        match self {
            Self::Text(array) => write_escaped(array.value(row).as_bytes(), format, out),
            Self::Binary(array) => write_escaped(array.value(row), format, out),
            Self::List(array, values) => {
                for (position, row) in offsets(array.value_offsets(), row).enumerate() {
                    separate(position, level + 1, format, out);
                    values.write_delimited(row, level + 1, format, out);
                }
            }
            Self::Map(array, keys, values) => {
                for (position, row) in offsets(array.value_offsets(), row).enumerate() {
                    separate(position, level + 1, format, out);
                    keys.write_delimited(row, level + 2, format, out);
                    push_delimiter(level + 2, format, out);
                    values.write_delimited(row, level + 2, format, out);
                }
            }
            Self::Struct(_, fields) => {
                for (position, (_, cells)) in fields.iter().enumerate() {
                    separate(position, level + 1, format, out);
                    cells.write_delimited(row, level + 1, format, out);
                }
            }
            plain => plain.write_plain(row, out),
        }
    }
}

fn separate(position: usize, level: usize, format: &TextFormat, out: &mut Vec<u8>) {
    if position > 0 {
        push_delimiter(level, format, out);
    }
}

/// Appends what separates values at `level`: fields, collection items, map keys, then U+0004 and on.
pub(super) fn push_delimiter(level: usize, format: &TextFormat, out: &mut Vec<u8>) {
    let delimiter = match level {
        0 => format.field_delimiter,
        1 => format.collection_delimiter,
        2 => format.map_key_delimiter,
        deeper => u8::try_from(deeper + 1).map_or('\u{8}', char::from),
    };
    let mut bytes = [0; 4];
    out.extend_from_slice(delimiter.encode_utf8(&mut bytes).as_bytes());
}

/// Reference: Hive's `LazyUtils.writeEscaped`, which writes line ends as the escape and `n` or `r`.
fn write_escaped(text: &[u8], format: &TextFormat, out: &mut Vec<u8>) {
    let Some(escape) = format.escape.and_then(|escape| u8::try_from(escape).ok()) else {
        out.extend_from_slice(text);
        return;
    };
    let delimiters = [
        format.field_delimiter,
        format.collection_delimiter,
        format.map_key_delimiter,
    ];
    for &byte in text {
        match byte {
            b'\n' => out.extend_from_slice(&[escape, b'n']),
            b'\r' => out.extend_from_slice(&[escape, b'r']),
            _ => {
                if byte == escape || delimiters.contains(&char::from(byte)) {
                    out.push(escape);
                }
                out.push(byte);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::sync::Arc;

    use datafusion::arrow::array::{
        Array, ArrayRef, ListArray, MapBuilder, StringArray, StringBuilder,
    };
    use datafusion::arrow::datatypes::Int32Type;

    use super::*;

    fn text(array: impl Array + 'static, row: usize, format: &TextFormat) -> String {
        let array: ArrayRef = Arc::new(array);
        let mut out = Vec::new();
        Cells::try_new(&array)
            .unwrap()
            .write_delimited(row, 0, format, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nested_values_use_the_next_delimiters() {
        let format = TextFormat::default();
        let list = ListArray::from_iter_primitive::<Int32Type, _, _>([
            Some(vec![Some(1), None, Some(3)]),
            None,
            Some(vec![]),
        ]);
        assert_eq!(text(list.clone(), 0, &format), "1\u{2}\\N\u{2}3");
        assert_eq!(text(list.clone(), 1, &format), "\\N");
        assert_eq!(text(list, 2, &format), "");
        let mut map = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
        for (key, value) in [("a", Some("x")), ("b", None)] {
            map.keys().append_value(key);
            map.values().append_option(value);
        }
        map.append(true).unwrap();
        assert_eq!(text(map.finish(), 0, &format), "a\u{3}x\u{2}b\u{3}\\N");
    }

    #[test]
    fn only_an_escape_character_protects_delimiters() {
        let array = StringArray::from(vec!["a|b\\c\nd"]);
        let plain = TextFormat {
            field_delimiter: '|',
            ..TextFormat::default()
        };
        assert_eq!(text(array.clone(), 0, &plain), "a|b\\c\nd");
        let escaped = TextFormat {
            escape: Some('\\'),
            ..plain
        };
        assert_eq!(text(array, 0, &escaped), "a\\|b\\\\c\\nd");
    }
}
