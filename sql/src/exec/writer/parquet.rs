//! Parquet files.

use std::path::PathBuf;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_writer::ArrowWriterOptions;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::FileWriter;
use super::append_file::AppendFile;
use crate::exec::insert_error::InsertError;

/// Rows of a row group at most: what one thread reads at a time.
const ROW_GROUP_ROWS: usize = 256 * 1024;
/// Encoded bytes of a row group at most, so that wide rows do not collect in memory.
const ROW_GROUP_BYTES: usize = 64 << 20;
/// Bytes of a page, half of what is usual: its buffers grow from nothing for every page, and cost less for being small. Files are
/// larger by one part in three hundred.
const PAGE_BYTES: usize = 512 << 10;

/// Nothing here depends on the time, the machine or the version, so that the same rows give the same bytes.
fn options(codec: Compression) -> ArrowWriterOptions {
    let properties = WriterProperties::builder()
        .set_created_by("maidian".to_owned())
        .set_compression(codec)
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_data_page_size_limit(PAGE_BYTES)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        // Lists and maps under the names that Hive and Spark expect.
        .set_coerce_types(true);
    // Without Arrow's own copy of the schema other engines read plain strings, not the views of this one.
    ArrowWriterOptions::new()
        .with_properties(properties.build())
        .with_skip_arrow_metadata(true)
}

/// Writes rows as Parquet.
pub(super) struct ParquetWriter {
    path: PathBuf,
    writer: ArrowWriter<AppendFile>,
}

impl ParquetWriter {
    /// Starts the file at `path`.
    pub(super) fn open(
        path: PathBuf,
        schema: &SchemaRef,
        codec: Compression,
    ) -> Result<Self, InsertError> {
        let file = AppendFile::new(path.clone());
        let writer =
            ArrowWriter::try_new_with_options(file, SchemaRef::clone(schema), options(codec))
                .map_err(|error| failed(&path, &error))?;
        Ok(Self { path, writer })
    }
}

fn failed(path: &std::path::Path, error: &ParquetError) -> InsertError {
    InsertError::Write {
        path: path.to_path_buf(),
        cause: error.to_string(),
    }
}

impl FileWriter for ParquetWriter {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), InsertError> {
        self.writer
            .write(batch)
            .map_err(|error| failed(&self.path, &error))?;
        self.writer.inner_mut().release();
        Ok(())
    }

    fn written(&self) -> u64 {
        self.writer.inner().size()
    }

    fn held(&self) -> usize {
        self.writer.memory_size()
    }

    fn flush(&mut self) -> Result<(), InsertError> {
        self.writer
            .flush()
            .map_err(|error| failed(&self.path, &error))?;
        self.writer.inner_mut().release();
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<u64, InsertError> {
        let Self { path, writer } = *self;
        writer
            .into_inner()
            .map_err(|error| failed(&path, &error))?
            .complete()
    }
}
