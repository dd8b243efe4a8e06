//! `stddev_samp(value)`: the standard deviation of a sample.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::function::{Accumulation, AggregateFunction, udaf};
use super::statistic::OfStatistic;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::statistics::Variance;

/// `stddev_samp(value)`: the standard deviation of a sample.
///
/// - **Input**: numbers, or text that holds them.
/// - **Output**: double.
/// - **Nulls**: NULL and text that is no number are skipped; of nothing the result is NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFStdSample`.
pub fn stddev_samp() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(StddevSamp));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "stddev_samp",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::NumberOrText, "the numbers")]),
    returns: "double",
    description: "The standard deviation of a sample, 0 of one value; NULL and text that is no number are skipped.",
    example: (
        "SELECT stddev_samp(v) FROM (VALUES (1), (2), (3), (4)) AS t(v)",
        "1.2909944487358056",
    ),
    origin: Origin::Hive,
};

type Of = OfStatistic<Variance, 1, 3>;

#[derive(Debug)]
struct StddevSamp;

impl AggregateFunction for StddevSamp {
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
        Ok(Arc::new(Of::new(|variance| {
            variance.sample().map(f64::sqrt)
        })))
    }
}
