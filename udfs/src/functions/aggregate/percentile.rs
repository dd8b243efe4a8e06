//! `percentile(value, p)`: exact percentiles of integers.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, ArrayRef, AsArray, Int64Array, Int64Builder, ListArray, ListBuilder};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Int64Type};
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::fold::Fold;
use super::function::{Accumulation, AggregateFunction, udaf};
use super::histogram_fold::Asked;
use super::lists::double_list;
use super::literal::{doubles, literal};
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::percentile::Counts;

/// `percentile(value, p)`: exact percentiles of integers.
///
/// - **Input**: integers; a literal number from 0 to 1, or an array of them.
/// - **Output**: double, or an array of as many as were asked for: between two numbers on a straight line.
/// - **Nulls**: NULL is skipped; of nothing the result is NULL.
/// - **Errors**: other values than integers, a `p` outside of 0 to 1 or one that is no literal.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDAFPercentile`.
pub fn percentile() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(Percentile));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "percentile",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("value", Class::Integer, "the integers"),
        parameter("p", Class::Part, "from 0 to 1, or an array of such"),
    ]),
    returns: "double or array<double>",
    description: "An exact percentile of integers, or several. NULL is skipped.",
    example: (
        "SELECT percentile(v, 0.5) FROM (VALUES (1), (2), (3), (4)) AS t(v)",
        "2.5",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Percentile;

fn integer_list() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(DataType::Int64, true)))
}

impl AggregateFunction for Percentile {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        Ok(match types.get(1) {
            Some(DataType::List(_)) => double_list(),
            _ => DataType::Float64,
        })
    }

    fn state(&self, _: &[DataType]) -> Result<Vec<DataType>> {
        Ok(vec![integer_list(), integer_list()])
    }

    fn accumulation(&self, call: &AccumulatorArgs<'_>) -> Result<Arc<dyn Accumulation>> {
        let asked = literal(&ABOUT, call, 1)?.unwrap_or(ScalarValue::Null);
        let parts = doubles(&ABOUT, &asked)?;
        if let Some(p) = parts.iter().find(|p| !(0.0..=1.0).contains(*p)) {
            return plan_err!("percentile: `p` must be from 0 to 1, got {p}");
        }
        Ok(Arc::new(OfCounts(match (asked, parts.as_slice()) {
            (ScalarValue::Float64(_), [p]) => Asked::One(*p),
            _ => Asked::Many(parts),
        })))
    }
}

#[derive(Debug, Clone)]
struct OfCounts(Asked);

fn integers(rows: impl IntoIterator<Item = Vec<i64>>) -> ArrayRef {
    let mut builder = ListBuilder::new(Int64Builder::new());
    for row in rows {
        builder.values().append_slice(&row);
        builder.append(true);
    }
    Arc::new(builder.finish())
}

impl Fold for OfCounts {
    type Cell = Counts;
    type Rows = Int64Array;
    type Parts = (ListArray, ListArray);

    fn cell(&self) -> Counts {
        Counts::default()
    }

    fn rows(&self, arguments: &[ArrayRef]) -> Result<Int64Array> {
        let Some(column) = arguments.first() else {
            return exec_err!("percentile needs a column");
        };
        Ok(cast(column, &DataType::Int64)?
            .as_primitive::<Int64Type>()
            .clone())
    }

    fn add(&self, cell: &mut Counts, rows: &Int64Array, row: usize) -> Result<()> {
        if rows.is_valid(row) {
            cell.add(rows.value(row), 1);
        }
        Ok(())
    }

    fn parts(&self, states: &[ArrayRef]) -> Result<Self::Parts> {
        let [numbers, times] = states else {
            return exec_err!("partial results of percentile are numbers and counts");
        };
        Ok((
            numbers.as_list::<i32>().clone(),
            times.as_list::<i32>().clone(),
        ))
    }

    fn merge(&self, cell: &mut Counts, (numbers, times): &Self::Parts, row: usize) -> Result<()> {
        let (numbers, times) = (numbers.value(row), times.value(row));
        let times = times.as_primitive::<Int64Type>().values();
        for (number, times) in numbers
            .as_primitive::<Int64Type>()
            .values()
            .iter()
            .zip(times)
        {
            cell.add(*number, times.unsigned_abs());
        }
        Ok(())
    }

    fn states(&self, cells: &[Counts]) -> Result<Vec<ArrayRef>> {
        let numbers = |cell: &Counts| cell.entries().map(|(number, _)| number).collect();
        let times = |cell: &Counts| {
            cell.entries()
                .map(|(_, times)| times.cast_signed())
                .collect()
        };
        Ok(vec![
            integers(cells.iter().map(numbers)),
            integers(cells.iter().map(times)),
        ])
    }

    fn results(&self, cells: &[Counts]) -> Result<ArrayRef> {
        Ok(self.0.answer(cells, Counts::percentile))
    }

    fn heap_size(&self, cell: &Counts) -> Option<usize> {
        // A node of the map holds eleven entries and is half full at least.
        Some(cell.len() * 4 * size_of::<i64>())
    }
}
