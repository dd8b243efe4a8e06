//! Means of decimals.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Decimal128Array, Int64Array};
use arrow::datatypes::{
    DECIMAL128_MAX_PRECISION, DECIMAL128_MAX_SCALE, DataType, Decimal128Type, Int64Type,
};
use datafusion_common::{Result, exec_err};

use super::fold::Fold;
use crate::kernel::decimal_mean::{self, fits};

/// The mean of a column of one decimal type.
#[derive(Debug, Clone)]
pub(super) struct DecimalAverage {
    scale: i8,
    /// Of the sum, whose scale is the column's.
    sum_precision: u8,
    mean_precision: u8,
    mean_scale: i8,
}

/// The sum and the number of values; the sum is `None` once it has grown too large.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    sum: Option<i128>,
    count: i64,
}

impl DecimalAverage {
    /// The mean keeps the digits before the point, and has up to four more behind it.
    pub(super) fn of(precision: u8, scale: i8) -> Self {
        let whole = i16::from(precision) - i16::from(scale);
        let most = i16::from(DECIMAL128_MAX_SCALE) - whole;
        let mean_scale = (i16::from(scale) + 4).min(most).max(i16::from(scale));
        Self {
            scale,
            sum_precision: (precision.saturating_add(10)).min(DECIMAL128_MAX_PRECISION),
            mean_precision: u8::try_from(whole + mean_scale)
                .unwrap_or(DECIMAL128_MAX_PRECISION)
                .min(DECIMAL128_MAX_PRECISION),
            mean_scale: i8::try_from(mean_scale).unwrap_or(scale),
        }
    }

    pub(super) fn returns(&self) -> DataType {
        DataType::Decimal128(self.mean_precision, self.mean_scale)
    }

    pub(super) fn state(&self) -> Vec<DataType> {
        vec![
            DataType::Decimal128(self.sum_precision, self.scale),
            DataType::Int64,
        ]
    }

    fn plus(&self, cell: &mut Cell, sum: Option<i128>, count: i64) {
        let sum = cell.sum.zip(sum).and_then(|(a, b)| a.checked_add(b));
        cell.sum = sum.filter(|sum| fits(*sum, self.sum_precision));
        cell.count += count;
    }

    fn mean(&self, cell: &Cell) -> Option<i128> {
        let digits = u32::try_from(self.mean_scale - self.scale).ok()?;
        decimal_mean::mean(cell.sum?, cell.count, digits)
            .filter(|mean| fits(*mean, self.mean_precision))
    }
}

impl Fold for DecimalAverage {
    type Cell = Cell;
    type Rows = Decimal128Array;
    type Parts = (Decimal128Array, Int64Array);

    fn cell(&self) -> Cell {
        Cell {
            sum: Some(0),
            count: 0,
        }
    }

    fn rows(&self, arguments: &[ArrayRef]) -> Result<Decimal128Array> {
        let [column] = arguments else {
            return exec_err!("avg takes one column");
        };
        Ok(column.as_primitive::<Decimal128Type>().clone())
    }

    fn add(&self, cell: &mut Cell, rows: &Decimal128Array, row: usize) -> Result<()> {
        if rows.is_valid(row) {
            self.plus(cell, Some(rows.value(row)), 1);
        }
        Ok(())
    }

    fn parts(&self, states: &[ArrayRef]) -> Result<Self::Parts> {
        let [sums, counts] = states else {
            return exec_err!("partial results of avg are sums and counts");
        };
        Ok((
            sums.as_primitive::<Decimal128Type>().clone(),
            counts.as_primitive::<Int64Type>().clone(),
        ))
    }

    fn merge(&self, cell: &mut Cell, (sums, counts): &Self::Parts, row: usize) -> Result<()> {
        let sum = sums.is_valid(row).then(|| sums.value(row));
        self.plus(cell, sum, counts.value(row));
        Ok(())
    }

    fn states(&self, cells: &[Cell]) -> Result<Vec<ArrayRef>> {
        let sums: Decimal128Array = cells.iter().map(|cell| cell.sum).collect();
        let sums = sums.with_precision_and_scale(self.sum_precision, self.scale)?;
        let counts = Int64Array::from_iter_values(cells.iter().map(|cell| cell.count));
        Ok(vec![Arc::new(sums), Arc::new(counts)])
    }

    fn results(&self, cells: &[Cell]) -> Result<ArrayRef> {
        let means: Decimal128Array = cells.iter().map(|cell| self.mean(cell)).collect();
        Ok(Arc::new(means.with_precision_and_scale(
            self.mean_precision,
            self.mean_scale,
        )?))
    }
}
