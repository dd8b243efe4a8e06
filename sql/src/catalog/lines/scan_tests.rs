//! Scans of files, from the plan down.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::config::ConfigOptions;
use datafusion::datasource::file_format::file_compression_type::FileCompressionType;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::{FileScanConfig, FileScanConfigBuilder};
use datafusion::datasource::source::DataSourceExec;
use datafusion::datasource::table_schema::TableSchema;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties, collect_partitioned};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use futures::{StreamExt, TryStreamExt, stream};
use object_store::ObjectStoreExt;
use object_store::memory::InMemory;
use tempfile::TempDir;

use super::testing::{cells, schema, strings};
use super::{DelimitedFormat, LineFormat, LineSource};

/// A file with all that lines can be: a mark, blank, bad, multi-byte, long, CRLF, without an end.
fn mixed_lines() -> String {
    let long = "长".repeat(20);
    format!(
        "\u{feff}{{\"id\":1,\"v\":\"a\"}}\n\n{{\"id\":2,\"v\":{{\"b\":[1, 2]}}}}\r\nbad\n{{\"v\":\"{long}\",\"id\":3}}\n \n{{\"id\":4}}"
    )
}

fn mixed_rows() -> Vec<Vec<String>> {
    let long = "长".repeat(20);
    let rows = [
        ["1", "a"],
        ["2", r#"{"b":[1, 2]}"#],
        ["NULL", "NULL"],
        ["3", &long],
        ["4", "NULL"],
    ];
    rows.map(|row| row.map(str::to_owned).to_vec()).to_vec()
}

fn columns() -> SchemaRef {
    schema(&[("id", DataType::Int64), ("v", DataType::Utf8View)])
}

fn write(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PartitionedFile {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    file(&path)
}

fn file(path: &Path) -> PartitionedFile {
    PartitionedFile::from_path(path.display().to_string()).unwrap()
}

fn scan_as(format: LineFormat, columns: &SchemaRef) -> FileScanConfigBuilder {
    let source = LineSource::new(TableSchema::from(Arc::clone(columns)), format);
    FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), Arc::new(source))
}

fn scan(columns: &SchemaRef) -> FileScanConfigBuilder {
    scan_as(LineFormat::Json, columns)
}

async fn run_plan(plan: Arc<dyn ExecutionPlan>, context: &SessionContext) -> Vec<Vec<String>> {
    let partitions = collect_partitioned(plan, context.task_ctx()).await.unwrap();
    partitions.iter().flatten().flat_map(cells).collect()
}

async fn rows(config: FileScanConfig) -> Vec<Vec<String>> {
    run_plan(
        DataSourceExec::from_data_source(config),
        &SessionContext::new(),
    )
    .await
}

fn metric(plan: &Arc<dyn ExecutionPlan>, name: &str) -> usize {
    plan.metrics()
        .and_then(|all| all.sum_by_name(name))
        .unwrap()
        .as_usize()
}

async fn gzip(bytes: &[u8]) -> Vec<u8> {
    let plain = stream::iter([Ok(bytes.to_vec().into())]).boxed();
    let packed = FileCompressionType::GZIP
        .convert_to_compress_stream(plain)
        .unwrap();
    packed.map_ok(Vec::from).try_concat().await.unwrap()
}

#[tokio::test]
async fn a_whole_file_gives_its_rows_and_counts() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, "a.json", mixed_lines());
    let plan = DataSourceExec::from_data_source(scan(&columns()).with_file(file).build());
    let plan: Arc<dyn ExecutionPlan> = plan;
    assert_eq!(
        run_plan(Arc::clone(&plan), &SessionContext::new()).await,
        mixed_rows()
    );
    assert_eq!(metric(&plan, "bad_lines"), 1);
    assert_eq!(metric(&plan, "bytes_scanned"), mixed_lines().len());
}

#[tokio::test]
async fn ranges_cut_at_every_byte_give_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let whole = write(&folder, "a.json", mixed_lines());
    let size = i64::try_from(whole.object_meta.size).unwrap();
    for cut in 0..=size {
        let parts = [
            whole.clone().with_range(0, cut),
            whole.clone().with_range(cut, size),
        ];
        let config = parts
            .into_iter()
            .fold(scan(&columns()), FileScanConfigBuilder::with_file);
        assert_eq!(rows(config.build()).await, mixed_rows(), "{cut}");
    }
}

#[tokio::test]
async fn ranges_of_a_store_that_streams_give_the_same_rows() {
    let store = InMemory::new();
    store
        .put(&"a.json".into(), mixed_lines().into())
        .await
        .unwrap();
    let context = SessionContext::new();
    let url = ObjectStoreUrl::parse("memory://lines").unwrap();
    context.register_object_store(url.as_ref(), Arc::new(store));
    let size = mixed_lines().len();
    let whole = PartitionedFile::new("a.json", size as u64);
    for cut in [0, 1, size / 3, size / 2, size - 1, size] {
        let cut = i64::try_from(cut).unwrap();
        let end = i64::try_from(size).unwrap();
        let source = LineSource::new(TableSchema::from(columns()), LineFormat::Json);
        let config = FileScanConfigBuilder::new(url.clone(), Arc::new(source))
            .with_file(whole.clone().with_range(0, cut))
            .with_file(whole.clone().with_range(cut, end));
        let plan = DataSourceExec::from_data_source(config.build());
        assert_eq!(run_plan(plan, &context).await, mixed_rows(), "{cut}");
    }
}

#[tokio::test]
async fn a_line_longer_than_the_bytes_read_at_a_time_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(700_000);
    let text = format!("{{\"v\":\"{long}\"}}\n{{\"v\":\"{long}\"}}\n{{\"v\":\"y\"}}");
    let whole = write(&folder, "a.json", &text);
    let size = i64::try_from(text.len()).unwrap();
    for cut in [1, 10, 700_009, 700_010, 700_011, 1_000_000] {
        let config = scan(&strings(&["v"]))
            .with_file(whole.clone().with_range(0, cut))
            .with_file(whole.clone().with_range(cut, size));
        let found = rows(config.build()).await;
        assert_eq!(found, [[long.as_str()], [long.as_str()], ["y"]], "{cut}");
    }
}

#[tokio::test]
async fn plain_files_are_split_and_compressed_ones_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (0..1000).map(|id| format!("{{\"id\":{id}}}\n")).collect();
    let text = lines.concat();
    let open = write(&folder, "a.json", &text);
    let packed = write(&folder, "b.json.gz", gzip(text.as_bytes()).await);
    let ids = schema(&[("id", DataType::Int64)]);
    let expected: Vec<_> = (0..1000).map(|id| vec![id.to_string()]).collect();
    let mut options = ConfigOptions::new();
    options.optimizer.repartition_file_min_size = 1;

    let plan = DataSourceExec::from_data_source(scan(&ids).with_file(open).build());
    let split = plan.repartitioned(4, &options).unwrap().unwrap();
    assert_eq!(split.output_partitioning().partition_count(), 4);
    assert_eq!(run_plan(split, &SessionContext::new()).await, expected);

    let plan = DataSourceExec::from_data_source(scan(&ids).with_file(packed).build());
    assert!(plan.repartitioned(4, &options).unwrap().is_none());
    assert_eq!(run_plan(plan, &SessionContext::new()).await, expected);
}

#[tokio::test]
async fn the_tables_compression_needs_no_ending() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, "part-00000", gzip(mixed_lines().as_bytes()).await);
    let config = scan(&columns()).with_file(file);
    let config = config.with_file_compression_type(FileCompressionType::GZIP);
    assert_eq!(rows(config.build()).await, mixed_rows());
}

#[tokio::test]
async fn a_damaged_compressed_file_is_an_error_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = gzip(mixed_lines().as_bytes()).await;
    bytes.truncate(bytes.len() / 2);
    for (name, bytes) in [
        ("cut.gz", bytes),
        ("plain.gz", b"{}".to_vec()),
        ("a.snappy", vec![]),
    ] {
        let config = scan(&columns())
            .with_file(write(&folder, name, bytes))
            .build();
        let plan = DataSourceExec::from_data_source(config);
        let result = collect_partitioned(plan, SessionContext::new().task_ctx()).await;
        assert!(result.unwrap_err().to_string().contains(name), "{name}");
    }
}

#[tokio::test]
async fn projections_pick_order_and_repeat_columns() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, "a.json", mixed_lines());
    let scan = scan(&columns()).with_file(file);
    for (indices, expected) in [
        (vec![1], vec![vec!["a"]]),
        (vec![1, 0], vec![vec!["a", "1"]]),
        (vec![0, 1, 0], vec![vec!["1", "a", "1"]]),
    ] {
        let config = scan.clone().with_projection_indices(Some(indices)).unwrap();
        assert_eq!(rows(config.build()).await[..1], expected);
    }
    let none = scan.with_projection_indices(Some(vec![])).unwrap();
    assert_eq!(rows(none.build()).await, vec![Vec::<String>::new(); 5]);
}

#[tokio::test]
async fn partition_columns_come_from_the_files_values() {
    let folder = tempfile::tempdir().unwrap();
    let value = |dt: Option<&str>| vec![ScalarValue::Utf8View(dt.map(str::to_owned))];
    let one = write(&folder, "1.json", "{\"id\":1,\"dt\":\"no\"}")
        .with_partition_values(value(Some("x")));
    let two = write(&folder, "2.json", "{\"id\":2}").with_partition_values(value(None));
    let dt = Arc::new(Field::new("dt", DataType::Utf8View, true));
    let table = TableSchema::builder(columns())
        .with_table_partition_cols(vec![dt])
        .build();
    let source = Arc::new(LineSource::new(table, LineFormat::Json));
    let config = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), source)
        .with_file(one)
        .with_file(two);
    assert_eq!(
        rows(config.clone().build()).await,
        [["1", "NULL", "x"], ["2", "NULL", "NULL"]]
    );
    let config = config.with_projection_indices(Some(vec![2, 0])).unwrap();
    assert_eq!(rows(config.build()).await, [["x", "1"], ["NULL", "2"]]);
}

#[tokio::test]
async fn a_limit_ends_the_scan_early() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "{{\"id\":1}}\n{{\"id\":2}}\nbad\n{}",
        "{}\n".repeat(200_000)
    );
    let file = write(&folder, "a.json", &text);
    let config = scan(&columns()).with_file(file).with_limit(Some(2)).build();
    let plan: Arc<dyn ExecutionPlan> = DataSourceExec::from_data_source(config);
    assert_eq!(
        run_plan(Arc::clone(&plan), &SessionContext::new()).await,
        [["1", "NULL"], ["2", "NULL"]]
    );
    assert_eq!(metric(&plan, "bad_lines"), 0);
    assert!(metric(&plan, "bytes_scanned") < text.len());
}

#[tokio::test]
async fn batches_have_the_size_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, "a.json", "{}\n".repeat(25));
    let config = scan(&columns())
        .with_file(file)
        .with_batch_size(Some(10))
        .build();
    let plan = DataSourceExec::from_data_source(config);
    let partitions = collect_partitioned(plan, SessionContext::new().task_ctx())
        .await
        .unwrap();
    let sizes: Vec<_> = partitions[0].iter().map(RecordBatch::num_rows).collect();
    assert_eq!(sizes, [10, 10, 5]);
}

#[tokio::test]
async fn empty_files_give_no_rows() {
    let folder = tempfile::tempdir().unwrap();
    let empty = write(&folder, "a.json", "");
    let packed = write(&folder, "b.gz", gzip(b"").await);
    let blank = write(&folder, "c.json", "\n\n");
    let config = scan(&columns())
        .with_file(empty.clone())
        .with_file(empty.with_range(0, 0))
        .with_file(packed)
        .with_file(blank);
    assert_eq!(rows(config.build()).await, Vec::<Vec<String>>::new());
}

#[tokio::test]
async fn text_files_leave_out_their_header_in_every_range() {
    let folder = tempfile::tempdir().unwrap();
    let text = "\u{feff}id,v\n1,a\r\n\n2,\\N\n3";
    let whole = write(&folder, "a.csv", text);
    let size = i64::try_from(text.len()).unwrap();
    let format = DelimitedFormat {
        field_delimiter: b',',
        skip_header_lines: 1,
        ..DelimitedFormat::default()
    };
    let scan = scan_as(LineFormat::Delimited(format), &columns());
    for cut in 0..=size {
        let config = scan
            .clone()
            .with_file(whole.clone().with_range(0, cut))
            .with_file(whole.clone().with_range(cut, size));
        let expected = [["1", "a"], ["NULL", "NULL"], ["2", "NULL"], ["3", "NULL"]];
        assert_eq!(rows(config.build()).await, expected, "{cut}");
    }
}

#[tokio::test]
async fn files_with_several_header_lines_are_not_split() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, "a.csv", "x\n".repeat(100));
    let format = DelimitedFormat {
        skip_header_lines: 2,
        ..DelimitedFormat::default()
    };
    let scan = scan_as(LineFormat::Delimited(format), &strings(&["v"])).with_file(file);
    let plan = DataSourceExec::from_data_source(scan.build());
    let mut options = ConfigOptions::new();
    options.optimizer.repartition_file_min_size = 1;
    assert!(plan.repartitioned(4, &options).unwrap().is_none());
    assert_eq!(run_plan(plan, &SessionContext::new()).await.len(), 98);
}
