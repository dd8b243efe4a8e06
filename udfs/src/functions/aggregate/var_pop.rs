//! `var_pop(value)`: the variance of a population.

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

/// `var_pop(value)`: the variance of a population.
///
/// - **Input**: numbers, or text that holds them.
/// - **Output**: double.
/// - **Nulls**: NULL and text that is no number are skipped; of nothing the result is NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFVariance`.
pub fn var_pop() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(VarPop));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "var_pop",
    aliases: &["variance"],
    parameters: Parameters::exactly(&[parameter("value", Class::NumberOrText, "the numbers")]),
    returns: "double",
    description: "The variance of a population; NULL and text that is no number are skipped.",
    example: (
        "SELECT var_pop(v) FROM (VALUES (1), (2), (3), (4)) AS t(v)",
        "1.25",
    ),
    origin: Origin::Hive,
};

type Of = OfStatistic<Variance, 1, 3>;

#[derive(Debug)]
struct VarPop;

impl AggregateFunction for VarPop {
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
        Ok(Arc::new(Of::new(Variance::population)))
    }
}
