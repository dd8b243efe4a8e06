//! `var_samp(value)`: the variance of a sample.

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

/// `var_samp(value)`: the variance of a sample.
///
/// - **Input**: numbers, or text that holds them.
/// - **Output**: double.
/// - **Nulls**: NULL and text that is no number are skipped; of nothing the result is NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFVarianceSample`.
pub fn var_samp() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(VarSamp));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "var_samp",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::NumberOrText, "the numbers")]),
    returns: "double",
    description: "The variance of a sample, 0 of one value; NULL and text that is no number are skipped.",
    example: (
        "SELECT var_samp(v) FROM (VALUES (1), (2), (3), (4)) AS t(v)",
        "1.6666666666666667",
    ),
    origin: Origin::Hive,
};

type Of = OfStatistic<Variance, 1, 3>;

#[derive(Debug)]
struct VarSamp;

impl AggregateFunction for VarSamp {
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
        Ok(Arc::new(Of::new(Variance::sample)))
    }
}
