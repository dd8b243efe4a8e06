//! Calls on a dictionary, computed once for each distinct value.

use std::sync::Arc;

use arrow::array::{Array, AsArray, UInt64Array};
use arrow::compute::take;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarFunctionArgs};

use super::Arguments;

/// Runs `invoke` on a call: on the distinct values where its only column is a dictionary, on the rows otherwise.
///
/// A result must depend on nothing but the row's arguments.
pub(crate) fn once_a_value(
    call: &ScalarFunctionArgs,
    invoke: impl FnOnce(&Arguments<'_>) -> Result<ColumnarValue>,
) -> Result<ColumnarValue> {
    let Some((distinct, keys)) = distinct_call(call) else {
        return invoke(&Arguments::new(call));
    };
    match invoke(&Arguments::new(&distinct))? {
        ColumnarValue::Array(values) => Ok(ColumnarValue::Array(take(&values, &keys, None)?)),
        ColumnarValue::Scalar(_) => exec_err!("a column gave a literal"),
    }
}

/// The same call on the dictionary's values, and for each row which of them it has.
fn distinct_call(call: &ScalarFunctionArgs) -> Option<(ScalarFunctionArgs, UInt64Array)> {
    let mut columns = call
        .args
        .iter()
        .enumerate()
        .filter_map(|(position, arg)| match arg {
            ColumnarValue::Array(array) => Some((position, array)),
            ColumnarValue::Scalar(_) => None,
        });
    let (position, array) = columns.next()?;
    if columns.next().is_some() {
        return None;
    }
    let dictionary = array.as_any_dictionary_opt()?;
    let values = dictionary.values();
    // A NULL key has no value to compute, and of a slice most values may be in no row.
    if dictionary.keys().null_count() > 0 || values.is_empty() || values.len() > array.len() {
        return None;
    }
    let keys = dictionary
        .normalized_keys()
        .into_iter()
        .map(|key| key as u64);
    let mut distinct = call.clone();
    *distinct.args.get_mut(position)? = ColumnarValue::Array(Arc::clone(values));
    distinct.number_rows = values.len();
    Some((distinct, UInt64Array::from_iter_values(keys)))
}
