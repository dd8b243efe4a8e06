//! INSERT: a plan's rows become files of a table, all of them or none.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use datafusion::execution::TaskContext;
use datafusion::execution::memory_pool::MemoryConsumer;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};
use futures::StreamExt;
use tokio::sync::Notify;
use tokio::task::{JoinError, JoinSet};

pub use super::insert_error::InsertError;
use super::publish::publish;
use super::staging::Staging;
use super::target::Layout;
pub use super::target::{PartitionValue, Target, WriteMode};
use super::writer::{PartitionWriters, WrittenFile};
use crate::catalog::{CatalogError, Warehouse, list_partitions};

/// Bytes of rows that all tasks of a statement together may hold before they are written.
pub(super) const HELD_BYTES: usize = 512 << 20;

/// What an INSERT did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InsertReport {
    /// Rows written.
    pub rows: u64,
    /// Files written.
    pub files: u64,
    /// Their size.
    pub bytes: u64,
    /// The partitions that changed, `dt=2024-11-25/hour=17`, sorted; none for a table without partitions.
    pub partitions: Vec<String>,
}

/// How far an INSERT is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows that the query has given.
    pub rows: u64,
    /// Bytes that are in files.
    pub bytes: u64,
}

/// Runs `plan` and makes its rows the table's, or a part of them, as `target` says.
///
/// The plan gives the table's columns and then the dynamic partition columns, in the table's types: see
/// [`conform`](super::conform::conform). Each partition of the plan is a task that writes a file a table partition,
/// `part-<task>.parquet`, rows in the order of its stream: the same plan over the same data gives the same bytes. Files
/// appear in the table when all are complete and durable; an error, a dropped future and a killed process leave the
/// table as it was. `on_progress` is called after every few batches.
///
/// Errors: the query's, those of the disk, a PARTITION clause that does not fit, an external table at a single file.
pub async fn insert(
    context: Arc<TaskContext>,
    plan: Arc<dyn ExecutionPlan>,
    target: &Target,
    warehouse: &Warehouse,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<InsertReport, InsertError> {
    let staged = stage(context, plan, target, warehouse, HELD_BYTES, on_progress).await?;
    staged.publish(target)
}

/// Files that are complete and not the table's yet. Dropped, they are gone.
#[derive(Debug)]
pub(super) struct Staged {
    root: PathBuf,
    staging: Arc<Staging>,
    files: Vec<WrittenFile>,
}

impl Staged {
    /// How many rows they hold.
    pub(super) fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// Their size.
    pub(super) fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// The parts of the table that they are of: its folder and the names of partitions.
    ///
    /// Errors: those of the disk.
    pub(super) fn outputs(&self, target: &Target) -> Result<Vec<(PathBuf, String)>, CatalogError> {
        let columns = &target.definition.partition_columns;
        let staged = list_partitions(self.staging.path(), columns)?;
        Ok(staged
            .into_iter()
            .map(|partition| (self.root.clone(), partition.name))
            .collect())
    }

    /// Makes the files the table's, as `target` says.
    ///
    /// Errors: as [`insert`].
    pub(super) fn publish(self, target: &Target) -> Result<InsertReport, InsertError> {
        let partitions = publish(target, &self.root, &self.staging)?;
        Ok(InsertReport {
            rows: self.rows(),
            files: self.files.len() as u64,
            bytes: self.bytes(),
            partitions,
        })
    }
}

/// The first half of [`insert`]: the rows of `plan` become files in a staging folder. `held` is how many bytes of rows may be in
/// memory.
///
/// Errors: as [`insert`].
pub(super) async fn stage(
    context: Arc<TaskContext>,
    plan: Arc<dyn ExecutionPlan>,
    target: &Target,
    warehouse: &Warehouse,
    held: usize,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Staged, InsertError> {
    let layout = target.layout()?;
    let root = warehouse.table_root(&target.definition)?;
    if root.is_file() {
        return Err(InsertError::LocationIsFile {
            table: layout.table.clone(),
            path: root,
        });
    }
    let staging = Arc::new(Staging::create(&root)?);
    let files = write_files(context, plan, &layout, &staging, held, on_progress).await?;
    if layout.dynamic.is_empty() {
        // A partition named in full exists after the INSERT, rows or not.
        staging.create_folder(&layout.static_folder)?;
    }
    Ok(Staged {
        root,
        staging,
        files,
    })
}

/// What the tasks tell the one that waits for them.
#[derive(Debug, Default)]
struct Counter {
    rows: AtomicU64,
    bytes: AtomicU64,
    changed: Notify,
}

impl Counter {
    fn add(&self, rows: usize, bytes: u64) {
        self.rows.fetch_add(rows as u64, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.changed.notify_one();
    }

    fn progress(&self) -> Progress {
        Progress {
            rows: self.rows.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }
}

/// Runs one task a partition of the plan. The first error ends them all.
async fn write_files(
    context: Arc<TaskContext>,
    plan: Arc<dyn ExecutionPlan>,
    layout: &Arc<Layout>,
    staging: &Arc<Staging>,
    held: usize,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<WrittenFile>, InsertError> {
    let count = plan.output_partitioning().partition_count();
    let counter = Arc::new(Counter::default());
    let mut tasks = JoinSet::new();
    for task in 0..count {
        let consumer = MemoryConsumer::new(format!("insert {task}")).with_can_spill(true);
        let writers = PartitionWriters::new(
            Arc::clone(layout),
            Arc::clone(staging),
            task,
            held / count.max(1),
            consumer.register(context.memory_pool()),
        )?;
        let (plan, context) = (Arc::clone(&plan), Arc::clone(&context));
        tasks.spawn(write_partition(
            plan,
            task,
            context,
            writers,
            Arc::clone(&counter),
        ));
    }
    let mut files = Vec::new();
    loop {
        tokio::select! {
            ended = tasks.join_next() => match ended.map(|ended| outcome(ended, layout)) {
                None => break,
                Some(Ok(mut written)) => files.append(&mut written),
                Some(Err(error)) => {
                    // The staging folder goes when the last task is gone, and this function returns after that.
                    tasks.shutdown().await;
                    return Err(error);
                }
            },
            () = counter.changed.notified() => on_progress(counter.progress()),
        }
    }
    on_progress(counter.progress());
    Ok(files)
}

fn outcome(
    ended: Result<Result<Vec<WrittenFile>, InsertError>, JoinError>,
    layout: &Layout,
) -> Result<Vec<WrittenFile>, InsertError> {
    ended.unwrap_or_else(|error| {
        Err(InsertError::Task {
            table: layout.table.clone(),
            reason: error.to_string(),
        })
    })
}

async fn write_partition(
    plan: Arc<dyn ExecutionPlan>,
    partition: usize,
    context: Arc<TaskContext>,
    mut writers: PartitionWriters,
    counter: Arc<Counter>,
) -> Result<Vec<WrittenFile>, InsertError> {
    let mut batches = plan.execute(partition, context)?;
    let mut written = 0;
    while let Some(batch) = batches.next().await {
        let batch = batch?;
        writers.write(&batch)?;
        let before = std::mem::replace(&mut written, writers.written());
        counter.add(batch.num_rows(), written.saturating_sub(before));
        // Writing is not asynchronous: this is where a cancelled task ends.
        tokio::task::yield_now().await;
    }
    writers.finish()
}
