//! `percentile_approx(value, p[, bins])`: percentiles of numbers, from a histogram.

use std::sync::{Arc, LazyLock};

use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue, plan_err};
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::function::{Accumulation, AggregateFunction, udaf};
use super::histogram_fold::{Asked, OfHistogram, Reading, state};
use super::lists::double_list;
use super::literal::{doubles, literal, whole};
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::histogram::Histogram;

/// Hive's number of bins where none is given: as many different values have exact results.
const DEFAULT_BINS: usize = 10_000;

/// `percentile_approx(value, p[, bins])`: percentiles of numbers, from a histogram.
///
/// - **Input**: numbers; a literal double or decimal between 0 and 1, or an array of them; how many bins the histogram
///   may have.
/// - **Output**: double, or an array of as many as were asked for. With more different values than bins the order of
///   the rows counts.
/// - **Nulls**: NULL is skipped; of nothing the result is NULL.
/// - **Errors**: text, integers as `p`, a `p` outside of (0,1), no bins; arguments but the first that are no literals.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFPercentileApprox`.
pub fn percentile_approx() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(PercentileApprox));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "percentile_approx",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("value", Class::Number, "the numbers"),
            parameter(
                "p",
                Class::Fraction,
                "above 0 and below 1, or an array of such",
            ),
            parameter(
                "bins",
                Class::Integer,
                "the most bins of the histogram; 10000 if not given",
            ),
        ],
        2,
    ),
    returns: "double or array<double>",
    description: "A percentile of numbers, or several, read from a histogram. NULL is skipped.",
    example: (
        "SELECT percentile_approx(v, 0.5, 999) FROM (VALUES (1), (2), (3), (4), (5)) AS t(v)",
        "2.5",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct PercentileApprox;

#[derive(Debug, Clone)]
struct Quantiles(Asked);

impl Reading for Quantiles {
    fn read(&self, histograms: &[Histogram]) -> ArrayRef {
        self.0.answer(histograms, Histogram::quantile)
    }
}

impl AggregateFunction for PercentileApprox {
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
        Ok(state())
    }

    fn accumulation(&self, call: &AccumulatorArgs<'_>) -> Result<Arc<dyn Accumulation>> {
        let asked = literal(&ABOUT, call, 1)?.unwrap_or(ScalarValue::Null);
        let parts = doubles(&ABOUT, &asked)?;
        if let Some(p) = parts.iter().find(|p| **p <= 0.0 || **p >= 1.0) {
            return plan_err!("percentile_approx: `p` must lie between 0 and 1, got {p}");
        }
        let bins = match literal(&ABOUT, call, 2)? {
            None => DEFAULT_BINS,
            Some(bins) => self::bins(&bins)?,
        };
        let asked = match (asked, parts.as_slice()) {
            (ScalarValue::Float64(_), [p]) => Asked::One(*p),
            _ => Asked::Many(parts),
        };
        Ok(Arc::new(OfHistogram::new(bins, Quantiles(asked))))
    }
}

fn bins(literal: &ScalarValue) -> Result<usize> {
    match whole(literal) {
        Some(bins) if bins > 0 => Ok(usize::try_from(bins).unwrap_or(usize::MAX)),
        _ => plan_err!("percentile_approx: `bins` must be a number above 0, got {literal}"),
    }
}
