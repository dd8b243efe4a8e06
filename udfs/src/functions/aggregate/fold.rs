//! One pass over the rows with one cell of state a group, as the accumulators that DataFusion wants.

use std::fmt::Debug;

use arrow::array::{Array, ArrayRef, BooleanArray};
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::{Accumulator, EmitTo, GroupsAccumulator};

use super::function::Accumulation;

/// What an aggregate function does with rows, and with partial results.
pub(super) trait Fold: Debug + Clone + Send + Sync + 'static {
    /// What is kept of a group.
    type Cell: Debug + Send + Sync;
    /// The arguments of a batch.
    type Rows;
    /// The partial results of a batch.
    type Parts;

    /// The cell of no rows.
    fn cell(&self) -> Self::Cell;

    /// The arguments in the types that they are read in.
    fn rows(&self, arguments: &[ArrayRef]) -> Result<Self::Rows>;

    /// Takes a row.
    fn add(&self, cell: &mut Self::Cell, rows: &Self::Rows, row: usize) -> Result<()>;

    /// Partial results in the types that they are read in.
    fn parts(&self, states: &[ArrayRef]) -> Result<Self::Parts>;

    /// Takes a partial result.
    fn merge(&self, cell: &mut Self::Cell, parts: &Self::Parts, row: usize) -> Result<()>;

    /// Partial results.
    fn states(&self, cells: &[Self::Cell]) -> Result<Vec<ArrayRef>>;

    /// Results.
    fn results(&self, cells: &[Self::Cell]) -> Result<ArrayRef>;

    /// What remains of `all` without the rows of `first`; `None` where that can't be told.
    fn without(&self, _all: &Self::Cell, _first: &Self::Cell) -> Option<Self::Cell> {
        None
    }

    /// What a cell takes besides itself, in bytes; `None` where no cell ever does.
    fn heap_size(&self, _cell: &Self::Cell) -> Option<usize> {
        None
    }
}

impl<F: Fold> Accumulation for F {
    fn single(&self) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Single::new(self.clone())))
    }

    fn groups(&self) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(Groups {
            fold: self.clone(),
            cells: Vec::new(),
        }))
    }

    fn sliding(&self) -> Option<Box<dyn Accumulator>> {
        self.without(&self.cell(), &self.cell())?;
        Some(Box::new(Sliding {
            all: Single::new(self.clone()),
            gone: self.cell(),
        }))
    }
}

fn row_count(columns: &[ArrayRef]) -> usize {
    columns.first().map_or(0, Array::len)
}

fn size<F: Fold>(fold: &F, cells: &[F::Cell]) -> usize {
    let heap = match cells.first() {
        Some(first) if fold.heap_size(first).is_some() => {
            cells.iter().filter_map(|cell| fold.heap_size(cell)).sum()
        }
        _ => 0,
    };
    size_of_val(cells) + heap
}

fn add_all<F: Fold>(fold: &F, cell: &mut F::Cell, values: &[ArrayRef]) -> Result<()> {
    let rows = fold.rows(values)?;
    (0..row_count(values)).try_for_each(|row| fold.add(cell, &rows, row))
}

#[derive(Debug)]
struct Single<F: Fold> {
    fold: F,
    cell: F::Cell,
}

impl<F: Fold> Single<F> {
    fn new(fold: F) -> Self {
        Self {
            cell: fold.cell(),
            fold,
        }
    }
}

impl<F: Fold> Accumulator for Single<F> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        add_all(&self.fold, &mut self.cell, values)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let parts = self.fold.parts(states)?;
        (0..row_count(states)).try_for_each(|row| self.fold.merge(&mut self.cell, &parts, row))
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let states = self.fold.states(std::slice::from_ref(&self.cell))?;
        states
            .iter()
            .map(|state| ScalarValue::try_from_array(state, 0))
            .collect()
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let results = self.fold.results(std::slice::from_ref(&self.cell))?;
        ScalarValue::try_from_array(&results, 0)
    }

    fn size(&self) -> usize {
        size_of::<F>() + size(&self.fold, std::slice::from_ref(&self.cell))
    }
}

/// The rows of a window are all that came without those that have left, whose cell is kept too.
#[derive(Debug)]
struct Sliding<F: Fold> {
    all: Single<F>,
    gone: F::Cell,
}

impl<F: Fold> Accumulator for Sliding<F> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.all.update_batch(values)
    }

    fn retract_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        add_all(&self.all.fold, &mut self.gone, values)
    }

    fn supports_retract_batch(&self) -> bool {
        true
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.all.merge_batch(states)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.all.state()
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let fold = &self.all.fold;
        let Some(cell) = fold.without(&self.all.cell, &self.gone) else {
            return self.all.evaluate();
        };
        ScalarValue::try_from_array(&fold.results(&[cell])?, 0)
    }

    fn size(&self) -> usize {
        2 * self.all.size()
    }
}

#[derive(Debug)]
struct Groups<F: Fold> {
    fold: F,
    cells: Vec<F::Cell>,
}

impl<F: Fold> Groups<F> {
    fn grow(&mut self, groups: usize) {
        let fold = &self.fold;
        self.cells.resize_with(groups, || fold.cell());
    }
}

impl<F: Fold> GroupsAccumulator for Groups<F> {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        opt_filter: Option<&BooleanArray>,
        total_num_groups: usize,
    ) -> Result<()> {
        self.grow(total_num_groups);
        let rows = self.fold.rows(values)?;
        for (row, group) in group_indices.iter().enumerate() {
            if opt_filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row))
                && let Some(cell) = self.cells.get_mut(*group)
            {
                self.fold.add(cell, &rows, row)?;
            }
        }
        Ok(())
    }

    fn merge_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        total_num_groups: usize,
    ) -> Result<()> {
        self.grow(total_num_groups);
        let parts = self.fold.parts(values)?;
        for (row, group) in group_indices.iter().enumerate() {
            if let Some(cell) = self.cells.get_mut(*group) {
                self.fold.merge(cell, &parts, row)?;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let cells = emit_to.take_needed(&mut self.cells);
        self.fold.results(&cells)
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let cells = emit_to.take_needed(&mut self.cells);
        self.fold.states(&cells)
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        opt_filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let count = row_count(values);
        let mut each = Self {
            fold: self.fold.clone(),
            cells: Vec::with_capacity(count),
        };
        let groups: Vec<usize> = (0..count).collect();
        each.update_batch(values, &groups, opt_filter, count)?;
        each.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        size_of_val(self) + size(&self.fold, &self.cells)
    }
}
