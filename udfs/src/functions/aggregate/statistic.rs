//! Sums, averages, variances and correlations: functions of doubles whose state is a few doubles.

use std::fmt::Debug;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Float64Type};
use datafusion_common::{Result, exec_err};

use super::fold::Fold;
use super::numbers::{Junk, doubles};
use crate::kernel::statistics::Statistic;

/// A function that reads its result from a statistic of `N` columns with `S` numbers of state.
#[derive(Debug, Clone)]
pub(super) struct OfStatistic<T, const N: usize, const S: usize> {
    junk: Junk,
    result: fn(&T) -> Option<f64>,
    without: Option<fn(&T, &T) -> T>,
}

impl<T, const N: usize, const S: usize> OfStatistic<T, N, S> {
    pub(super) fn new(result: fn(&T) -> Option<f64>) -> Self {
        Self {
            junk: Junk::Skipped,
            result,
            without: None,
        }
    }

    /// Counts text that is no number as zero.
    pub(super) fn with_junk_as_zero(mut self) -> Self {
        self.junk = Junk::Zero;
        self
    }

    /// Takes rows that have left a window away by `without`.
    pub(super) fn with_difference(mut self, without: fn(&T, &T) -> T) -> Self {
        self.without = Some(without);
        self
    }

    /// The types of the state.
    pub(super) fn state() -> Vec<DataType> {
        vec![DataType::Float64; S]
    }
}

/// Columns of numbers, and the rows where one of them is NULL.
#[derive(Debug)]
pub(super) struct Columns<const N: usize> {
    columns: [Float64Array; N],
    nulls: Option<NullBuffer>,
}

impl<const N: usize> Columns<N> {
    fn try_new(columns: Vec<Float64Array>) -> Result<Self> {
        let nulls = columns
            .iter()
            .fold(None, |nulls: Option<NullBuffer>, column| {
                NullBuffer::union(nulls.as_ref(), column.nulls())
            });
        let Ok(columns) = <[Float64Array; N]>::try_from(columns) else {
            return exec_err!("expected {N} columns of numbers");
        };
        Ok(Self { columns, nulls })
    }

    fn get(&self, row: usize) -> Option<[f64; N]> {
        if self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            return None;
        }
        Some(self.columns.each_ref().map(|column| column.value(row)))
    }
}

impl<T, const N: usize, const S: usize> Fold for OfStatistic<T, N, S>
where
    T: Statistic<N, S> + Debug + Send + Sync + 'static,
{
    type Cell = T;
    type Rows = Columns<N>;
    type Parts = Columns<S>;

    fn cell(&self) -> T {
        T::default()
    }

    fn rows(&self, arguments: &[ArrayRef]) -> Result<Columns<N>> {
        let columns = arguments.iter().map(|column| doubles(column, self.junk));
        Columns::try_new(columns.collect::<Result<_>>()?)
    }

    #[inline]
    fn add(&self, cell: &mut T, rows: &Columns<N>, row: usize) -> Result<()> {
        if let Some(row) = rows.get(row) {
            cell.add(row);
        }
        Ok(())
    }

    fn parts(&self, states: &[ArrayRef]) -> Result<Columns<S>> {
        let column = |state: &ArrayRef| state.as_primitive::<Float64Type>().clone();
        Columns::try_new(states.iter().map(column).collect())
    }

    fn merge(&self, cell: &mut T, parts: &Columns<S>, row: usize) -> Result<()> {
        if let Some(state) = parts.get(row) {
            cell.merge(&T::from_state(state));
        }
        Ok(())
    }

    fn states(&self, cells: &[T]) -> Result<Vec<ArrayRef>> {
        let mut columns = [(); S].map(|()| Vec::with_capacity(cells.len()));
        for cell in cells {
            for (column, number) in columns.iter_mut().zip(cell.state()) {
                column.push(number);
            }
        }
        let array = |column| Arc::new(Float64Array::from(column)) as ArrayRef;
        Ok(columns.into_iter().map(array).collect())
    }

    fn results(&self, cells: &[T]) -> Result<ArrayRef> {
        let results: Float64Array = cells.iter().map(self.result).collect();
        Ok(Arc::new(results))
    }

    fn without(&self, all: &T, first: &T) -> Option<T> {
        self.without.map(|without| without(all, first))
    }
}
