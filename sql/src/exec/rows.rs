//! Rows as text, for whoever compares or prints them.

use datafusion::arrow::array::RecordBatch;
use datafusion::error::Result;

use super::writer::Cells;

/// The rows of a batch as Hive prints their values; `None` is NULL, nested values are compact JSON.
///
/// Errors: a type that has no text.
pub fn text_rows(batch: &RecordBatch) -> Result<Vec<Vec<Option<String>>>> {
    let columns = batch
        .columns()
        .iter()
        .map(Cells::try_new)
        .collect::<Result<Vec<_>, _>>()?;
    Ok((0..batch.num_rows())
        .map(|row| columns.iter().map(|column| column.text(row)).collect())
        .collect())
}

impl Cells {
    /// The text of a value, `None` where it is NULL. Bytes that are no UTF-8 become U+FFFD.
    pub(crate) fn text(&self, row: usize) -> Option<String> {
        if self.is_null(row) {
            return None;
        }
        let mut bytes = Vec::new();
        self.write_plain(row, &mut bytes);
        Some(
            String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
        )
    }
}
