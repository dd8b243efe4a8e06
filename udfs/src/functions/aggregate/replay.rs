//! Windows that move, for functions from whose results no row can be taken away again: Hive, too, starts anew with every
//! window.

use std::collections::VecDeque;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef};
use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue, not_impl_err};
use datafusion_expr::Accumulator;

use super::distinct::Distinct;
use super::function::Accumulation;

/// Keeps the rows of the window, and accumulates them for every result.
#[derive(Debug)]
pub(super) struct Replay {
    accumulation: Arc<dyn Accumulation>,
    /// The types of the arguments, where only distinct rows count.
    distinct: Option<Vec<DataType>>,
    rows: VecDeque<Vec<ArrayRef>>,
}

impl Replay {
    pub(super) fn new(
        accumulation: Arc<dyn Accumulation>,
        distinct: Option<Vec<DataType>>,
    ) -> Self {
        Self {
            accumulation,
            distinct,
            rows: VecDeque::new(),
        }
    }

    fn accumulator(&self) -> Result<Box<dyn Accumulator>> {
        let accumulator = self.accumulation.single()?;
        match &self.distinct {
            Some(types) => Ok(Box::new(Distinct::try_new(types.clone(), accumulator)?)),
            None => Ok(accumulator),
        }
    }
}

fn row_count(columns: &[ArrayRef]) -> usize {
    columns.first().map_or(0, Array::len)
}

impl Accumulator for Replay {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.rows.push_back(values.to_vec());
        Ok(())
    }

    fn retract_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let mut left = row_count(values);
        while left > 0
            && let Some(first) = self.rows.front_mut()
        {
            let rows = row_count(first);
            if rows <= left {
                left -= rows;
                self.rows.pop_front();
                continue;
            }
            for column in first {
                *column = column.slice(left, rows - left);
            }
            left = 0;
        }
        Ok(())
    }

    fn supports_retract_batch(&self) -> bool {
        true
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let mut accumulator = self.accumulator()?;
        for rows in &self.rows {
            accumulator.update_batch(rows)?;
        }
        accumulator.evaluate()
    }

    fn merge_batch(&mut self, _states: &[ArrayRef]) -> Result<()> {
        not_impl_err!("windows have no partial results")
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        not_impl_err!("windows have no partial results")
    }

    fn size(&self) -> usize {
        // The arrays are the window's own, or slices of them.
        size_of_val(self) + self.rows.len() * size_of::<Vec<ArrayRef>>()
    }
}
