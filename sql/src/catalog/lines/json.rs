//! Lines of `STORED AS JSONFILE`: one JSON object each.

use std::borrow::Cow;

use datafusion::arrow::array::StringViewArray;
use datafusion::arrow::datatypes::{Fields, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::Result;
use datafusion::physical_plan::metrics::Count;
use maidian_udfs::kernel::attributes;
use serde_json::value::RawValue;

use super::LineDecoder;
use super::column::TextColumns;
use super::nested::{Layout, Part};
use super::object::read_object;
use super::scalar;

/// Reads lines that hold a JSON object each; its rules are [`LineSource`](super::LineSource)'s.
pub(super) struct JsonDecoder {
    columns: TextColumns,
    names: Names,
    /// Whether each column takes whole numbers.
    whole: Vec<bool>,
    bad_lines: Count,
}

impl JsonDecoder {
    pub(super) fn new(schema: SchemaRef, bad_lines: Count) -> Self {
        let names = Names::new(schema.fields());
        let whole = schema
            .fields()
            .iter()
            .map(|field| field.data_type().is_integer())
            .collect();
        Self {
            columns: TextColumns::new(schema),
            names,
            whole,
            bad_lines,
        }
    }
}

impl LineDecoder for JsonDecoder {
    fn push(&mut self, line: &[u8]) -> Result<()> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        if self.whole.is_empty() {
            // Nothing is decoded for `count(*)`, where a row is a row, good or bad.
            return self.columns.push::<&str>([]);
        }
        let line = String::from_utf8_lossy(line);
        let mut values = vec![None; self.whole.len()];
        let set = |column, value| {
            if let Some(slot) = values.get_mut(column) {
                *slot = Some(value);
            }
        };
        if !read_object(&line, |key| self.names.column(key), set) {
            self.bad_lines.add(1);
            values.fill(None);
        }
        let texts = values.into_iter().zip(&self.whole).map(|(value, whole)| {
            let value = value?;
            let exponent =
                *whole && value.starts_with(|start: char| start.is_ascii_digit() || start == '-');
            if exponent && let Some(plain) = scalar::without_exponent(value) {
                return Some(Cow::Owned(plain));
            }
            text(value)
        });
        self.columns.push(texts)
    }

    fn rows(&self) -> usize {
        self.columns.rows()
    }

    fn flush(&mut self) -> Result<RecordBatch> {
        self.columns.flush(&Json)
    }
}

/// The text of a JSON value: a string unescaped, any other as it is written; `None` for `null`.
fn text(value: &str) -> Part<'_> {
    let Some(body) = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
    else {
        return (value != "null").then_some(Cow::Borrowed(value));
    };
    if memchr::memchr(b'\\', body.as_bytes()).is_none() {
        return Some(Cow::Borrowed(body));
    }
    // The kernel takes half a surrogate pair, which `serde_json` does not.
    let unescaped = serde_json::from_str(value).ok();
    unescaped
        .or_else(|| Some(attributes::get(&format!("{{\"\":{value}}}"), "")?.into_owned()))
        .map(Cow::Owned)
}

/// The columns by name, in any case of ASCII letters.
struct Names {
    /// By the length of the name: of the few of one length all are compared.
    by_length: Vec<Vec<(Box<str>, usize)>>,
}

impl Names {
    fn new(fields: &Fields) -> Self {
        let mut by_length = Vec::new();
        for (column, field) in fields.iter().enumerate() {
            let name = field.name();
            if by_length.len() <= name.len() {
                by_length.resize(name.len() + 1, Vec::new());
            }
            if let Some(names) = by_length.get_mut(name.len()) {
                names.push((name.as_str().into(), column));
            }
        }
        Self { by_length }
    }

    fn column(&self, key: &str) -> Option<usize> {
        let names = self.by_length.get(key.len())?;
        names
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key))
            .map(|(_, column)| *column)
    }
}

/// Values inside values, in JSON. A JSON text inside a string is taken for the value it holds.
struct Json;

impl Layout for Json {
    fn elements<'a>(&self, array: &'a str, _depth: usize) -> Option<Vec<Part<'a>>> {
        let values: Vec<&RawValue> = serde_json::from_str(array).ok()?;
        Some(values.into_iter().map(|value| text(value.get())).collect())
    }

    fn entries<'a>(&self, object: &'a str, _depth: usize) -> Option<Vec<(Cow<'a, str>, Part<'a>)>> {
        attributes::pairs(object)
    }

    fn fields<'a>(&self, object: &'a str, _depth: usize, fields: &Fields) -> Option<Vec<Part<'a>>> {
        let mut parts = vec![None; fields.len()];
        for (key, value) in attributes::pairs(object)? {
            let named = fields
                .iter()
                .position(|field| field.name().eq_ignore_ascii_case(&key));
            if let Some(part) = named.and_then(|field| parts.get_mut(field)) {
                *part = value;
            }
        }
        Some(parts)
    }

    fn map_levels(&self) -> usize {
        1
    }

    fn plain(&self, texts: StringViewArray) -> StringViewArray {
        texts
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use datafusion::arrow::datatypes::{DataType, TimeUnit};

    use super::super::LineFormat;
    use super::super::testing::{decode, decode_row, list_of, map_of, schema, strings, struct_of};
    use super::*;

    fn row(columns: &SchemaRef, line: &str) -> Vec<String> {
        decode_row(&LineFormat::Json, columns, line)
    }

    #[test]
    fn a_string_column_takes_any_value() {
        let columns = strings(&["a"]);
        for (value, text) in [
            (r#""plain""#, "plain"),
            (r#""""#, ""),
            (r#""a\"b\\\/\n\u9996""#, "a\"b\\/\n首"),
            (r#""\ud83d\ude00""#, "😀"),
            (r#""\ud83d""#, "\u{fffd}"),
            ("1.50", "1.50"),
            ("-1E+2", "-1E+2"),
            ("true", "true"),
            ("null", "NULL"),
            (
                r#"{ "b" : [1,  "\u0061" ] }"#,
                r#"{ "b" : [1,  "\u0061" ] }"#,
            ),
            (r#"[ 1, {"c":null}]"#, r#"[ 1, {"c":null}]"#),
            ("[]", "[]"),
        ] {
            assert_eq!(
                row(&columns, &format!("{{\"a\" :\t{value} }}")),
                [text],
                "{value}"
            );
        }
    }

    #[test]
    fn keys_match_in_any_case_and_the_last_one_counts() {
        let columns = strings(&["datasourceid", "b"]);
        assert_eq!(row(&columns, r#"{"dataSourceId":"x","B":"y"}"#), ["x", "y"]);
        assert_eq!(
            row(&columns, r#"{"datasourceid":"x","DATASOURCEID":"y"}"#),
            ["y", "NULL"]
        );
        assert_eq!(row(&columns, r#"{"b":"x","b":null}"#), ["NULL", "NULL"]);
        assert_eq!(row(&columns, r#"{"data\u0053ourceId":"x"}"#), ["x", "NULL"]);
        assert_eq!(row(&columns, "{}"), ["NULL", "NULL"]);
    }

    #[test]
    fn a_line_that_is_no_object_is_a_row_of_nulls_and_counted() {
        let columns = strings(&["a", "b"]);
        let bad = [
            "abc",
            "[1]",
            "\"a\"",
            "1",
            "null",
            r#"{"a":"1""#,
            r#"{"a":"1","b":"x"y"}"#,
            r#"{"a":"1","b":tru}"#,
            r#"{"a":"1",}"#,
            r#"{"a":01}"#,
            r#"{"a":"1"} {"a":"2"}"#,
            r#"{"a":"1"},"#,
            "{\"a\":\"1\t\"}",
            r#"{"a":"\x"}"#,
            r#"{'a':"1"}"#,
        ];
        let nulls = vec![vec!["NULL"; 2]; bad.len()];
        let (rows, counted) = decode(&LineFormat::Json, &columns, &bad);
        assert_eq!(rows, nulls);
        assert_eq!(counted, bad.len());
    }

    #[test]
    fn damage_in_a_column_that_is_not_read_makes_a_bad_line() {
        let (rows, bad) = decode(
            &LineFormat::Json,
            &strings(&["a"]),
            &[r#"{"a":"1","z":[1}"#],
        );
        assert_eq!((rows, bad), (vec![vec!["NULL".to_owned()]], 1));
    }

    #[test]
    fn blank_lines_are_no_rows() {
        let lines = ["", " \t\r", r#" {"a":"1"} "#];
        assert_eq!(
            decode(&LineFormat::Json, &strings(&["a"]), &lines),
            (vec![vec!["1".to_owned()]], 0)
        );
    }

    #[test]
    fn without_columns_every_line_is_a_row() {
        let mut decoder = LineFormat::Json.decoder(strings(&[]), &[], Count::new());
        for line in ["{}", "", "abc"] {
            decoder.push(line.as_bytes()).unwrap();
        }
        assert_eq!(decoder.flush().unwrap().num_rows(), 2);
    }

    #[test]
    fn bytes_that_are_not_utf8_become_replacement_characters() {
        let (rows, bad) = decode(
            &LineFormat::Json,
            &strings(&["a"]),
            &[b"{\"a\":\"x\xe9\xa6\"}"],
        );
        assert_eq!((rows, bad), (vec![vec!["x\u{fffd}".to_owned()]], 0));
    }

    #[test]
    fn numbers_and_their_texts_convert() {
        let columns = schema(&[
            ("i", DataType::Int32),
            ("l", DataType::Int64),
            ("d", DataType::Float64),
            ("n", DataType::Decimal128(10, 2)),
        ]);
        assert_eq!(
            row(&columns, r#"{"i":1,"l":-2,"d":1.5,"n":1.005}"#),
            ["1", "-2", "1.5", "1.01"]
        );
        assert_eq!(
            row(&columns, r#"{"i":"1","l":"-2","d":"1e3","n":" 1.5 "}"#),
            ["1", "-2", "1000.0", "1.50"]
        );
        assert_eq!(
            row(&columns, r#"{"i":1.9,"l":1.732524938178E12,"d":1,"n":1e3}"#),
            ["1", "1732524938178", "1.0", "1000.00"]
        );
        assert_eq!(
            row(
                &columns,
                r#"{"i":2147483648,"l":"1e3","d":"x","n":123456789.5}"#
            ),
            ["NULL"; 4]
        );
        assert_eq!(
            row(&columns, r#"{"i":true,"l":[1],"d":{},"n":""}"#),
            ["NULL"; 4]
        );
    }

    #[test]
    fn booleans_times_and_bytes_convert() {
        let columns = schema(&[
            ("b", DataType::Boolean),
            ("t", DataType::Timestamp(TimeUnit::Microsecond, None)),
            ("d", DataType::Date32),
            ("y", DataType::BinaryView),
        ]);
        let line = r#"{"b":true,"t":"2021-03-15 10:11:12.5","d":"2021-03-15","y":"ab"}"#;
        assert_eq!(
            row(&columns, line),
            ["true", "2021-03-15T10:11:12.500", "2021-03-15", "6162"]
        );
        assert_eq!(
            row(&columns, r#"{"b":"FALSE","t":1,"d":0,"y":null}"#),
            ["false", "NULL", "NULL", "NULL"]
        );
    }

    #[test]
    fn arrays_maps_and_structs_take_json_or_a_string_of_it() {
        let inner = struct_of(&[("x", DataType::Int32), ("y", list_of(DataType::Utf8))]);
        let columns = schema(&[
            ("a", list_of(DataType::Int64)),
            ("m", map_of(DataType::Utf8, DataType::Utf8)),
            ("s", inner),
        ]);
        let expected = [
            "[1, 2, NULL, NULL]",
            r#"{k: v, n: 1.0, o: {"p":[]}}"#,
            "{x: 1, y: [a, NULL]}",
        ];
        let line = r#"{"a":[1,"2",null,"x"],"m":{"k":"v","n":1.0,"o":{"p":[]}},"s":{"X":1,"z":0,"y":["a",null]}}"#;
        assert_eq!(row(&columns, line), expected);
        let line = r#"{"a":"[1,\"2\",null,\"x\"]","m":"{\"k\":\"v\",\"n\":1.0,\"o\":{\"p\":[]}}","s":"{\"x\":1,\"y\":[\"a\",null]}"}"#;
        assert_eq!(row(&columns, line), expected);
        assert_eq!(row(&columns, r#"{"a":{},"m":[],"s":"x"}"#), ["NULL"; 3]);
        assert_eq!(
            row(&columns, r#"{"a":[],"m":{},"s":{}}"#),
            ["[]", "{}", "{x: NULL, y: NULL}"]
        );
    }

    #[test]
    fn map_keys_convert_and_stand_once() {
        let columns = schema(&[
            ("m", map_of(DataType::Int32, DataType::Int32)),
            ("z", DataType::Utf8View),
        ]);
        assert_eq!(
            row(&columns, r#"{"m":{"1":2,"x":3,"1":4,"5":null}}"#),
            ["{1: 4, 5: NULL}", "NULL"]
        );
        let lines = [
            r#"{"m":{"x":1}}"#,
            r#"{"m":{"1":1,"2":2}}"#,
            r#"{"m":{"y":1,"3":3}}"#,
        ];
        let (rows, _) = decode(&LineFormat::Json, &columns, &lines);
        let maps: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(maps, ["{}", "{1: 1, 2: 2}", "{3: 3}"]);
    }
}
