//! `corr(x, y)`: Pearson's correlation of two columns.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::function::{Accumulation, AggregateFunction, udaf};
use super::statistic::OfStatistic;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::statistics::Correlation;

/// `corr(x, y)`: Pearson's correlation of two columns.
///
/// - **Input**: two columns of numbers.
/// - **Output**: double.
/// - **Nulls**: rows with a NULL are skipped; of nothing the result is NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFCorrelation`.
pub fn corr() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(Corr));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "corr",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("x", Class::Number, "one column"),
        parameter("y", Class::Number, "the other"),
    ]),
    returns: "double",
    description: "Pearson's correlation of two columns, NULL where one does not vary; rows with a NULL are skipped.",
    example: (
        "SELECT corr(x, y) FROM (VALUES (1, 1), (2, 3), (3, 2)) AS t(x, y)",
        "0.49999999999999994",
    ),
    origin: Origin::Hive,
};

type Of = OfStatistic<Correlation, 2, 6>;

#[derive(Debug)]
struct Corr;

impl AggregateFunction for Corr {
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
        Ok(Arc::new(Of::new(Correlation::coefficient)))
    }
}
