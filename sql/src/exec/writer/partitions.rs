//! One task's files: one a partition that it has rows for.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, UInt32Array};
use datafusion::arrow::compute::{concat_batches, take_record_batch};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::execution::memory_pool::MemoryReservation;

use super::dispatch::{Dispatcher, Rows};
use super::{FileWriter, open};
use crate::exec::insert_error::InsertError;
use crate::exec::staging::Staging;
use crate::exec::target::Layout;

/// Fewer rows than this wait for others of their partition: a Parquet writer is costly to start and to feed in drops.
const WAITING_ROWS: usize = 4096;

/// A complete file in the staging folder.
#[derive(Debug)]
pub(crate) struct WrittenFile {
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
}

/// The files that one task writes.
pub(crate) struct PartitionWriters {
    layout: Arc<Layout>,
    staging: Arc<Staging>,
    file_name: String,
    dispatcher: Dispatcher,
    writers: Vec<PartitionWriter>,
    held: usize,
    budget: usize,
    reservation: MemoryReservation,
}

struct PartitionWriter {
    file: Box<dyn FileWriter>,
    waiting: Vec<RecordBatch>,
    waiting_rows: usize,
    waiting_bytes: usize,
    rows: u64,
    /// What `held()` was when last asked.
    held: usize,
}

impl PartitionWriters {
    /// The writers of task number `task`, which may hold `budget` bytes of rows in memory, and those only as far as
    /// `reservation`'s pool grants them.
    pub(crate) fn new(
        layout: Arc<Layout>,
        staging: Arc<Staging>,
        task: usize,
        budget: usize,
        reservation: MemoryReservation,
    ) -> Result<Self, InsertError> {
        Ok(Self {
            file_name: format!("part-{task:05}.{}", layout.format.extension()),
            dispatcher: Dispatcher::new(Arc::clone(&layout))?,
            layout,
            staging,
            writers: Vec::new(),
            held: 0,
            budget,
            reservation,
        })
    }

    /// Adds the rows of a batch of the query: the file's columns, then the dynamic partition columns.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), InsertError> {
        let schema = &self.layout.file_schema;
        if !self.layout.fits(batch.columns()) {
            return Err(InsertError::Task {
                table: self.layout.table.clone(),
                reason: format!(
                    "the query gives other types than the table's: {}",
                    batch.schema()
                ),
            });
        }
        let (columns, dynamic) = batch.columns().split_at(schema.fields().len());
        let rows = RecordBatch::try_new(SchemaRef::clone(schema), columns.to_vec())?;
        let mut created = Vec::new();
        let found = self
            .dispatcher
            .dispatch(dynamic, rows.num_rows(), &mut created)?;
        for folder in created {
            let path = self.staging.create_folder(&folder)?.join(&self.file_name);
            let file = open(&self.layout, path)?;
            self.writers.push(PartitionWriter::new(file));
        }
        for (partition, found) in found {
            if let Some(writer) = self.writers.get_mut(partition) {
                self.held -= writer.held;
                writer.push(&rows, found)?;
                self.held += writer.held;
            }
        }
        self.keep_to_budget()
    }

    /// Bytes on disk so far.
    pub(crate) fn written(&self) -> u64 {
        self.writers
            .iter()
            .map(|writer| writer.file.written())
            .sum()
    }

    fn keep_to_budget(&mut self) -> Result<(), InsertError> {
        while self.held > self.budget || self.reservation.try_resize(self.held).is_err() {
            let largest = self.writers.iter_mut().max_by_key(|writer| writer.held);
            let Some(largest) = largest.filter(|writer| writer.held > 0) else {
                break;
            };
            self.held -= largest.held;
            largest.flush()?;
            self.held += largest.held;
        }
        Ok(())
    }

    /// Completes all files.
    pub(crate) fn finish(self) -> Result<Vec<WrittenFile>, InsertError> {
        self.writers
            .into_iter()
            .map(PartitionWriter::finish)
            .collect()
    }
}

impl PartitionWriter {
    fn new(file: Box<dyn FileWriter>) -> Self {
        Self {
            file,
            waiting: Vec::new(),
            waiting_rows: 0,
            waiting_bytes: 0,
            rows: 0,
            held: 0,
        }
    }

    fn push(&mut self, batch: &RecordBatch, rows: Rows) -> Result<(), InsertError> {
        let count = match &rows {
            Rows::Range(range) => range.len(),
            Rows::Indices(indices) => indices.len(),
        };
        self.rows += count as u64;
        if count >= WAITING_ROWS || count == batch.num_rows() {
            let batch = match rows {
                Rows::Range(range) => batch.slice(range.start, range.len()),
                Rows::Indices(indices) => take_record_batch(batch, &indices)?,
            };
            self.write_waiting()?;
            self.file.write(&batch)?;
        } else {
            let batch = compacted(batch, rows)?;
            self.waiting_rows += count;
            self.waiting_bytes += batch.get_array_memory_size();
            self.waiting.push(batch);
            if self.waiting_rows >= WAITING_ROWS {
                self.write_waiting()?;
            }
        }
        self.held = self.waiting_bytes + self.file.held();
        Ok(())
    }

    fn write_waiting(&mut self) -> Result<(), InsertError> {
        if let Some(first) = self.waiting.first() {
            let batch = concat_batches(&first.schema(), &self.waiting)?;
            self.file.write(&batch)?;
        }
        self.waiting.clear();
        (self.waiting_rows, self.waiting_bytes) = (0, 0);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), InsertError> {
        self.write_waiting()?;
        self.file.flush()?;
        self.held = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<WrittenFile, InsertError> {
        self.write_waiting()?;
        Ok(WrittenFile {
            rows: self.rows,
            bytes: self.file.finish()?,
        })
    }
}

/// A copy of some rows that keeps nothing else of the batch in memory.
fn compacted(batch: &RecordBatch, rows: Rows) -> Result<RecordBatch, InsertError> {
    let indices = match rows {
        Rows::Indices(indices) => indices,
        Rows::Range(range) => {
            let rows = range.map(u32::try_from).collect::<Result<Vec<_>, _>>();
            UInt32Array::from(rows.map_err(|error| ArrowError::from_external_error(error.into()))?)
        }
    };
    let taken = take_record_batch(batch, &indices)?;
    let columns = taken
        .columns()
        .iter()
        .map(|column| match column.data_type() {
            DataType::Utf8View => Arc::new(column.as_string_view().gc()) as ArrayRef,
            DataType::BinaryView => Arc::new(column.as_binary_view().gc()),
            _ => ArrayRef::clone(column),
        });
    Ok(RecordBatch::try_new(taken.schema(), columns.collect())?)
}
