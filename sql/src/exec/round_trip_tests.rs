//! Tests of rows that are written and read back, and of the files' bytes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::execution::memory_pool::{MemoryConsumer, MemoryPool, UnboundedMemoryPool};
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::reader::{FileReader, SerializedFileReader};
use datafusion::physical_plan::collect;

use super::conform::conform;
use super::insert::{InsertError, PartitionValue, WriteMode};
use super::insert_tests::{Fixture, fixture};
use super::staging::Staging;
use super::writer::PartitionWriters;
use crate::catalog::{TableFormat, TextFormat, list_files, list_partitions};

async fn rows(table: &Fixture, sql: &str) -> Vec<String> {
    let batches = table
        .context
        .sql(sql)
        .await
        .unwrap()
        .collect()
        .await
        .unwrap();
    let text = pretty_format_batches(&batches).unwrap().to_string();
    let lines = text.lines().skip(3).filter(|line| line.starts_with('|'));
    let cells = |line: &str| {
        line.trim_matches('|')
            .split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(",")
    };
    lines.map(cells).collect()
}

const COLUMNS: [(&str, &str); 9] = [
    ("s", "string"),
    ("i", "int"),
    ("d", "double"),
    ("n", "decimal(10,2)"),
    ("b", "boolean"),
    ("t", "timestamp"),
    ("day", "date"),
    ("list", "array<string>"),
    ("m", "map<string,bigint>"),
];

const ROWS: &str = "select * from (values
    ('x中', 7, 1.5, 12.50, true, timestamp '2021-03-15 10:11:12.5', date '2021-03-15',
        ['a', null], map {'k': 1}),
    (null, null, null, null, null, null, null, null, null))";

const READ: &str = "select s, i, d, n, b, cast(t as string), day, list, m from w.default.t";

#[tokio::test]
async fn every_type_comes_back_in_every_format() {
    for format in [
        TableFormat::Parquet,
        TableFormat::JsonFile,
        TableFormat::TextFile(TextFormat::default()),
    ] {
        let table = fixture(&COLUMNS, &[], format.clone());
        let target = table.target(vec![], WriteMode::Overwrite);
        table.insert(&target, ROWS).await.unwrap();
        assert_eq!(
            rows(&table, READ).await,
            [
                "x中,7,1.5,12.50,true,2021-03-15T10:11:12.500,2021-03-15,[a, ],{k: 1}",
                ",,,,,,,,"
            ],
            "{format:?}"
        );
    }
}

#[tokio::test]
async fn values_become_the_columns_types_or_null() {
    let table = fixture(
        &[
            ("a", "string"),
            ("b", "string"),
            ("c", "string"),
            ("i", "int"),
        ],
        &[],
        TableFormat::TextFile(TextFormat {
            field_delimiter: '|',
            ..TextFormat::default()
        }),
    );
    let target = table.target(vec![], WriteMode::Overwrite);
    let sql = "values (1e10, true, timestamp '2021-03-15 10:11:12', 'junk')";
    table.insert(&target, sql).await.unwrap();
    let file = list_files(&table.warehouse.table_root(&table.definition).unwrap()).unwrap();
    let text = std::fs::read_to_string(&file[0].path).unwrap();
    assert_eq!(text, "1.0E10|TRUE|2021-03-15 10:11:12|\\N\n");
}

#[tokio::test]
async fn wrong_columns_are_errors_that_list_both_sides() {
    let table = fixture(
        &[("a", "string"), ("b", "int")],
        &[("dt", "string")],
        TableFormat::Parquet,
    );
    let target = table.target(vec![PartitionValue::Dynamic], WriteMode::Overwrite);
    let error = table
        .insert(&target, "select 'x' as x, 1 as y")
        .await
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "table 'default.t' takes 3 columns (a, b, dt), the query gives 2 (x, y)"
    );
    let error = table
        .insert(&target, "select 'x', [1], '2024'")
        .await
        .unwrap_err();
    assert!(
        matches!(&error, InsertError::ColumnType { column, .. } if column == "b"),
        "{error}"
    );
}

/// Rows over 48 partitions, interleaved.
const SPREAD: &str = "select value, repeat(cast(value as string), 40),
    cast(20241100 + value % 4 as string), cast((value / 4) % 12 as string)
    from generate_series(0, 9599)";

fn spread() -> Fixture {
    fixture(
        &[("id", "bigint"), ("text", "string")],
        &[("dt", "string"), ("hour", "string")],
        TableFormat::Parquet,
    )
}

fn dynamic() -> Vec<PartitionValue> {
    vec![PartitionValue::Dynamic, PartitionValue::Dynamic]
}

#[tokio::test]
async fn the_same_rows_give_the_same_bytes() {
    let table = spread();
    let target = table.target(dynamic(), WriteMode::Overwrite);
    let root = table.warehouse.table_root(&table.definition).unwrap();
    let two_tasks = format!("{SPREAD} union all {SPREAD}");
    let mut bytes = Vec::<BTreeMap<_, _>>::new();
    for _ in 0..2 {
        let report = table.insert(&target, &two_tasks).await.unwrap();
        assert_eq!((report.rows, report.partitions.len()), (19_200, 48));
        let files = list_files(&root).unwrap().into_iter();
        bytes.push(
            files
                .map(|f| (f.path.clone(), std::fs::read(f.path).unwrap()))
                .collect(),
        );
    }
    assert_eq!(bytes[0].len(), 96);
    assert!(bytes[0] == bytes[1]);
    let sums =
        "select count(*), sum(id), count(distinct dt || hour), min(length(text)) from w.default.t";
    assert_eq!(rows(&table, sums).await, ["19200,92150400,48,40"]);
    let one = "select distinct id from w.default.t where dt = '20241103' and hour = '2'
        order by id limit 2";
    assert_eq!(rows(&table, one).await, ["11", "59"]);
}

#[tokio::test]
async fn memory_is_bounded_over_many_partitions() {
    let table = spread();
    let target = table.target(dynamic(), WriteMode::Overwrite);
    let root = table.warehouse.table_root(&table.definition).unwrap();
    let plan = table
        .context
        .sql(SPREAD)
        .await
        .unwrap()
        .into_unoptimized_plan();
    let plan = conform(plan, &target).unwrap();
    let plan = table
        .context
        .state()
        .create_physical_plan(&plan)
        .await
        .unwrap();
    let batches = collect(plan, table.context.task_ctx()).await.unwrap();

    let staging = Arc::new(Staging::create(&root).unwrap());
    let pool: Arc<dyn MemoryPool> = Arc::new(UnboundedMemoryPool::default());
    let reservation = MemoryConsumer::new("test").register(&pool);
    let budget = 400_000;
    let mut writers = PartitionWriters::new(
        target.layout().unwrap(),
        Arc::clone(&staging),
        0,
        budget,
        reservation,
    )
    .unwrap();
    let mut most = 0;
    for batch in &batches {
        writers.write(batch).unwrap();
        most = most.max(pool.reserved());
    }
    assert!(most > budget / 2 && most <= budget, "{most} bytes held");
    let files = writers.finish().unwrap();
    assert_eq!(files.iter().map(|file| file.rows).sum::<u64>(), 9600);

    let partitions = list_partitions(staging.path(), &table.definition.partition_columns).unwrap();
    let mut rows = 0;
    let mut groups = 0;
    for partition in partitions {
        let file = std::fs::File::open(partition.path.join("part-00000.parquet")).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        rows += reader.metadata().file_metadata().num_rows();
        groups += reader.metadata().num_row_groups();
    }
    assert_eq!(rows, 9600);
    assert!(
        groups > 48,
        "the budget forces flushes, {groups} row groups"
    );
}

#[tokio::test]
async fn the_codec_is_the_table_s_or_else_the_session_s() {
    let mut table = fixture(&[("s", "string")], &[], TableFormat::Parquet);
    let codec_of = async |table: &Fixture, session: Option<&str>| {
        let mut target = table.target(Vec::new(), WriteMode::Overwrite);
        target.codec = session.map(ToOwned::to_owned);
        table.insert(&target, "select 'x'").await?;
        let file = list_files(&table.root()).unwrap().remove(0).path;
        let reader = SerializedFileReader::new(std::fs::File::open(file).unwrap()).unwrap();
        Ok::<_, InsertError>(reader.metadata().row_group(0).column(0).compression())
    };
    let zstd = Compression::ZSTD(ZstdLevel::try_new(1).unwrap());
    assert_eq!(codec_of(&table, None).await.unwrap(), zstd);
    assert_eq!(
        codec_of(&table, Some("lz4")).await.unwrap(),
        Compression::LZ4_RAW
    );
    let property = ("parquet.compression".to_owned(), "Snappy".to_owned());
    table.definition.properties.extend([property]);
    assert_eq!(codec_of(&table, None).await.unwrap(), Compression::SNAPPY);
    assert_eq!(
        codec_of(&table, Some("LZ4")).await.unwrap(),
        Compression::SNAPPY
    );
    let property = ("parquet.compression".to_owned(), "lzo".to_owned());
    table.definition.properties.extend([property]);
    let error = codec_of(&table, None).await.unwrap_err().to_string();
    assert!(
        error.contains("'lzo', which is no codec; there are ZSTD"),
        "{error}"
    );
}
