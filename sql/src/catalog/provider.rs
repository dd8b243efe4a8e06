//! A table for DataFusion: its files, partition by partition.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::{Field, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::stats::Precision;
use datafusion::common::{Result, ScalarValue, Statistics, project_schema};
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::parquet::CachedParquetFileReaderFactory;
use datafusion::datasource::physical_plan::{
    FileGroup, FileScanConfigBuilder, FileSource, ParquetSource,
};
use datafusion::datasource::source::DataSourceExec;
use datafusion::datasource::table_schema::TableSchema;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use object_store::ObjectMeta;

use super::any_case::AnyCaseColumns;
use super::commit::TableLock;
use super::lines::{DelimitedFormat, LineFormat, LineSource};
use super::listing::{DataFile, Partition, list_files, table_partitions};
use super::pruning::{decides_by_partition, prune};
use super::{CatalogError, TableDefinition, TableFormat, TableKind, TextFormat, Warehouse};

/// How many times larger rows are in memory than in compressed columns: for the planner's choice of join sides only.
const PARQUET_GROWTH: u64 = 4;
/// Bytes that a value takes in memory, for the same purpose.
const VALUE_BYTES: u64 = 16;

/// A table of the warehouse as DataFusion reads it.
///
/// Files are listed anew by every scan, in the order of their paths; partitions that the query's filters exclude are not
/// opened. A missing or empty managed table has no rows; an external one whose location is missing is an error.
/// Parquet columns are found by name in any case, missing ones are NULL.
#[derive(Debug)]
pub struct HiveTable {
    definition: TableDefinition,
    root: PathBuf,
    schema: TableSchema,
}

impl HiveTable {
    /// The table of `definition` in `warehouse`.
    ///
    /// Errors: a location that is no local path.
    pub fn new(warehouse: &Warehouse, definition: TableDefinition) -> Result<Self, CatalogError> {
        let root = warehouse.table_root(&definition)?;
        let partition_columns = definition.partition_columns.iter();
        let schema = TableSchema::builder(definition.file_schema())
            .with_table_partition_cols(
                partition_columns
                    .map(|column| Arc::new(column.field()))
                    .collect::<Vec<Arc<Field>>>(),
            )
            .build();
        Ok(Self {
            definition,
            root,
            schema,
        })
    }

    /// What the table is.
    pub fn definition(&self) -> &TableDefinition {
        &self.definition
    }

    /// The folder or file of its data.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files that a query with these filters reads.
    fn files(&self, filters: &[Expr], state: &dyn Session) -> Result<Vec<PartitionedFile>> {
        if self.definition.kind == TableKind::External && !self.root.exists() {
            return Err(CatalogError::MissingLocation {
                table: self.definition.full_name(),
                path: self.root.clone(),
            }
            .into());
        }
        let columns = &self.definition.partition_columns;
        let filters: Vec<_> = filters
            .iter()
            .filter(|filter| decides_by_partition(filter, columns))
            .collect();
        // No writer swaps partitions while they are listed.
        let _lock = TableLock::shared(&self.root)?;
        let partitions = prune(
            table_partitions(&self.root, &self.definition)?,
            columns,
            &filters,
            state,
        )?;
        let mut files = Vec::new();
        for (Partition { path, .. }, values) in partitions {
            for file in list_files(&path)? {
                if file.size > 0 {
                    files.push(partitioned_file(&file, values.clone())?);
                }
            }
        }
        Ok(files)
    }

    fn source(&self, state: &dyn Session) -> Result<Arc<dyn FileSource>> {
        Ok(match &self.definition.format {
            TableFormat::Parquet => {
                let cache = state.runtime_env().cache_manager.get_file_metadata_cache();
                let store = state
                    .runtime_env()
                    .object_store(ObjectStoreUrl::local_filesystem())?;
                let reader = Arc::new(CachedParquetFileReaderFactory::new(store, cache));
                let source = ParquetSource::new(self.schema.clone())
                    .with_table_parquet_options(state.default_table_options().parquet)
                    .with_parquet_file_reader_factory(reader);
                Arc::new(source)
            }
            TableFormat::JsonFile => {
                Arc::new(LineSource::new(self.schema.clone(), LineFormat::Json))
            }
            TableFormat::TextFile(format) => {
                let format = LineFormat::Delimited(delimited(format));
                Arc::new(LineSource::new(self.schema.clone(), format))
            }
        })
    }

    /// A guess from the size of the files: enough to tell a dimension from a day of events.
    fn statistics(&self, files: &[PartitionedFile]) -> Statistics {
        let size: u64 = files.iter().map(|file| file.object_meta.size).sum();
        let bytes = match self.definition.format {
            TableFormat::Parquet => size.saturating_mul(PARQUET_GROWTH),
            _ => size,
        };
        let schema = self.schema.table_schema();
        let width = VALUE_BYTES * u64::try_from(schema.fields().len()).unwrap_or(1).max(1);
        let guess = |value: u64| Precision::Inexact(usize::try_from(value).unwrap_or(usize::MAX));
        Statistics::new_unknown(schema)
            .with_num_rows(guess(bytes.div_ceil(width)))
            .with_total_byte_size(guess(bytes))
    }
}

/// The format of lines as their reader takes it; definitions hold ASCII delimiters only.
fn delimited(format: &TextFormat) -> DelimitedFormat {
    let byte = |c: char, default: u8| u8::try_from(c).unwrap_or(default);
    DelimitedFormat {
        field_delimiter: byte(format.field_delimiter, 1),
        collection_delimiter: byte(format.collection_delimiter, 2),
        map_key_delimiter: byte(format.map_key_delimiter, 3),
        escape: format.escape.map(|c| byte(c, b'\\')),
        null_text: format.null_text.clone(),
        skip_header_lines: format.skip_header_lines,
    }
}

fn partitioned_file(file: &DataFile, values: Vec<ScalarValue>) -> Result<PartitionedFile> {
    let meta = ObjectMeta {
        location: object_store::path::Path::from_absolute_path(&file.path)?,
        last_modified: file.modified.into(),
        size: file.size,
        e_tag: None,
        version: None,
    };
    Ok(PartitionedFile::new_from_meta(meta).with_partition_values(values))
}

#[async_trait]
impl TableProvider for HiveTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(self.schema.table_schema())
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let files = self.files(filters, state)?;
        if files.is_empty() {
            let schema = project_schema(self.schema.table_schema(), projection)?;
            return Ok(Arc::new(EmptyExec::new(schema)));
        }
        let statistics = self.statistics(&files);
        let groups = FileGroup::new(files).split_files(state.config().target_partitions().max(1));
        let config =
            FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), self.source(state)?)
                .with_file_groups(groups)
                .with_statistics(statistics)
                .with_projection_indices(projection.cloned())?
                .with_limit(limit)
                .with_expr_adapter(Some(Arc::new(AnyCaseColumns)))
                .build();
        Ok(DataSourceExec::from_data_source(config))
    }

    /// Filters on partition columns alone are done by not opening files; Parquet's row groups are chosen by the others.
    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        let other = match self.definition.format {
            TableFormat::Parquet => TableProviderFilterPushDown::Inexact,
            TableFormat::JsonFile | TableFormat::TextFile(_) => {
                TableProviderFilterPushDown::Unsupported
            }
        };
        let columns = &self.definition.partition_columns;
        let answers = filters.iter().map(|filter| {
            if decides_by_partition(filter, columns) {
                TableProviderFilterPushDown::Exact
            } else {
                other.clone()
            }
        });
        Ok(answers.collect())
    }
}
