//! Tests of what an INSERT leaves on disk, also when it fails.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};
use datafusion::prelude::{SessionConfig, SessionContext};
use tempfile::TempDir;

use super::conform::conform;
use super::insert::{InsertError, InsertReport, PartitionValue, Target, WriteMode, insert};
use crate::catalog::{
    Column, HiveType, TableDefinition, TableFormat, Warehouse, WarehouseCatalog, list_files,
};

pub(super) struct Fixture {
    _folder: TempDir,
    pub(super) warehouse: Warehouse,
    pub(super) context: SessionContext,
    pub(super) definition: TableDefinition,
}

pub(super) fn fixture(
    columns: &[(&str, &str)],
    partitions: &[(&str, &str)],
    format: TableFormat,
) -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path().join("w")).unwrap();
    let config = SessionConfig::new()
        .with_target_partitions(2)
        .with_batch_size(100)
        .with_round_robin_repartition(false);
    let context = SessionContext::new_with_config(config);
    context.register_catalog("w", Arc::new(WarehouseCatalog::new(warehouse.clone())));
    let columns_of = |list: &[(&str, &str)]| {
        list.iter()
            .map(|(name, kind)| Column::new(*name, kind.parse::<HiveType>().unwrap()))
            .collect::<Vec<_>>()
    };
    let mut definition = TableDefinition::new("default", "t", columns_of(columns), format);
    definition.partition_columns = columns_of(partitions);
    warehouse.create_table(definition.clone(), false).unwrap();
    Fixture {
        _folder: folder,
        warehouse,
        context,
        definition,
    }
}

impl Fixture {
    pub(super) fn target(&self, partition: Vec<PartitionValue>, mode: WriteMode) -> Target {
        Target {
            definition: self.definition.clone(),
            partition,
            mode,
            codec: None,
        }
    }

    pub(super) async fn insert(
        &self,
        target: &Target,
        sql: &str,
    ) -> Result<InsertReport, InsertError> {
        let plan = self.context.sql(sql).await?.into_unoptimized_plan();
        let plan = conform(plan, target)?;
        let plan = self.context.state().create_physical_plan(&plan).await?;
        insert(
            self.context.task_ctx(),
            plan,
            target,
            &self.warehouse,
            &|_| {},
        )
        .await
    }

    pub(super) fn root(&self) -> PathBuf {
        self.warehouse.table_root(&self.definition).unwrap()
    }

    /// The table's files and their bytes.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let root = self.root();
        let name = |path: PathBuf| {
            path.strip_prefix(&root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        };
        let files = list_files(&root).unwrap().into_iter();
        files
            .map(|file| (name(file.path.clone()), fs::read(file.path).unwrap()))
            .collect()
    }

    fn texts(&self) -> Vec<(String, String)> {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        self.files()
            .into_iter()
            .map(|(name, bytes)| (name, text(bytes)))
            .collect()
    }

    fn staging_is_gone(&self) -> bool {
        let names = fs::read_dir(self.root())
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        !names
            .into_iter()
            .any(|name| name.to_str().unwrap().starts_with("_staging"))
    }
}

fn fixed(text: &str) -> PartitionValue {
    PartitionValue::Static(Some(text.to_owned()))
}

fn texts(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

fn text_table(partitions: &[(&str, &str)]) -> Fixture {
    fixture(
        &[("a", "string")],
        partitions,
        TableFormat::TextFile(crate::catalog::TextFormat::default()),
    )
}

#[tokio::test]
async fn overwrite_replaces_only_partitions_that_receive_rows() {
    let table = text_table(&[("dt", "string"), ("hour", "string")]);
    let all = table.target(
        vec![PartitionValue::Dynamic, PartitionValue::Dynamic],
        WriteMode::Overwrite,
    );
    table
        .insert(&all, "values ('a','1','1'),('b','1','2'),('c','2','1')")
        .await
        .unwrap();
    let mixed = table.target(
        vec![fixed("1"), PartitionValue::Dynamic],
        WriteMode::Overwrite,
    );
    let report = table
        .insert(&mixed, "values ('x','2'),('y','3'),('z','2')")
        .await
        .unwrap();
    assert_eq!(
        table.texts(),
        texts(&[
            ("dt=1/hour=1/part-00000.txt", "a\n"),
            ("dt=1/hour=2/part-00000.txt", "x\nz\n"),
            ("dt=1/hour=3/part-00000.txt", "y\n"),
            ("dt=2/hour=1/part-00000.txt", "c\n"),
        ])
    );
    let partitions = ["dt=1/hour=2", "dt=1/hour=3"].map(str::to_owned).to_vec();
    assert_eq!(
        report,
        InsertReport {
            rows: 3,
            files: 2,
            bytes: 6,
            partitions
        }
    );
    assert!(table.staging_is_gone());
}

#[tokio::test]
async fn a_partition_named_in_full_is_replaced_also_by_no_rows() {
    let table = text_table(&[("dt", "string")]);
    let target = table.target(vec![fixed("1")], WriteMode::Overwrite);
    table.insert(&target, "values ('a')").await.unwrap();
    let report = table
        .insert(&target, "select 'a' where false")
        .await
        .unwrap();
    assert_eq!(
        (report.rows, report.partitions),
        (0, vec!["dt=1".to_owned()])
    );
    assert_eq!(table.texts(), []);
    assert!(table.root().join("dt=1").is_dir());
    let dynamic = table.target(vec![PartitionValue::Dynamic], WriteMode::Overwrite);
    table.insert(&target, "values ('b')").await.unwrap();
    table
        .insert(&dynamic, "select 'a', '1' where false")
        .await
        .unwrap();
    assert_eq!(table.texts(), texts(&[("dt=1/part-00000.txt", "b\n")]));
}

#[tokio::test]
async fn tables_without_partitions_are_replaced_whole() {
    let table = text_table(&[]);
    let overwrite = table.target(vec![], WriteMode::Overwrite);
    let append = table.target(vec![], WriteMode::Append);
    table.insert(&append, "values ('a')").await.unwrap();
    table.insert(&append, "values ('b')").await.unwrap();
    fs::write(table.root().join("000000_0"), "foreign\n").unwrap();
    table.insert(&append, "values ('c')").await.unwrap();
    assert_eq!(
        table.texts(),
        texts(&[
            ("000000_0", "foreign\n"),
            ("part-00000.txt", "a\n"),
            ("part-00001.txt", "b\n"),
            ("part-00002.txt", "c\n"),
        ])
    );
    let report = table.insert(&overwrite, "values ('d')").await.unwrap();
    assert_eq!(table.texts(), texts(&[("part-00000.txt", "d\n")]));
    assert_eq!(report.partitions, [""; 0]);
    table
        .insert(&overwrite, "select 'd' where false")
        .await
        .unwrap();
    assert_eq!(table.texts(), []);
}

#[tokio::test]
async fn append_follows_the_files_of_each_partition() {
    let table = text_table(&[("dt", "string")]);
    let append = table.target(vec![PartitionValue::Dynamic], WriteMode::Append);
    table.insert(&append, "values ('a','1')").await.unwrap();
    fs::rename(table.root().join("dt=1"), table.root().join("DT=1")).unwrap();
    table
        .insert(&append, "values ('b','1'),('c','2')")
        .await
        .unwrap();
    assert_eq!(
        table.texts(),
        texts(&[
            ("DT=1/part-00000.txt", "a\n"),
            ("DT=1/part-00001.txt", "b\n"),
            ("dt=2/part-00000.txt", "c\n"),
        ])
    );
    let overwrite = table.target(vec![fixed("1")], WriteMode::Overwrite);
    table.insert(&overwrite, "values ('d')").await.unwrap();
    let names: Vec<_> = table.files().into_keys().collect();
    assert_eq!(names, ["dt=1/part-00000.txt", "dt=2/part-00000.txt"]);
}

#[tokio::test]
async fn a_table_may_be_overwritten_from_itself() {
    let table = text_table(&[]);
    let target = table.target(vec![], WriteMode::Overwrite);
    table.insert(&target, "values ('a'),('b')").await.unwrap();
    table
        .insert(&target, "select a || a from w.default.t")
        .await
        .unwrap();
    assert_eq!(table.texts(), texts(&[("part-00000.txt", "aa\nbb\n")]));
}

#[tokio::test]
async fn a_failing_query_leaves_the_old_rows_and_nothing_else() {
    let table = text_table(&[]);
    let target = table.target(vec![], WriteMode::Overwrite);
    table.insert(&target, "values ('old')").await.unwrap();
    let sql = "select cast(arrow_cast(if, 'Int64') as string) from
        (select case when value > 150 then 'x' else '1' end as if from generate_series(1, 300))";
    let error = table.insert(&target, sql).await.unwrap_err();
    assert!(matches!(&error, InsertError::Query(_)), "{error}");
    assert_eq!(table.texts(), texts(&[("part-00000.txt", "old\n")]));
    assert!(table.staging_is_gone());
}

/// One batch, and then nothing, for ever.
#[derive(Debug)]
struct Stuck(SchemaRef);

impl PartitionStream for Stuck {
    fn schema(&self) -> &SchemaRef {
        &self.0
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let schema = SchemaRef::clone(&self.0);
        let text = datafusion::arrow::array::StringViewArray::from_iter_values(["new"]);
        let batch = datafusion::arrow::array::RecordBatch::try_new(schema, vec![Arc::new(text)]);
        let first = futures::stream::iter([batch.map_err(Into::into)]);
        let stream = futures::StreamExt::chain(first, futures::stream::pending());
        Box::pin(RecordBatchStreamAdapter::new(
            SchemaRef::clone(&self.0),
            stream,
        ))
    }
}

#[tokio::test]
async fn a_dropped_insert_leaves_the_old_rows_and_nothing_else() {
    let table = text_table(&[]);
    let target = table.target(vec![], WriteMode::Overwrite);
    table.insert(&target, "values ('old')").await.unwrap();
    let schema = table.definition.file_schema();
    let stuck: Arc<dyn PartitionStream> = Arc::new(Stuck(SchemaRef::clone(&schema)));
    let plan: Arc<dyn ExecutionPlan> =
        Arc::new(StreamingTableExec::try_new(schema, vec![stuck], None, [], false, None).unwrap());
    let rows = AtomicU64::new(0);
    {
        let seen = |progress: super::insert::Progress| rows.store(progress.rows, Ordering::Relaxed);
        let mut running = pin!(insert(
            table.context.task_ctx(),
            plan,
            &target,
            &table.warehouse,
            &seen
        ));
        while rows.load(Ordering::Relaxed) == 0 {
            let ended = std::future::poll_fn(|context| match running.as_mut().poll(context) {
                Poll::Ready(_) => Poll::Ready(true),
                Poll::Pending => Poll::Ready(false),
            });
            assert!(!ended.await, "the plan never ends");
            tokio::task::yield_now().await;
        }
        assert!(!table.staging_is_gone());
    }
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert!(table.staging_is_gone());
    assert_eq!(table.texts(), texts(&[("part-00000.txt", "old\n")]));
}

#[tokio::test]
async fn progress_reaches_the_number_of_rows() {
    let table = text_table(&[]);
    let target = table.target(vec![], WriteMode::Append);
    let plan = table
        .context
        .sql("select cast(value as string) from generate_series(1, 1000)");
    let plan = conform(plan.await.unwrap().into_unoptimized_plan(), &target).unwrap();
    let plan = table
        .context
        .state()
        .create_physical_plan(&plan)
        .await
        .unwrap();
    let last = AtomicU64::new(0);
    let seen = |progress: super::insert::Progress| {
        assert!(last.swap(progress.rows, Ordering::Relaxed) <= progress.rows);
    };
    let context = table.context.task_ctx();
    let report = insert(context, plan, &target, &table.warehouse, &seen)
        .await
        .unwrap();
    assert_eq!((report.rows, last.load(Ordering::Relaxed)), (1000, 1000));
}

#[tokio::test]
async fn a_single_file_cannot_be_inserted_into() {
    let mut table = text_table(&[]);
    let file = table.warehouse.root().join("one.txt");
    fs::write(&file, "row\n").unwrap();
    table.definition.location = Some(file.to_str().unwrap().to_owned());
    let target = table.target(vec![], WriteMode::Append);
    let error = table
        .insert(&target, "values ('a')")
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("one.txt is a file"), "{error}");
}
