//! Files with one row a line.

use std::io::Write;
use std::path::PathBuf;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::error::ArrowError;

use super::FileWriter;
use super::append_file::AppendFile;
use super::cells::Cells;
use super::json::write_string;
use super::text::push_delimiter;
use crate::catalog::TextFormat;
use crate::exec::insert_error::InsertError;

/// Bytes collected before they go to the file.
const BUFFER: usize = 1 << 20;

/// How a row becomes a line.
pub(super) enum LineFormat {
    /// An object with these keys; each holds what stands before its value: `{"a":` or `,"b":`.
    Json(Vec<Vec<u8>>),
    /// Values between delimiters.
    Text(TextFormat),
}

impl LineFormat {
    /// Objects with the columns of `schema` as keys, in their order.
    pub(super) fn json(schema: &Schema) -> Self {
        let keys = schema.fields().iter().enumerate().map(|(position, field)| {
            let mut key = vec![if position == 0 { b'{' } else { b',' }];
            write_string(field.name(), &mut key);
            key.push(b':');
            key
        });
        Self::Json(keys.collect())
    }

    fn write(&self, columns: &[Cells], row: usize, out: &mut Vec<u8>) {
        match self {
            Self::Json(keys) => {
                for (key, cells) in keys.iter().zip(columns) {
                    out.extend_from_slice(key);
                    cells.write_json(row, out);
                }
                out.extend_from_slice(b"}\n");
            }
            Self::Text(format) => {
                for (position, cells) in columns.iter().enumerate() {
                    if position > 0 {
                        push_delimiter(0, format, out);
                    }
                    cells.write_delimited(row, 0, format, out);
                }
                out.push(b'\n');
            }
        }
    }
}

/// Writes rows as lines.
pub(super) struct LineWriter {
    format: LineFormat,
    file: AppendFile,
    buffer: Vec<u8>,
}

impl LineWriter {
    /// Starts the file at `path`.
    pub(super) fn open(path: PathBuf, format: LineFormat) -> Self {
        Self {
            format,
            file: AppendFile::new(path),
            buffer: Vec::new(),
        }
    }
}

impl FileWriter for LineWriter {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), InsertError> {
        let columns = batch.columns().iter().map(Cells::try_new);
        let columns = columns.collect::<Result<Vec<_>, ArrowError>>()?;
        for row in 0..batch.num_rows() {
            self.format.write(&columns, row, &mut self.buffer);
            if self.buffer.len() >= BUFFER {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn written(&self) -> u64 {
        self.file.size()
    }

    fn held(&self) -> usize {
        self.buffer.capacity()
    }

    fn flush(&mut self) -> Result<(), InsertError> {
        let written = self.file.write_all(&self.buffer);
        written.map_err(|cause| self.file.error(&cause))?;
        self.buffer = Vec::new();
        self.file.release();
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<u64, InsertError> {
        self.flush()?;
        self.file.complete()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::sync::Arc;

    use datafusion::arrow::array::{ArrayRef, Float64Array, StringArray};

    use super::*;

    fn written(format: impl Fn(&Schema) -> LineFormat) -> String {
        let text: ArrayRef = Arc::new(StringArray::from(vec![Some("x"), None, Some("")]));
        let number: ArrayRef = Arc::new(Float64Array::from(vec![Some(1e10), Some(0.5), None]));
        let batch = RecordBatch::try_from_iter([("b \"", text), ("a", number)]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        let mut writer = LineWriter::open(path.clone(), format(&batch.schema()));
        writer.write(&batch.slice(0, 2)).unwrap();
        writer.flush().unwrap();
        assert_eq!(writer.held(), 0);
        writer.write(&batch.slice(2, 1)).unwrap();
        let size = Box::new(writer).finish().unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(size, text.len() as u64);
        text
    }

    #[test]
    fn json_lines_have_all_keys_in_column_order() {
        assert_eq!(
            written(LineFormat::json),
            "{\"b \\\"\":\"x\",\"a\":1.0E10}\n{\"b \\\"\":null,\"a\":0.5}\n{\"b \\\"\":\"\",\"a\":null}\n"
        );
    }

    #[test]
    fn text_lines_have_hives_defaults() {
        let text = written(|_| LineFormat::Text(TextFormat::default()));
        assert_eq!(text, "x\u{1}1.0E10\n\\N\u{1}0.5\n\u{1}\\N\n");
    }
}
