//! Which rows of a batch go to which partition.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::compute::{partition, take};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::row::{RowConverter, SortField};

use super::Cells;
use crate::exec::insert_error::InsertError;
use crate::exec::target::Layout;

/// The rows of a batch that go to one partition, in their order.
#[derive(Debug, PartialEq)]
pub(super) enum Rows {
    /// Rows that follow one another.
    Range(Range<usize>),
    /// Rows with others between them.
    Indices(UInt32Array),
}

/// Finds the partitions of rows. A batch of one partition costs one comparison a row and no text.
pub(super) struct Dispatcher {
    layout: Arc<Layout>,
    converter: RowConverter,
    /// Partitions by their values in the converter's bytes; several values may mean one folder ('' and NULL).
    by_values: HashMap<Box<[u8]>, usize>,
    by_folder: HashMap<String, usize>,
}

impl Dispatcher {
    pub(super) fn new(layout: Arc<Layout>) -> Result<Self, InsertError> {
        let fields = layout.dynamic.iter();
        let fields = fields.map(|column| SortField::new(column.data_type.arrow_type()));
        let converter = RowConverter::new(fields.collect())?;
        Ok(Self {
            layout,
            converter,
            by_values: HashMap::new(),
            by_folder: HashMap::new(),
        })
    }

    /// The rows of each partition, in the order of their first rows. Partitions are numbered as they are first met;
    /// `created` gets the folder of each one met for the first time.
    pub(super) fn dispatch(
        &mut self,
        dynamic: &[ArrayRef],
        rows: usize,
        created: &mut Vec<String>,
    ) -> Result<Vec<(usize, Rows)>, InsertError> {
        if rows == 0 {
            return Ok(Vec::new());
        }
        if dynamic.is_empty() {
            let folder = self.layout.static_folder.clone();
            return Ok(vec![(self.number(folder, created), Rows::Range(0..rows))]);
        }
        let runs = partition(dynamic)?.ranges();
        let starts: Vec<u32> = runs
            .iter()
            .map(|run| index(run.start))
            .collect::<Result<_, _>>()?;
        let starts = UInt32Array::from(starts);
        let values = dynamic.iter().map(|array| take(array, &starts, None));
        let values = values.collect::<Result<Vec<_>, ArrowError>>()?;
        let partitions = self.partitions(&values, created)?;
        let mut found: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        for (partition, run) in partitions.into_iter().zip(runs) {
            let place = *places.entry(partition).or_insert(found.len());
            match found.get_mut(place) {
                Some((_, runs)) => runs.push(run),
                None => found.push((partition, vec![run])),
            }
        }
        found
            .into_iter()
            .map(|(partition, runs)| Ok((partition, collected(runs)?)))
            .collect()
    }

    /// The partition of each row of `values`.
    fn partitions(
        &mut self,
        values: &[ArrayRef],
        created: &mut Vec<String>,
    ) -> Result<Vec<usize>, InsertError> {
        let keys = self.converter.convert_columns(values)?;
        let mut cells = None;
        let mut partitions = Vec::with_capacity(keys.num_rows());
        for (row, key) in keys.iter().enumerate() {
            if let Some(partition) = self.by_values.get(key.data()) {
                partitions.push(*partition);
                continue;
            }
            let cells = match &mut cells {
                Some(cells) => cells,
                none => none.insert(
                    values
                        .iter()
                        .map(Cells::try_new)
                        .collect::<Result<Vec<_>, ArrowError>>()?,
                ),
            };
            let folder = self.layout.folder(cells, row);
            let partition = self.number(folder, created);
            self.by_values.insert(key.data().into(), partition);
            partitions.push(partition);
        }
        Ok(partitions)
    }

    fn number(&mut self, folder: String, created: &mut Vec<String>) -> usize {
        let next = self.by_folder.len();
        *self.by_folder.entry(folder).or_insert_with_key(|folder| {
            created.push(folder.clone());
            next
        })
    }
}

fn collected(mut runs: Vec<Range<usize>>) -> Result<Rows, InsertError> {
    // Runs of '' and NULL meet in one partition; as a range they stay cheap.
    runs.dedup_by(|next, run| {
        let joined = run.end == next.start;
        if joined {
            run.end = next.end;
        }
        joined
    });
    if let [run] = runs.as_slice() {
        return Ok(Rows::Range(run.clone()));
    }
    let rows = runs
        .into_iter()
        .flatten()
        .map(index)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Rows::Indices(rows.into()))
}

fn index(row: usize) -> Result<u32, ArrowError> {
    u32::try_from(row)
        .map_err(|_| ArrowError::InvalidArgumentError("a batch of more than 2^32 rows".to_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use datafusion::arrow::array::{Int32Array, StringViewArray};

    use super::*;
    use crate::catalog::{Column, HiveType, TableDefinition, TableFormat};
    use crate::exec::target::{PartitionValue, Target, WriteMode};

    fn dispatcher(partition: Vec<PartitionValue>) -> Dispatcher {
        let columns = vec![Column::new("a", HiveType::String)];
        let mut definition = TableDefinition::new("ham", "t", columns, TableFormat::Parquet);
        definition.partition_columns = vec![
            Column::new("dt", HiveType::String),
            Column::new("hour", HiveType::Int),
        ];
        let target = Target {
            definition,
            partition,
            mode: WriteMode::Append,
            codec: None,
        };
        Dispatcher::new(target.layout().unwrap()).unwrap()
    }

    fn both(dt: &[Option<&str>], hour: &[i32]) -> Vec<ArrayRef> {
        vec![
            Arc::new(dt.iter().copied().collect::<StringViewArray>()),
            Arc::new(Int32Array::from(hour.to_vec())),
        ]
    }

    #[test]
    fn interleaved_values_are_gathered_in_row_order() {
        let mut dispatcher = dispatcher(vec![PartitionValue::Dynamic, PartitionValue::Dynamic]);
        let mut created = Vec::new();
        let columns = both(&[Some("a"), Some("a"), Some("b"), Some("a")], &[1, 1, 1, 1]);
        let found = dispatcher.dispatch(&columns, 4, &mut created).unwrap();
        assert_eq!(
            found,
            [
                (0, Rows::Indices(vec![0, 1, 3].into())),
                (1, Rows::Range(2..3))
            ]
        );
        assert_eq!(created, ["dt=a/hour=1", "dt=b/hour=1"]);
    }

    #[test]
    fn later_batches_find_the_same_partitions() {
        let mut dispatcher = dispatcher(vec![PartitionValue::Dynamic, PartitionValue::Dynamic]);
        let mut created = Vec::new();
        dispatcher
            .dispatch(&both(&[Some("a")], &[1]), 1, &mut created)
            .unwrap();
        let columns = both(&[Some("b"), Some("a")], &[1, 1]);
        let found = dispatcher.dispatch(&columns, 2, &mut created).unwrap();
        assert_eq!(found, [(1, Rows::Range(0..1)), (0, Rows::Range(1..2))]);
        assert_eq!(created.len(), 2);
    }

    #[test]
    fn null_and_empty_are_one_partition() {
        let mut dispatcher = dispatcher(vec![PartitionValue::Dynamic, PartitionValue::Dynamic]);
        let mut created = Vec::new();
        let columns = both(&[None, Some("")], &[1, 1]);
        let found = dispatcher.dispatch(&columns, 2, &mut created).unwrap();
        assert_eq!(found, [(0, Rows::Range(0..2))]);
        assert_eq!(created, ["dt=__HIVE_DEFAULT_PARTITION__/hour=1"]);
    }

    #[test]
    fn static_partitions_take_whole_batches() {
        let value = |text: &str| PartitionValue::Static(Some(text.to_owned()));
        let mut dispatcher = dispatcher(vec![value("a"), value("7")]);
        let mut created = Vec::new();
        let found = dispatcher.dispatch(&[], 5, &mut created).unwrap();
        assert_eq!(found, [(0, Rows::Range(0..5))]);
        assert_eq!(created, ["dt=a/hour=7"]);
        assert_eq!(dispatcher.dispatch(&[], 0, &mut created).unwrap(), []);
    }
}
