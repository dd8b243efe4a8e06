//! Arguments that have to be literals.

use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Float64Type};
use datafusion_common::{Result, ScalarValue, plan_err};
use datafusion_expr::ColumnarValue;
use datafusion_expr::function::AccumulatorArgs;

use crate::functions::function::About;

/// The value of an argument that is the same for all rows; `None` if it is not given.
///
/// Errors: an argument that depends on the row.
pub(super) fn literal(
    about: &About,
    call: &AccumulatorArgs<'_>,
    position: usize,
) -> Result<Option<ScalarValue>> {
    let Some(expr) = call.exprs.get(position) else {
        return Ok(None);
    };
    let no_rows = RecordBatch::new_empty(Arc::new(call.schema.clone()));
    if let ColumnarValue::Scalar(value) = expr.evaluate(&no_rows)? {
        return Ok(Some(value));
    }
    plan_err!(
        "{}: argument {} must be a literal, got `{expr}`",
        about.parameters.call(about.name),
        position + 1
    )
}

/// The number of a literal that is an integer of any width.
pub(super) fn whole(value: &ScalarValue) -> Option<i64> {
    match value.cast_to(&DataType::Int64) {
        Ok(ScalarValue::Int64(number)) => number,
        _ => None,
    }
}

/// The doubles of a literal that is one, or an array of them.
///
/// Errors: NULL.
pub(super) fn doubles(about: &About, value: &ScalarValue) -> Result<Vec<f64>> {
    let numbers = match value {
        ScalarValue::Float64(number) => number.map(|number| vec![number]),
        ScalarValue::List(list) if list.is_valid(0) => {
            let elements = list.value(0);
            let elements = elements.as_primitive::<Float64Type>();
            elements.iter().collect()
        }
        _ => None,
    };
    if let Some(numbers) = numbers {
        Ok(numbers)
    } else {
        plan_err!(
            "{}: argument 2 must not be NULL",
            about.parameters.call(about.name)
        )
    }
}
