//! Writing rows to the files of a table.

mod append_file;
mod cells;
mod dispatch;
mod json;
mod lines;
mod parquet;
mod partitions;
mod text;

use std::path::PathBuf;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;

pub(crate) use cells::Cells;
pub(super) use partitions::{PartitionWriters, WrittenFile};

use super::insert_error::InsertError;
use crate::catalog::TableFormat;

/// A file being written. Nothing is promised of the file before [`FileWriter::finish`] returned.
pub(super) trait FileWriter: Send {
    /// Adds the rows of `batch`, whose schema is the one that the file was opened with.
    fn write(&mut self, batch: &RecordBatch) -> Result<(), InsertError>;

    /// Bytes on disk so far.
    fn written(&self) -> u64;

    /// Bytes held in memory for rows that are not on disk yet.
    fn held(&self) -> usize;

    /// Lets go of the held bytes, at the cost of a less compact file.
    fn flush(&mut self) -> Result<(), InsertError>;

    /// Completes the file and makes it durable; its size.
    fn finish(self: Box<Self>) -> Result<u64, InsertError>;
}

/// Starts a file of `format` at `path`, which must not exist.
pub(super) fn open(
    format: &TableFormat,
    path: PathBuf,
    schema: &SchemaRef,
) -> Result<Box<dyn FileWriter>, InsertError> {
    Ok(match format {
        TableFormat::Parquet => Box::new(parquet::ParquetWriter::open(path, schema)?),
        TableFormat::JsonFile => Box::new(lines::LineWriter::open(
            path,
            lines::LineFormat::json(schema),
        )),
        TableFormat::TextFile(text) => Box::new(lines::LineWriter::open(
            path,
            lines::LineFormat::Text(text.clone()),
        )),
    })
}
