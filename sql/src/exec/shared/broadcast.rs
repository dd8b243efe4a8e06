//! One run of a plan for several readers.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::{DataFusionError, Result, exec_datafusion_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};
use futures::{StreamExt, stream};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinSet;

/// Batches of a partition that a reader may be behind the fastest. With less, readers wait for each other; with more, a slow
/// one makes the fast ones' batches stay in memory.
const BEHIND: usize = 2;

/// What readers get: the batches, and a word that there are no more. A channel that closes without it belongs to a run that
/// broke off.
enum Message {
    Batch(RecordBatch),
    Failed(Arc<DataFusionError>),
    End,
}

/// A plan whose batches go to every reader. Partitions run when they are first asked for.
#[derive(Debug)]
pub(in crate::exec) struct Broadcast {
    input: Arc<dyn ExecutionPlan>,
    partitions: Vec<Mutex<Partition>>,
    /// Readers that want no more, or never wanted any.
    gone: Mutex<Vec<bool>>,
    /// They end with this.
    tasks: Mutex<JoinSet<()>>,
}

#[derive(Debug, Default)]
struct Partition {
    has_begun: bool,
    /// What each reader is to take, until it does.
    receivers: Vec<Option<Receiver<Message>>>,
}

impl Broadcast {
    pub(super) fn new(input: Arc<dyn ExecutionPlan>, readers: usize) -> Self {
        let partitions = 0..input.output_partitioning().partition_count();
        Self {
            partitions: partitions.map(|_| Mutex::default()).collect(),
            input,
            gone: Mutex::new(vec![false; readers]),
            tasks: Mutex::default(),
        }
    }

    /// The plan that runs.
    pub(in crate::exec) fn input(&self) -> &dyn ExecutionPlan {
        self.input.as_ref()
    }

    /// A reader wants no more: nobody waits for it any longer.
    pub(in crate::exec) fn leave(&self, reader: usize) {
        if let Some(gone) = locked(&self.gone).get_mut(reader) {
            *gone = true;
        }
        for partition in &self.partitions {
            locked(partition)
                .receivers
                .get_mut(reader)
                .map(Option::take);
        }
    }

    /// Ends the run, in whose stead there is an error already; readers that wait for more get one too.
    pub(in crate::exec) fn stop(&self) {
        locked(&self.gone).fill(true);
        locked(&self.tasks).abort_all();
    }

    /// What a reader reads, a stream a partition.
    pub(super) fn streams(
        self: &Arc<Self>,
        reader: usize,
        schema: &SchemaRef,
    ) -> Vec<Arc<dyn PartitionStream>> {
        let stream = |partition| -> Arc<dyn PartitionStream> {
            Arc::new(Reading {
                broadcast: Arc::clone(self),
                reader,
                partition,
                schema: Arc::clone(schema),
            })
        };
        (0..self.partitions.len()).map(stream).collect()
    }

    /// Where a reader gets the batches of a partition; `None` if it has them already.
    fn receiver(
        &self,
        reader: usize,
        number: usize,
        context: Arc<TaskContext>,
    ) -> Result<Option<Receiver<Message>>> {
        let Some(partition) = self.partitions.get(number) else {
            return Ok(None);
        };
        let mut partition = locked(partition);
        if !partition.has_begun {
            let batches = self.input.execute(number, context)?;
            partition.has_begun = true;
            let gone = locked(&self.gone).clone();
            let (senders, receivers): (Vec<_>, Vec<_>) =
                gone.iter().map(|_| channel(BEHIND)).unzip();
            let receivers = receivers.into_iter().zip(gone);
            partition.receivers = receivers
                .map(|(receiver, gone)| (!gone).then_some(receiver))
                .collect();
            locked(&self.tasks).spawn(hand_out(batches, senders));
        }
        Ok(partition.receivers.get_mut(reader).and_then(Option::take))
    }
}

/// Gives every batch to all who still listen. Ends when nobody does.
async fn hand_out(mut batches: SendableRecordBatchStream, senders: Vec<Sender<Message>>) {
    let mut senders: Vec<Option<Sender<Message>>> = senders.into_iter().map(Some).collect();
    loop {
        let batch = batches.next().await.transpose().map_err(Arc::new);
        let is_last = !matches!(batch, Ok(Some(_)));
        for sender in &mut senders {
            let message = match &batch {
                Ok(Some(batch)) => Message::Batch(batch.clone()),
                Ok(None) => Message::End,
                Err(error) => Message::Failed(Arc::clone(error)),
            };
            if let Some(open) = sender
                && open.send(message).await.is_err()
            {
                *sender = None;
            }
        }
        if is_last || senders.iter().all(Option::is_none) {
            return;
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind the locks is whole at any time.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One partition as one reader reads it.
#[derive(Debug)]
struct Reading {
    broadcast: Arc<Broadcast>,
    reader: usize,
    partition: usize,
    schema: SchemaRef,
}

impl PartitionStream for Reading {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let receiver = self
            .broadcast
            .receiver(self.reader, self.partition, context)
            .and_then(|receiver| {
                receiver.ok_or_else(|| exec_datafusion_err!("a shared input is read twice"))
            });
        let schema = Arc::clone(&self.schema);
        let batches = stream::unfold(Some(receiver), move |receiver| {
            let schema = Arc::clone(&schema);
            async move {
                let mut receiver = match receiver? {
                    Ok(receiver) => receiver,
                    Err(error) => return Some((Err(error), None)),
                };
                match receiver.recv().await {
                    Some(Message::Batch(batch)) => {
                        // The readers' names of the columns.
                        let batch = RecordBatch::try_new(schema, batch.columns().to_vec())
                            .map_err(DataFusionError::from);
                        Some((batch, Some(Ok(receiver))))
                    }
                    Some(Message::End) => None,
                    Some(Message::Failed(error)) => {
                        Some((Err(DataFusionError::Shared(error)), None))
                    }
                    None => {
                        let error = exec_datafusion_err!("a shared input broke off");
                        Some((Err(error), None))
                    }
                }
            }
        });
        Box::pin(RecordBatchStreamAdapter::new(
            Arc::clone(&self.schema),
            batches,
        ))
    }
}
