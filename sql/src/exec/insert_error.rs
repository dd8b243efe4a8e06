//! Why an INSERT did not happen.

use std::path::PathBuf;

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;

use crate::catalog::CatalogError;

/// An INSERT that failed. The table is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum InsertError {
    /// The table's folder or definition.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// The query.
    #[error(transparent)]
    Query(#[from] DataFusionError),
    /// A file could not be written.
    #[error("cannot write {path}: {cause}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The writer's or the system's answer.
        cause: String,
    },
    /// The query has more or fewer columns than the table takes.
    #[error("table '{table}' takes {} columns ({}), the query gives {} ({})", takes.len(), takes.join(", "), gives.len(), gives.join(", "))]
    ColumnCount {
        /// `database.table`.
        table: String,
        /// The table's columns and dynamic partition columns.
        takes: Vec<String>,
        /// The query's columns.
        gives: Vec<String>,
    },
    /// A column whose type cannot be made the table's.
    #[error(
        "table '{table}': column {column} is {takes}, and the query's {gives} cannot become that; cast it in the query"
    )]
    ColumnType {
        /// `database.table`.
        table: String,
        /// The table's column.
        column: String,
        /// Its type.
        takes: String,
        /// The query's column and type.
        gives: String,
    },
    /// A PARTITION clause that does not fit the table.
    #[error("table '{table}': {reason}")]
    Partition {
        /// `database.table`.
        table: String,
        /// What is wrong.
        reason: String,
    },
    /// `parquet.compression` names no codec.
    #[error(
        "table '{table}': parquet.compression is '{name}', which is no codec; there are ZSTD, SNAPPY, LZ4, GZIP, BROTLI and \
         UNCOMPRESSED"
    )]
    Codec {
        /// `database.table`.
        table: String,
        /// What it names.
        name: String,
    },
    /// An external table whose location is one file.
    #[error("table '{table}': its location {path} is a file; INSERT needs a folder")]
    LocationIsFile {
        /// `database.table`.
        table: String,
        /// The file.
        path: PathBuf,
    },
    /// A writing task ended without a result.
    #[error("a writing task of the INSERT into '{table}' broke off: {reason}")]
    Task {
        /// `database.table`.
        table: String,
        /// What is known of it.
        reason: String,
    },
}

impl From<ArrowError> for InsertError {
    fn from(error: ArrowError) -> Self {
        Self::Query(error.into())
    }
}

impl From<InsertError> for DataFusionError {
    fn from(error: InsertError) -> Self {
        match error {
            InsertError::Query(error) => error,
            other => Self::External(Box::new(other)),
        }
    }
}
