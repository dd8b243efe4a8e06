//! The scan of tables of lines.

use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::Result;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::file_format::file_compression_type::FileCompressionType;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::{
    FileGroup, FileGroupPartitioner, FileOpenFuture, FileOpener, FileScanConfig, FileSource,
};
use datafusion::datasource::projection::{ProjectionOpener, SplitProjection};
use datafusion::datasource::table_schema::TableSchema;
use datafusion::physical_expr::projection::ProjectionExprs;
use datafusion::physical_expr::{LexOrdering, PhysicalExpr};
use datafusion::physical_plan::apply_expression_roots;
use datafusion::physical_plan::metrics::{Count, ExecutionPlanMetricsSet, MetricBuilder};
use futures::{StreamExt, TryStreamExt, stream};
use object_store::ObjectStore;

use super::chunks::{self, Chunks};
use super::reader::{Lines, Step};
use super::{LineDecoder, LineFormat};

/// Rows of a batch where nobody says how many.
const BATCH_ROWS: usize = 8_192;

/// Bytes of lines after which a batch ends early, so that a few thousand huge lines do not fill the memory.
const BATCH_BYTES: usize = 64 * 1024 * 1024;

/// A scan of files with one row a line.
///
/// Of both formats: a line ends with `\n` or `\r\n`, the last one with the file; a byte order mark at the start of a
/// file is dropped; bytes that are not UTF-8 become U+FFFD. Files are split into byte ranges but for compressed ones
/// (`.gz`, `.bz2`, `.xz`, `.zst` by their names, or the compression of the [`FileScanConfig`]). Only the columns of the
/// projection are decoded.
///
/// **JSON.** A column's value is the one under its name, ignoring the case of ASCII letters; of several the last one
/// in the line counts. A `string` column takes a JSON string unescaped, and any other value as its JSON text, byte for
/// byte; other types take numbers and booleans, or strings of their text; arrays, maps and structs take arrays and
/// objects, or strings of their text. Blank lines are no rows. A line that is not one JSON object gives a row of NULLs
/// and counts in the metric `bad_lines`, unless no column is read.
///
/// **Delimited.** Missing fields are NULL, surplus ones are ignored, quotes mean nothing. An empty line is a row whose
/// first field is empty. A map keeps the first of equal keys.
///
/// **Nulls:** what does not convert to its column's type. **Errors:** files that cannot be read or decompressed, a
/// value of 4 GiB, a type that Hive does not have; never bad data. **Reference:** Hive's `JsonSerDe` (which fails on bad
/// lines) and `LazySimpleSerDe`; their binary columns hold base64, these hold the bytes of the text.
///
/// Metrics beside the usual: `bytes_scanned` (before decompression) and `bad_lines`.
#[derive(Debug, Clone)]
pub struct LineSource {
    table_schema: TableSchema,
    format: LineFormat,
    batch_size: Option<usize>,
    projection: SplitProjection,
    metrics: ExecutionPlanMetricsSet,
}

impl LineSource {
    /// A scan of all columns of `table_schema`, the columns of the files in the order in which their lines hold them.
    pub fn new(table_schema: TableSchema, format: LineFormat) -> Self {
        Self {
            projection: SplitProjection::unprojected(&table_schema),
            table_schema,
            format,
            batch_size: None,
            metrics: ExecutionPlanMetricsSet::new(),
        }
    }
}

impl FileSource for LineSource {
    fn create_file_opener(
        &self,
        object_store: Arc<dyn ObjectStore>,
        base_config: &FileScanConfig,
        partition: usize,
    ) -> Result<Arc<dyn FileOpener>> {
        let file_schema = self.table_schema.file_schema();
        let rows = self.batch_size.unwrap_or(BATCH_ROWS);
        let opener = LineOpener {
            store: object_store,
            format: self.format.clone(),
            schema: Arc::new(file_schema.project(&self.projection.file_indices)?),
            indices: self.projection.file_indices.clone(),
            compression: base_config.file_compression_type,
            // No more lines are decoded than are asked for.
            batch_rows: rows.min(base_config.limit.unwrap_or(rows)).max(1),
            bytes_scanned: MetricBuilder::new(&self.metrics).counter("bytes_scanned", partition),
            bad_lines: MetricBuilder::new(&self.metrics).counter("bad_lines", partition),
        };
        ProjectionOpener::try_new(self.projection.clone(), Arc::new(opener), file_schema)
    }

    fn table_schema(&self) -> &TableSchema {
        &self.table_schema
    }

    fn with_batch_size(&self, batch_size: usize) -> Arc<dyn FileSource> {
        Arc::new(Self {
            batch_size: Some(batch_size),
            ..self.clone()
        })
    }

    fn projection(&self) -> Option<&ProjectionExprs> {
        Some(&self.projection.source)
    }

    fn try_pushdown_projection(
        &self,
        projection: &ProjectionExprs,
    ) -> Result<Option<Arc<dyn FileSource>>> {
        let merged = self.projection.source.try_merge(projection)?;
        let projection = SplitProjection::new(self.table_schema.file_schema(), &merged);
        Ok(Some(Arc::new(Self {
            projection,
            ..self.clone()
        })))
    }

    fn metrics(&self) -> &ExecutionPlanMetricsSet {
        &self.metrics
    }

    fn file_type(&self) -> &'static str {
        match self.format {
            LineFormat::Json => "jsonfile",
            LineFormat::Delimited(_) => "textfile",
        }
    }

    fn supports_repartitioning(&self) -> bool {
        // Only the first line of a file is sure to be in its first range.
        self.format.header_lines() <= 1
    }

    fn repartitioned(
        &self,
        target_partitions: usize,
        repartition_file_min_size: usize,
        output_ordering: Option<LexOrdering>,
        config: &FileScanConfig,
    ) -> Result<Option<FileScanConfig>> {
        let files = config.file_groups.iter().flat_map(FileGroup::files);
        let table = config.file_compression_type;
        let splits = |file: &PartitionedFile| {
            chunks::compression(table, &file.object_meta.location)
                .is_ok_and(|file| !file.is_compressed())
        };
        if !self.supports_repartitioning() || !files.into_iter().all(splits) {
            return Ok(None);
        }
        let groups = FileGroupPartitioner::new()
            .with_target_partitions(target_partitions)
            .with_repartition_file_min_size(repartition_file_min_size)
            .with_preserve_order_within_groups(output_ordering.is_some())
            .repartition_file_groups(&config.file_groups);
        Ok(groups.map(|file_groups| {
            let mut split = config.clone();
            split.file_groups = file_groups;
            split
        }))
    }

    fn apply_expressions(
        &self,
        f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        apply_expression_roots(self.projection.source.iter(), f)
    }
}

/// Opens files of lines, or byte ranges of them.
struct LineOpener {
    store: Arc<dyn ObjectStore>,
    format: LineFormat,
    schema: SchemaRef,
    indices: Vec<usize>,
    compression: FileCompressionType,
    batch_rows: usize,
    bytes_scanned: Count,
    bad_lines: Count,
}

impl FileOpener for LineOpener {
    fn open(&self, file: PartitionedFile) -> Result<FileOpenFuture> {
        let range = chunks::file_range(&file)?.unwrap_or(0..u64::MAX);
        let compression = chunks::compression(self.compression, &file.object_meta.location)?;
        let lines = Lines::new(range.start, range.end, self.format.header_lines());
        let decoder = self.format.decoder(
            Arc::clone(&self.schema),
            &self.indices,
            self.bad_lines.clone(),
        );
        let batch_rows = self.batch_rows;
        let (store, bytes_scanned) = (Arc::clone(&self.store), self.bytes_scanned.clone());
        Ok(Box::pin(async move {
            let chunks = chunks::open(store, &file, compression, bytes_scanned).await?;
            let scan = Scan {
                chunks,
                lines,
                decoder,
                batch_rows,
            };
            let batches = stream::try_unfold(scan, async |mut scan| {
                Ok(scan.next_batch().await?.map(|batch| (batch, scan)))
            });
            Ok(batches.boxed())
        }))
    }
}

/// The reading of one file or range.
struct Scan {
    chunks: Chunks,
    lines: Lines,
    decoder: Box<dyn LineDecoder>,
    batch_rows: usize,
}

impl Scan {
    async fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let mut bytes = 0;
        loop {
            match self.lines.next() {
                Step::Line(line) => {
                    bytes += line.len();
                    self.decoder.push(line)?;
                    let rows = self.decoder.rows();
                    if rows >= self.batch_rows || rows > 0 && bytes >= BATCH_BYTES {
                        break;
                    }
                }
                Step::Starved => match self.chunks.try_next().await? {
                    Some(chunk) => self.lines.feed(chunk),
                    None => self.lines.finish(),
                },
                Step::End => break,
            }
        }
        if self.decoder.rows() == 0 {
            Ok(None)
        } else {
            self.decoder.flush().map(Some)
        }
    }
}
