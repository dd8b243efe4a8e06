//! The values of a group as an array: what `collect_list` and `collect_set` have in common.

use std::collections::HashSet;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, ListArray};
use arrow::buffer::OffsetBuffer;
use arrow::compute::{cast, interleave};
use arrow::datatypes::{DataType, Field};
use arrow::row::{OwnedRow, RowConverter, SortField};
use datafusion_common::{Result, ScalarValue, internal_err};
use datafusion_expr::{Accumulator, EmitTo, GroupsAccumulator};

use super::function::Accumulation;

/// Which values of a group are taken; never NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// All of them.
    All,
    /// Each different one where it is first seen.
    Different,
}

/// How the values of one call are collected.
#[derive(Debug, Clone)]
pub(super) struct Collection {
    pub(super) element: DataType,
    pub(super) taken: Taken,
}

impl Accumulation for Collection {
    fn single(&self) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(One(Collected::try_new(self)?)))
    }

    fn groups(&self) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(Collected::try_new(self)?))
    }
}

/// A value: its batch, and its row there.
type Place = (usize, usize);

#[derive(Debug)]
struct Collected {
    collection: Collection,
    batches: Vec<ArrayRef>,
    groups: Vec<Vec<Place>>,
    places: usize,
    /// Where only different values are taken: how to compare them, and what each group has.
    converter: Option<RowConverter>,
    seen: Vec<HashSet<OwnedRow>>,
    seen_bytes: usize,
}

impl Collected {
    fn try_new(collection: &Collection) -> Result<Self> {
        let field = || vec![SortField::new(collection.element.clone())];
        let converter = match collection.taken {
            Taken::All => None,
            Taken::Different => Some(RowConverter::new(field())?),
        };
        Ok(Self {
            collection: collection.clone(),
            batches: Vec::new(),
            groups: Vec::new(),
            places: 0,
            converter,
            seen: Vec::new(),
            seen_bytes: 0,
        })
    }

    fn grow(&mut self, groups: usize) {
        self.groups.resize_with(groups, Vec::new);
        if self.converter.is_some() {
            self.seen.resize_with(groups, HashSet::new);
        }
    }

    /// Takes rows of a column, each for its group.
    fn take(
        &mut self,
        column: &ArrayRef,
        rows: impl Iterator<Item = (usize, usize)>,
    ) -> Result<()> {
        let column = if column.data_type() == &self.collection.element {
            Arc::clone(column)
        } else {
            cast(column, &self.collection.element)?
        };
        let keys = match &self.converter {
            Some(converter) => Some(converter.convert_columns(&[Arc::clone(&column)])?),
            None => None,
        };
        let batch = self.batches.len();
        let before = self.places;
        for (row, group) in rows {
            if column.is_null(row) {
                continue;
            }
            if let Some(keys) = &keys
                && let Some(seen) = self.seen.get_mut(group)
            {
                let key = keys.row(row).owned();
                let bytes = size_of::<OwnedRow>() + key.as_ref().len();
                if !seen.insert(key) {
                    continue;
                }
                self.seen_bytes += bytes;
            }
            if let Some(places) = self.groups.get_mut(group) {
                places.push((batch, row));
                self.places += 1;
            }
        }
        if self.places > before {
            self.batches.push(column);
        }
        Ok(())
    }

    fn take_lists(&mut self, lists: &ListArray, group_of: impl Fn(usize) -> usize) -> Result<()> {
        let rows = lists
            .offsets()
            .windows(2)
            .enumerate()
            .filter(|(list, _)| lists.is_valid(*list))
            .flat_map(|(list, window)| {
                let group = group_of(list);
                let (start, end) = match window {
                    [start, end] => (start.cast_unsigned() as usize, end.cast_unsigned() as usize),
                    _ => (0, 0),
                };
                (start..end).map(move |row| (row, group))
            });
        self.take(lists.values(), rows)
    }

    fn lists(&self, groups: &[Vec<Place>]) -> Result<ArrayRef> {
        let batches: Vec<&dyn Array> = self.batches.iter().map(AsRef::as_ref).collect();
        let places: Vec<Place> = groups.iter().flatten().copied().collect();
        let values = if places.is_empty() {
            arrow::array::new_empty_array(&self.collection.element)
        } else {
            interleave(&batches, &places)?
        };
        Ok(Arc::new(ListArray::try_new(
            Arc::new(Field::new_list_field(self.collection.element.clone(), true)),
            OffsetBuffer::from_lengths(groups.iter().map(Vec::len)),
            values,
            None,
        )?))
    }

    fn emit(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let groups = emit_to.take_needed(&mut self.groups);
        if self.converter.is_some() {
            drop(emit_to.take_needed(&mut self.seen));
        }
        let lists = self.lists(&groups)?;
        if self.groups.is_empty() {
            self.batches.clear();
            (self.places, self.seen_bytes) = (0, 0);
        }
        Ok(lists)
    }

    fn bytes(&self) -> usize {
        let batches: usize = self
            .batches
            .iter()
            .map(arrow::array::Array::get_array_memory_size)
            .sum();
        let groups = self.groups.len() * size_of::<Vec<Place>>()
            + self.seen.len() * size_of::<HashSet<OwnedRow>>();
        size_of_val(self) + batches + groups + self.places * size_of::<Place>() + self.seen_bytes
    }
}

fn column(values: &[ArrayRef]) -> Result<&ArrayRef> {
    if let [column] = values {
        Ok(column)
    } else {
        internal_err!("values of one column are collected, got {}", values.len())
    }
}

impl GroupsAccumulator for Collected {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        opt_filter: Option<&BooleanArray>,
        total_num_groups: usize,
    ) -> Result<()> {
        self.grow(total_num_groups);
        let passes =
            |row: usize| opt_filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row));
        let rows = group_indices.iter().copied().enumerate();
        self.take(column(values)?, rows.filter(|(row, _)| passes(*row)))
    }

    fn merge_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        total_num_groups: usize,
    ) -> Result<()> {
        self.grow(total_num_groups);
        let group_of = |row: usize| group_indices.get(row).copied().unwrap_or(usize::MAX);
        self.take_lists(column(values)?.as_list(), group_of)
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        self.emit(emit_to)
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.emit(emit_to)?])
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        opt_filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let count = column(values)?.len();
        let mut each = Self::try_new(&Collection {
            taken: Taken::All,
            ..self.collection.clone()
        })?;
        let groups: Vec<usize> = (0..count).collect();
        GroupsAccumulator::update_batch(&mut each, values, &groups, opt_filter, count)?;
        GroupsAccumulator::state(&mut each, EmitTo::All)
    }

    fn size(&self) -> usize {
        self.bytes()
    }
}

/// All rows as the one group that there is.
#[derive(Debug)]
struct One(Collected);

impl One {
    fn list(&mut self) -> Result<ScalarValue> {
        self.0.grow(1);
        let list = self.0.lists(&self.0.groups)?;
        ScalarValue::try_from_array(&list, 0)
    }
}

impl Accumulator for One {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.0.grow(1);
        let column = column(values)?;
        self.0.take(column, (0..column.len()).map(|row| (row, 0)))
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.0.grow(1);
        self.0.take_lists(column(states)?.as_list(), |_| 0)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.list()?])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.list()
    }

    fn size(&self) -> usize {
        self.0.bytes()
    }
}
