//! Lines of `STORED AS TEXTFILE`: fields between delimiters.

use std::borrow::Cow;
use std::collections::HashSet;

use datafusion::arrow::array::StringViewArray;
use datafusion::arrow::datatypes::{Fields, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::Result;
use memchr::{memchr, memchr2};

use super::column::TextColumns;
use super::nested::{Layout, Part};
use super::{DelimitedFormat, LineDecoder};

/// Reads lines of fields; its rules are [`LineSource`](super::LineSource)'s.
pub(super) struct DelimitedDecoder {
    format: DelimitedFormat,
    columns: TextColumns,
    /// The place among the columns read of each field of a line, up to the last field that is read.
    places: Vec<Option<usize>>,
}

impl DelimitedDecoder {
    /// Reads the fields `indices` of a line as the columns of `schema`.
    pub(super) fn new(format: DelimitedFormat, schema: SchemaRef, indices: &[usize]) -> Self {
        let mut places = vec![None; indices.iter().max().map_or(0, |last| last + 1)];
        for (column, field) in indices.iter().enumerate() {
            if let Some(place) = places.get_mut(*field) {
                *place = Some(column);
            }
        }
        Self {
            format,
            columns: TextColumns::new(schema),
            places,
        }
    }
}

impl LineDecoder for DelimitedDecoder {
    fn push(&mut self, line: &[u8]) -> Result<()> {
        let mut texts = vec![None; self.places.iter().flatten().count()];
        let fields = Pieces::new(line, self.format.field_delimiter, self.format.escape);
        for (field, place) in fields.zip(&self.places) {
            if let Some(text) = place.and_then(|column| texts.get_mut(column))
                && field != self.format.null_text.as_bytes()
            {
                *text = Some(String::from_utf8_lossy(field));
            }
        }
        self.columns.push(texts)
    }

    fn rows(&self) -> usize {
        self.columns.rows()
    }

    fn flush(&mut self) -> Result<RecordBatch> {
        self.columns.flush(&self.format)
    }
}

impl DelimitedFormat {
    /// What separates the values on a level: 1 inside a column, as Hive numbers them. Beyond the named ones they are
    /// the control characters in their order.
    fn delimiter(&self, level: usize) -> Option<u8> {
        let delimiter = match level {
            0 => self.field_delimiter,
            1 => self.collection_delimiter,
            2 => self.map_key_delimiter,
            _ => u8::try_from(level + 1).ok()?,
        };
        // Text is cut at ASCII characters alone, so that the pieces are text again.
        delimiter.is_ascii().then_some(delimiter)
    }

    fn pieces<'a>(&self, text: &'a str, level: usize) -> impl Iterator<Item = &'a str> {
        // A line holds no line end.
        let delimiter = self.delimiter(level).unwrap_or(b'\n');
        let pieces = Pieces::new(text.as_bytes(), delimiter, self.escape);
        pieces.map(|piece| std::str::from_utf8(piece).unwrap_or_default())
    }

    fn part<'a>(&self, piece: &'a str) -> Part<'a> {
        (piece != self.null_text).then_some(Cow::Borrowed(piece))
    }
}

impl Layout for DelimitedFormat {
    fn elements<'a>(&self, text: &'a str, depth: usize) -> Option<Vec<Part<'a>>> {
        if text.is_empty() {
            return Some(Vec::new());
        }
        Some(
            self.pieces(text, depth)
                .map(|piece| self.part(piece))
                .collect(),
        )
    }

    fn entries<'a>(&self, text: &'a str, depth: usize) -> Option<Vec<(Cow<'a, str>, Part<'a>)>> {
        let mut entries = Vec::new();
        if text.is_empty() {
            return Some(entries);
        }
        let mut seen = HashSet::new();
        for entry in self.pieces(text, depth) {
            let key = self.pieces(entry, depth + 1).next().unwrap_or_default();
            // Hive keeps the first of several, and none whose key is NULL.
            if key != self.null_text && seen.insert(key) {
                let value = entry
                    .get(key.len() + 1..)
                    .and_then(|value| self.part(value));
                entries.push((Cow::Borrowed(key), value));
            }
        }
        Some(entries)
    }

    fn fields<'a>(&self, text: &'a str, depth: usize, fields: &Fields) -> Option<Vec<Part<'a>>> {
        let pieces = self.pieces(text, depth).map(|piece| self.part(piece));
        Some(
            pieces
                .chain(std::iter::repeat(None))
                .take(fields.len())
                .collect(),
        )
    }

    fn map_levels(&self) -> usize {
        2
    }

    fn plain(&self, texts: StringViewArray) -> StringViewArray {
        match self.escape {
            Some(escape) => texts
                .iter()
                .map(|text| text.map(|text| unescape(text, escape)))
                .collect(),
            None => texts,
        }
    }
}

/// The pieces of a text between delimiters: one more than there are delimiters without an escape before them.
struct Pieces<'a> {
    rest: Option<&'a [u8]>,
    delimiter: u8,
    escape: Option<u8>,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a [u8], delimiter: u8, escape: Option<u8>) -> Self {
        Self {
            rest: Some(text),
            delimiter,
            escape,
        }
    }

    fn find_delimiter(&self, text: &[u8]) -> Option<usize> {
        let Some(escape) = self.escape else {
            return memchr(self.delimiter, text);
        };
        let mut at = 0;
        loop {
            at += memchr2(self.delimiter, escape, text.get(at..)?)?;
            if text.get(at) == Some(&self.delimiter) {
                return Some(at);
            }
            // The byte behind an escape, but for the text's last byte, is no delimiter.
            at += 2;
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let text = self.rest?;
        let Some(end) = self.find_delimiter(text) else {
            return self.rest.take();
        };
        self.rest = text.get(end + 1..);
        text.get(..end)
    }
}

/// Takes the escapes away; an escape at the very end stays. Source: Hive's `LazyUtils.copyAndEscapeStringDataToText`.
fn unescape(text: &str, escape: u8) -> Cow<'_, str> {
    if !escape.is_ascii() || memchr(escape, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let escape = char::from(escape);
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let meant = if character == escape {
            characters.next()
        } else {
            None
        };
        plain.push(match meant {
            Some('n') => '\n',
            Some('r') => '\r',
            Some(meant) => meant,
            None => character,
        });
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use datafusion::arrow::datatypes::DataType;
    use datafusion::physical_plan::metrics::Count;

    use super::super::LineFormat;
    use super::super::testing::{decode, decode_row, list_of, map_of, schema, strings, struct_of};
    use super::*;

    fn row(format: &DelimitedFormat, columns: &SchemaRef, line: &str) -> Vec<String> {
        decode_row(&LineFormat::Delimited(format.clone()), columns, line)
    }

    fn comma() -> DelimitedFormat {
        DelimitedFormat {
            field_delimiter: b',',
            ..DelimitedFormat::default()
        }
    }

    #[test]
    fn missing_fields_are_null_and_surplus_ones_ignored() {
        let columns = strings(&["a", "b", "c"]);
        assert_eq!(row(&comma(), &columns, "1,2"), ["1", "2", "NULL"]);
        assert_eq!(row(&comma(), &columns, "1,2,3,4"), ["1", "2", "3"]);
        assert_eq!(row(&comma(), &columns, ",,"), ["", "", ""]);
        assert_eq!(row(&comma(), &columns, ""), ["", "NULL", "NULL"]);
        assert_eq!(
            row(&DelimitedFormat::default(), &columns, "1\u{1}2,\u{1}"),
            ["1", "2,", ""]
        );
    }

    #[test]
    fn the_null_text_is_null_and_quotes_mean_nothing() {
        let columns = strings(&["a", "b", "c"]);
        assert_eq!(
            row(&comma(), &columns, r#"\N,\Nx,"y""#),
            ["NULL", r"\Nx", r#""y""#]
        );
        let dash = DelimitedFormat {
            null_text: "-".to_owned(),
            ..comma()
        };
        assert_eq!(row(&dash, &columns, r"-,--,\N"), ["NULL", "--", r"\N"]);
        let empty = DelimitedFormat {
            null_text: String::new(),
            ..comma()
        };
        assert_eq!(row(&empty, &columns, ",x"), ["NULL", "x", "NULL"]);
    }

    #[test]
    fn texts_convert_to_their_columns_types() {
        let columns = schema(&[
            ("i", DataType::Int32),
            ("d", DataType::Float64),
            ("t", DataType::Date32),
        ]);
        assert_eq!(
            row(&comma(), &columns, "1.9, 2 ,2021-3-5"),
            ["1", "2.0", "2021-03-05"]
        );
        assert_eq!(row(&comma(), &columns, " 1,x,"), ["NULL"; 3]);
        assert_eq!(row(&comma(), &columns, ""), ["NULL"; 3]);
    }

    #[test]
    fn an_escape_makes_delimiters_text() {
        let columns = strings(&["a", "b", "c"]);
        let escaped = DelimitedFormat {
            escape: Some(b'\\'),
            ..comma()
        };
        assert_eq!(
            row(&escaped, &columns, r"a\,b,\\,\n\r\x"),
            ["a,b", "\\", "\n\rx"]
        );
        assert_eq!(
            row(&escaped, &columns, r"\N,\\N,x\"),
            ["NULL", r"\N", r"x\"]
        );
        assert_eq!(row(&escaped, &columns, r"号\号,\,,\"), ["号号", ",", r"\"]);
        // The last byte of a line escapes nothing, nor is a delimiter behind a pair of escapes escaped.
        assert_eq!(row(&escaped, &columns, r"x\\,y"), [r"x\", "y", "NULL"]);
    }

    #[test]
    fn collections_nest_by_levels_of_delimiters() {
        let columns = schema(&[
            ("a", list_of(DataType::Int32)),
            ("m", map_of(DataType::Utf8, DataType::Utf8)),
            (
                "s",
                struct_of(&[("x", DataType::Utf8), ("y", list_of(DataType::Utf8))]),
            ),
            ("d", map_of(DataType::Utf8, list_of(DataType::Utf8))),
        ]);
        let line = "1\u{2}x\u{2}\\N\u{2}3,k\u{3}v\u{2}e\u{3}\u{2}n\u{2}k\u{3}w\u{2}\\N\u{3}z,p\u{2}q\u{3}r,k\u{3}a\u{4}b";
        let cells = [
            "[1, NULL, NULL, 3]",
            "{k: v, e: , n: NULL}",
            "{x: p, y: [q, r]}",
            "{k: [a, b]}",
        ];
        assert_eq!(row(&comma(), &columns, line), cells);
        assert_eq!(
            row(&comma(), &columns, ",,,"),
            ["[]", "{}", "{x: , y: NULL}", "{}"]
        );
        assert_eq!(row(&comma(), &columns, r"\N,\N,\N,\N"), ["NULL"; 4]);
    }

    #[test]
    fn escapes_inside_collections_are_taken_away_at_the_leaves() {
        let format = DelimitedFormat {
            escape: Some(b'\\'),
            collection_delimiter: b'|',
            map_key_delimiter: b':',
            ..comma()
        };
        let columns = schema(&[
            ("a", list_of(DataType::Utf8)),
            ("m", map_of(DataType::Utf8, DataType::Utf8)),
        ]);
        assert_eq!(
            row(&format, &columns, r"a\|b|c\,,k\:1:v\|w|l:\N"),
            ["[a|b, c,]", "{k:1: v|w, l: NULL}"]
        );
    }

    #[test]
    fn only_the_fields_of_the_projection_are_read() {
        let format = LineFormat::Delimited(comma());
        let mut decoder = format.decoder(strings(&["d", "b"]), &[3, 1], Count::new());
        decoder.push(b"0,1,2,3,4").unwrap();
        decoder.push(b"0").unwrap();
        let batch = decoder.flush().unwrap();
        assert_eq!(
            super::super::testing::cells(&batch),
            [["3", "1"], ["NULL", "NULL"]]
        );
    }

    #[test]
    fn delimiters_of_any_byte_and_bytes_of_any_kind_are_read() {
        let format = DelimitedFormat {
            field_delimiter: 0xfe,
            ..DelimitedFormat::default()
        };
        let (rows, _) = decode(
            &LineFormat::Delimited(format),
            &strings(&["a", "b"]),
            &[b"x\xfe\xe9\xa6y"],
        );
        assert_eq!(rows, [["x", "\u{fffd}y"]]);
    }
}
