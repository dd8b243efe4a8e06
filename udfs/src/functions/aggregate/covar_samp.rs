//! `covar_samp(x, y)`: the covariance of a sample.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::function::{Accumulation, AggregateFunction, udaf};
use super::statistic::OfStatistic;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::statistics::Covariance;

/// `covar_samp(x, y)`: the covariance of a sample.
///
/// - **Input**: two columns of numbers.
/// - **Output**: double.
/// - **Nulls**: rows with a NULL are skipped; of less than two the result is NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFCovarianceSample`.
pub fn covar_samp() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(CovarSamp));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "covar_samp",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("x", Class::Number, "one column"),
        parameter("y", Class::Number, "the other"),
    ]),
    returns: "double",
    description: "The covariance of a sample, NULL of one row; rows with a NULL are skipped.",
    example: (
        "SELECT covar_samp(x, y) FROM (VALUES (1, 2), (2, 4), (3, 6)) AS t(x, y)",
        "2.0",
    ),
    origin: Origin::Hive,
};

type Of = OfStatistic<Covariance, 2, 4>;

#[derive(Debug)]
struct CovarSamp;

impl AggregateFunction for CovarSamp {
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
        Ok(Arc::new(Of::new(Covariance::sample)))
    }
}
