//! Tables of text files with one row a line: `STORED AS JSONFILE` and `STORED AS TEXTFILE`.
//!
//! [`LineSource`] is the scan: files are cut into byte ranges, bytes into lines (`reader`), a line into the texts of the
//! columns that a query wants (`json`, `delimited`), and these, a batch at a time, into typed arrays (`column`).
//! Bad data never fails a query: what does not convert is NULL.

mod chunks;
mod column;
mod delimited;
mod json;
mod nested;
mod object;
mod reader;
mod scalar;
mod source;

#[cfg(test)]
mod scan_tests;
#[cfg(test)]
mod testing;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::Result;
use datafusion::physical_plan::metrics::Count;

pub use source::LineSource;

/// How the lines of a table are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFormat {
    /// One JSON object a line, as Hive's `JsonSerDe` reads it. See the format's rules at [`LineSource`].
    Json,
    /// Fields between delimiters, as Hive's `LazySimpleSerDe` reads them.
    Delimited(DelimitedFormat),
}

/// The properties of `ROW FORMAT DELIMITED`; the defaults are Hive's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelimitedFormat {
    /// Between the columns of a line (`FIELDS TERMINATED BY`).
    pub field_delimiter: u8,
    /// What stands for NULL (`NULL DEFINED AS`), compared before escapes are taken away.
    pub null_text: String,
    /// Takes the meaning from the byte behind it (`ESCAPED BY`); `\n` and `\r` behind it are line ends, as in Hive.
    pub escape: Option<u8>,
    /// Between the elements of an array, the entries of a map and the fields of a struct (`COLLECTION ITEMS`).
    pub collection_delimiter: u8,
    /// Between key and value in a map (`MAP KEYS`), and between collection items one level down.
    pub map_key_delimiter: u8,
    /// Lines at the start of every file that are no rows (`skip.header.line.count`).
    pub skip_header_lines: usize,
}

impl Default for DelimitedFormat {
    fn default() -> Self {
        Self {
            field_delimiter: 1,
            null_text: "\\N".to_owned(),
            escape: None,
            collection_delimiter: 2,
            map_key_delimiter: 3,
            skip_header_lines: 0,
        }
    }
}

impl LineFormat {
    /// The number of lines at the start of a file that are no rows.
    fn header_lines(&self) -> usize {
        match self {
            Self::Json => 0,
            Self::Delimited(format) => format.skip_header_lines,
        }
    }

    /// A decoder of the columns `indices` of a file, whose names and types are `schema`.
    fn decoder(
        &self,
        schema: SchemaRef,
        indices: &[usize],
        bad_lines: Count,
    ) -> Box<dyn LineDecoder> {
        match self {
            Self::Json => Box::new(json::JsonDecoder::new(schema, bad_lines)),
            Self::Delimited(format) => Box::new(delimited::DelimitedDecoder::new(
                format.clone(),
                schema,
                indices,
            )),
        }
    }
}

/// Collects lines as rows and hands them out as batches.
trait LineDecoder: Send {
    /// Takes a line without its end. It may be no row at all.
    fn push(&mut self, line: &[u8]) -> Result<()>;

    /// The number of rows since the last flush.
    fn rows(&self) -> usize;

    /// The rows since the last flush.
    fn flush(&mut self) -> Result<RecordBatch>;
}
