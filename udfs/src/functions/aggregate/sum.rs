//! `sum(value)`: the sum of a column.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;
use datafusion_functions_aggregate::sum::sum_udaf;

use super::function::{Accumulation, AggregateFunction, udaf};
use super::statistic::OfStatistic;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::statistics::Total;

/// `sum(value)`: the sum of a column.
///
/// - **Input**: numbers, or text that holds them.
/// - **Output**: bigint of integers, which wraps; decimal(p+10,s) of decimal(p,s); double of doubles and text, added up
///   in the order of the rows.
/// - **Nulls**: NULL is skipped, of nothing the result is NULL; text that is no number counts as 0.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFSum`.
pub fn sum() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(Sum));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "sum",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "value",
        Class::NumberOrText,
        "the numbers, or text that holds them",
    )]),
    returns: "bigint, decimal or double",
    description: "The sum of all numbers. NULL is skipped; text that is no number counts as 0.",
    example: (
        "SELECT sum(v) FROM (VALUES ('1.5'), ('x'), ('2')) AS t(v)",
        "3.5",
    ),
    origin: Origin::Hive,
};

type Of = OfStatistic<Total, 1, 2>;

#[derive(Debug)]
struct Sum;

impl AggregateFunction for Sum {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn state(&self, _: &[DataType]) -> Result<Vec<DataType>> {
        Ok(Of::state())
    }

    fn accumulation(&self, _: &AccumulatorArgs<'_>) -> Result<Arc<dyn Accumulation>> {
        Ok(Arc::new(
            Of::new(Total::sum)
                .with_junk_as_zero()
                .with_difference(Total::without),
        ))
    }

    fn of_engine(&self, types: &[DataType]) -> Option<Arc<AggregateUDF>> {
        matches!(types, [DataType::Int64 | DataType::Decimal128(_, _)]).then(sum_udaf)
    }
}
