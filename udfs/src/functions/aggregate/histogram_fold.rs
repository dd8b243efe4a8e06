//! Columns of numbers as histograms: what `percentile_approx` and `histogram_numeric` have in common.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float64Array, ListArray};
use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err};

use super::fold::Fold;
use super::lists::{double_list, doubles_of, lists};
use super::numbers::{Junk, doubles};
use crate::kernel::histogram::{Bin, Histogram};

/// What is read from the histograms.
pub(super) trait Reading: std::fmt::Debug + Clone + Send + Sync + 'static {
    /// The results, a row a histogram.
    fn read(&self, histograms: &[Histogram]) -> ArrayRef;
}

/// A function that reads its result from a histogram of the first argument.
#[derive(Debug, Clone)]
pub(super) struct OfHistogram<R> {
    bins: usize,
    reading: R,
}

impl<R> OfHistogram<R> {
    /// Of at most so many bins.
    pub(super) fn new(bins: usize, reading: R) -> Self {
        Self { bins, reading }
    }
}

/// The types of the state: Hive's own partial results, which are the number of bins and then the bins.
pub(super) fn state() -> Vec<DataType> {
    vec![double_list()]
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the state is of doubles, as in Hive"
)]
fn to_state(histogram: &Histogram) -> Vec<f64> {
    let bins = histogram.bins().iter().flat_map(|bin| [bin.x, bin.y]);
    std::iter::once(histogram.capacity() as f64)
        .chain(bins)
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it was a number of bins"
)]
fn from_state(state: &[f64]) -> Option<(usize, Vec<Bin>)> {
    let (capacity, bins) = state.split_first()?;
    let (bins, _) = bins.as_chunks();
    let bins = bins.iter().map(|[x, y]| Bin { x: *x, y: *y }).collect();
    Some((*capacity as usize, bins))
}

impl<R: Reading> Fold for OfHistogram<R> {
    type Cell = Histogram;
    type Rows = Float64Array;
    type Parts = ListArray;

    fn cell(&self) -> Histogram {
        Histogram::new(self.bins)
    }

    fn rows(&self, arguments: &[ArrayRef]) -> Result<Float64Array> {
        let Some(column) = arguments.first() else {
            return exec_err!("a histogram needs a column");
        };
        doubles(column, Junk::Skipped)
    }

    fn add(&self, cell: &mut Histogram, rows: &Float64Array, row: usize) -> Result<()> {
        if rows.is_valid(row) {
            cell.add(rows.value(row));
        }
        Ok(())
    }

    fn parts(&self, states: &[ArrayRef]) -> Result<ListArray> {
        let [state] = states else {
            return exec_err!("partial results of histograms are one column");
        };
        Ok(state.as_list::<i32>().clone())
    }

    fn merge(&self, cell: &mut Histogram, parts: &ListArray, row: usize) -> Result<()> {
        if let Some((capacity, bins)) = from_state(doubles_of(parts, row).values()) {
            cell.merge(capacity, &bins);
        }
        Ok(())
    }

    fn states(&self, cells: &[Histogram]) -> Result<Vec<ArrayRef>> {
        Ok(vec![lists(cells.iter().map(|cell| Some(to_state(cell))))])
    }

    fn results(&self, cells: &[Histogram]) -> Result<ArrayRef> {
        Ok(self.reading.read(cells))
    }

    fn heap_size(&self, cell: &Histogram) -> Option<usize> {
        Some(size_of_val(cell.bins()))
    }
}

/// One double a row, or a list of them where many were asked for; NULL of an empty group.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// A percentile.
    One(f64),
    /// An array of percentiles.
    Many(Vec<f64>),
}

impl Asked {
    /// The results for groups, of which `percentile` gives those of one.
    pub(super) fn answer<T>(
        &self,
        groups: &[T],
        percentile: impl Fn(&T, f64) -> Option<f64>,
    ) -> ArrayRef {
        match self {
            Self::One(p) => {
                let answers: Float64Array =
                    groups.iter().map(|group| percentile(group, *p)).collect();
                Arc::new(answers)
            }
            Self::Many(all) => lists(
                groups
                    .iter()
                    .map(|group| all.iter().map(|p| percentile(group, *p)).collect()),
            ),
        }
    }
}
