//! Rows as text. Values look the same in every format: as Hive prints them, nested ones as compact JSON.

mod csv;
mod json;
mod table;

use std::io::{self, Write};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use futures::StreamExt;

use super::args::Format;
use crate::exec::Cells;

pub(super) use table::text_table;

/// Why rows could not be printed.
#[derive(Debug)]
pub(super) enum WriteError {
    /// The query failed on its way.
    Query(DataFusionError),
    /// Standard output could not be written.
    Output(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<DataFusionError> for WriteError {
    fn from(error: DataFusionError) -> Self {
        Self::Query(error)
    }
}

/// Writes rows in one of the formats.
#[derive(Debug)]
pub(super) struct RowWriter {
    format: Format,
}

/// A format, fed batch by batch.
trait Layout {
    fn begin(&mut self, schema: &SchemaRef, output: &mut dyn Write) -> io::Result<()>;
    fn batch(&mut self, columns: &[Cells], rows: usize, output: &mut dyn Write) -> io::Result<()>;
    fn end(&mut self, output: &mut dyn Write) -> io::Result<()>;
}

impl RowWriter {
    /// A writer of `format`.
    pub(super) fn new(format: Format) -> Self {
        Self { format }
    }

    /// Writes all rows of a query as they come; a table needs all of them for its widths.
    pub(super) async fn write(
        &self,
        mut rows: SendableRecordBatchStream,
        output: &mut dyn Write,
    ) -> Result<(), WriteError> {
        let mut layout: Box<dyn Layout> = match self.format {
            Format::Table => Box::new(table::Table::boxed()),
            Format::Markdown => Box::new(table::Table::markdown()),
            Format::Csv => Box::new(csv::Csv),
            Format::Tsv => Box::new(csv::Tsv),
            Format::Json => Box::new(json::Json::array()),
            Format::Jsonl => Box::new(json::Json::lines()),
        };
        layout.begin(&rows.schema(), output)?;
        while let Some(batch) = rows.next().await {
            let batch = batch?;
            layout.batch(&cells(&batch)?, batch.num_rows(), output)?;
        }
        layout.end(output)?;
        Ok(())
    }
}

fn cells(batch: &RecordBatch) -> Result<Vec<Cells>, DataFusionError> {
    let cells = batch
        .columns()
        .iter()
        .map(Cells::try_new)
        .collect::<Result<_, _>>()?;
    Ok(cells)
}

/// A value as text; `null` where it is NULL.
fn text(cells: &Cells, row: usize, null: &str) -> String {
    cells.text(row).unwrap_or_else(|| null.to_owned())
}
