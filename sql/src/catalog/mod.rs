//! The warehouse: databases, tables and partitions as folders and files on disk, and their face to DataFusion.
//!
//! `<warehouse>/<db>.db/<table>/dt=2024-11-25/hour=17/part-00000.parquet` holds rows,
//! `<warehouse>/<db>.db/.catalog/<table>.json` a table's definition. Nothing is kept in memory between look-ups, so that
//! a second process sees at once what the first one did.

mod any_case;
pub mod commit;
#[cfg(test)]
mod commit_tests;
mod database;
mod databases;
mod definition;
mod definition_file;
mod error;
mod hive_type;
pub mod lines;
mod listing;
mod overlay;
mod partition;
mod provider;
#[cfg(test)]
mod provider_tests;
mod pruning;
mod schemas;
mod temporary;
mod type_text;
mod warehouse;
#[cfg(test)]
mod warehouse_tests;

pub use database::DatabaseDefinition;
pub use definition::{Column, TableDefinition, TableFormat, TableKind, TextFormat, ViewText};
pub use error::CatalogError;
pub use hive_type::HiveType;
pub use listing::{
    DataFile, Partition, list_files, list_partitions, list_visible_names, table_partitions,
};
pub use partition::{DEFAULT_PARTITION, escape_path_name, partition_name, unescape_path_name};
pub use provider::HiveTable;
pub use schemas::{ViewPlanner, WarehouseCatalog, WarehouseSchema};
pub use warehouse::{DEFAULT_DATABASE, Warehouse};
