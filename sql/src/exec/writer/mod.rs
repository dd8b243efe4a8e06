//! Writing rows to the files of a table.

mod append_file;
mod cells;
pub(crate) mod codec;
mod dispatch;
mod json;
mod lines;
mod parquet;
mod partitions;
mod text;

use std::path::PathBuf;

use datafusion::arrow::array::RecordBatch;

pub(crate) use cells::Cells;
pub(super) use partitions::{PartitionWriters, WrittenFile};

use super::insert_error::InsertError;
use super::target::Layout;
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

/// Starts a file of a table at `path`, which must not exist.
pub(super) fn open(layout: &Layout, path: PathBuf) -> Result<Box<dyn FileWriter>, InsertError> {
    let schema = &layout.file_schema;
    Ok(match &layout.format {
        TableFormat::Parquet => Box::new(parquet::ParquetWriter::open(path, schema, layout.codec)?),
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
