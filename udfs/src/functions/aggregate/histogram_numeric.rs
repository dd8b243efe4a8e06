//! `histogram_numeric(value, bins)`: a histogram of numbers.

use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, Float64Array, ListArray, StructArray};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::{Result, ScalarValue, plan_err};
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::function::{Accumulation, AggregateFunction, udaf};
use super::histogram_fold::{OfHistogram, Reading, state};
use super::literal::{literal, whole};
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::histogram::{Bin, Histogram};

/// `histogram_numeric(value, bins)`: a histogram of numbers.
///
/// - **Input**: numbers; how many bins the histogram may have, a literal.
/// - **Output**: array of struct<x:double,y:double>: where the bins lie and how many values are in each.
/// - **Nulls**: NULL is skipped; of nothing the result is NULL.
/// - **Errors**: less than two bins.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFHistogramNumeric`.
pub fn histogram_numeric() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(HistogramNumeric));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "histogram_numeric",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("value", Class::Number, "the numbers"),
        parameter(
            "bins",
            Class::Integer,
            "the most bins of the histogram, at least 2",
        ),
    ]),
    returns: "array<struct<x:double,y:double>>",
    description: "A histogram: where the bins lie and how many values are in each. NULL is skipped.",
    example: (
        "SELECT histogram_numeric(v, 2) FROM (VALUES (1), (2), (9)) AS t(v)",
        r#"[{"x":1.5,"y":2.0},{"x":9.0,"y":1.0}]"#,
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct HistogramNumeric;

#[derive(Debug, Clone)]
struct Bins;

fn bin_fields() -> Fields {
    ["x", "y"]
        .map(|name| Field::new(name, DataType::Float64, true))
        .into_iter()
        .collect()
}

fn bin_field() -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::Struct(bin_fields()), true))
}

impl Reading for Bins {
    fn read(&self, histograms: &[Histogram]) -> ArrayRef {
        let bins: Vec<Bin> = histograms
            .iter()
            .flat_map(Histogram::bins)
            .copied()
            .collect();
        let column = |of: fn(&Bin) -> f64| -> ArrayRef {
            Arc::new(Float64Array::from_iter_values(bins.iter().map(of)))
        };
        let columns = vec![column(|bin| bin.x), column(|bin| bin.y)];
        let lengths = histograms.iter().map(|histogram| histogram.bins().len());
        let nulls: NullBuffer = histograms
            .iter()
            .map(|histogram| !histogram.bins().is_empty())
            .collect();
        Arc::new(ListArray::new(
            bin_field(),
            OffsetBuffer::from_lengths(lengths),
            Arc::new(StructArray::new(bin_fields(), columns, None)),
            Some(nulls),
        ))
    }
}

impl AggregateFunction for HistogramNumeric {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::List(bin_field()))
    }

    fn state(&self, _: &[DataType]) -> Result<Vec<DataType>> {
        Ok(state())
    }

    fn accumulation(&self, call: &AccumulatorArgs<'_>) -> Result<Arc<dyn Accumulation>> {
        let given = literal(&ABOUT, call, 1)?;
        match given.as_ref().and_then(whole) {
            Some(bins) if bins >= 2 => {
                let bins = usize::try_from(bins).unwrap_or(usize::MAX);
                Ok(Arc::new(OfHistogram::new(bins, Bins)))
            }
            _ => plan_err!(
                "histogram_numeric: `bins` must be at least 2, got {}",
                given.unwrap_or(ScalarValue::Null)
            ),
        }
    }
}
