//! `avg(value)`: the mean of a column.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::decimal_average::DecimalAverage;
use super::function::{Accumulation, AggregateFunction, udaf};
use super::statistic::OfStatistic;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::statistics::Total;

/// `avg(value)`: the mean of a column.
///
/// - **Input**: numbers, or text that holds them.
/// - **Output**: decimal(p+4,s+4) of decimal(p,s), rounded half up; else double.
/// - **Nulls**: NULL and text that is no number are skipped; of nothing the result is NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFAverage`.
pub fn avg() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(Avg));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "avg",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "value",
        Class::NumberOrText,
        "the numbers, or text that holds them",
    )]),
    returns: "double or decimal",
    description: "The mean of all numbers; NULL and text that is no number are skipped.",
    example: (
        "SELECT avg(v) FROM (VALUES (1), (2), (4)) AS t(v)",
        "2.3333333333333335",
    ),
    origin: Origin::Hive,
};

type Of = OfStatistic<Total, 1, 2>;

#[derive(Debug)]
struct Avg;

impl AggregateFunction for Avg {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        Ok(match types {
            [DataType::Decimal128(precision, scale)] => {
                DecimalAverage::of(*precision, *scale).returns()
            }
            _ => DataType::Float64,
        })
    }

    fn state(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        Ok(match types {
            [DataType::Decimal128(precision, scale)] => {
                DecimalAverage::of(*precision, *scale).state()
            }
            _ => Of::state(),
        })
    }

    fn accumulation(&self, call: &AccumulatorArgs<'_>) -> Result<Arc<dyn Accumulation>> {
        if let [field] = call.expr_fields
            && let DataType::Decimal128(precision, scale) = field.data_type()
        {
            return Ok(Arc::new(DecimalAverage::of(*precision, *scale)));
        }
        Ok(Arc::new(
            Of::new(Total::average).with_difference(Total::without),
        ))
    }
}
