//! `f(DISTINCT x)`: every different row once, in the order in which they are first seen.

use std::collections::HashSet;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, UInt32Array};
use arrow::compute::{concat, take};
use arrow::datatypes::{DataType, Field};
use arrow::row::{OwnedRow, RowConverter, SortField};
use datafusion_common::utils::SingleRowListArrayBuilder;
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::Accumulator;

/// Hands the rows that it has not seen yet on to another accumulator.
#[derive(Debug)]
pub(super) struct Distinct {
    types: Vec<DataType>,
    converter: RowConverter,
    seen: HashSet<OwnedRow>,
    /// The rows seen, by column.
    rows: Vec<Vec<ArrayRef>>,
    inner: Box<dyn Accumulator>,
}

impl Distinct {
    pub(super) fn try_new(types: Vec<DataType>, inner: Box<dyn Accumulator>) -> Result<Self> {
        let fields = types.iter().cloned().map(SortField::new).collect();
        Ok(Self {
            converter: RowConverter::new(fields)?,
            seen: HashSet::new(),
            rows: vec![Vec::new(); types.len()],
            types,
            inner,
        })
    }

    /// The types of what partial results consist of: the different values of each argument.
    pub(super) fn state(types: &[DataType]) -> Vec<DataType> {
        let list = |element: &DataType| {
            DataType::List(Arc::new(Field::new_list_field(element.clone(), true)))
        };
        types.iter().map(list).collect()
    }
}

impl Accumulator for Distinct {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let rows = self.converter.convert_columns(values)?;
        let fresh: UInt32Array = (0_u32..)
            .zip(rows.iter())
            .filter(|(_, row)| self.seen.insert(row.owned()))
            .map(|(row, _)| row)
            .collect();
        if fresh.is_empty() {
            return Ok(());
        }
        let fresh = values
            .iter()
            .map(|column| take(column, &fresh, None))
            .collect::<Result<Vec<_>, _>>()?;
        for (rows, column) in self.rows.iter_mut().zip(&fresh) {
            rows.push(Arc::clone(column));
        }
        self.inner.update_batch(&fresh)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let rows = states.first().map_or(0, Array::len);
        for row in 0..rows {
            let values: Vec<ArrayRef> = states
                .iter()
                .map(|state| state.as_list::<i32>().value(row))
                .collect();
            self.update_batch(&values)?;
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let columns = self.rows.iter().zip(&self.types).map(|(rows, data_type)| {
            let rows: Vec<&dyn Array> = rows.iter().map(AsRef::as_ref).collect();
            let column = if rows.is_empty() {
                arrow::array::new_empty_array(data_type)
            } else {
                concat(&rows)?
            };
            Ok(SingleRowListArrayBuilder::new(column).build_list_scalar())
        });
        columns.collect()
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.inner.evaluate()
    }

    fn size(&self) -> usize {
        let kept: usize = self
            .rows
            .iter()
            .flatten()
            .map(arrow::array::Array::get_array_memory_size)
            .sum();
        size_of_val(self) + self.inner.size() + 2 * kept
    }
}
