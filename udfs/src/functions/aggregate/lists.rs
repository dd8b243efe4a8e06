//! Arrays as results.

use std::sync::Arc;

use arrow::array::Float64Builder;
use arrow::array::{Array, ArrayRef, AsArray, Float64Array, ListArray, ListBuilder};
use arrow::datatypes::{DataType, Field, Float64Type};
use datafusion_common::{Result, ScalarValue, internal_err};

use crate::functions::is_text;

/// `array<double>`.
pub(super) fn double_list() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(DataType::Float64, true)))
}

/// A list a row; `None` is NULL.
pub(super) fn lists(rows: impl IntoIterator<Item = Option<Vec<f64>>>) -> ArrayRef {
    let mut builder = ListBuilder::new(Float64Builder::new());
    for row in rows {
        if let Some(row) = &row {
            builder.values().append_slice(row);
        }
        builder.append(row.is_some());
    }
    Arc::new(builder.finish())
}

/// The doubles of a row; empty where it is NULL.
pub(super) fn doubles_of(lists: &ListArray, row: usize) -> Float64Array {
    if lists.is_valid(row) {
        lists.value(row).as_primitive::<Float64Type>().clone()
    } else {
        Float64Array::from(Vec::<f64>::new())
    }
}

/// The type of the elements: text inside arrays is `Utf8`.
pub(super) fn element(given: &DataType) -> DataType {
    if is_text(given) {
        DataType::Utf8
    } else {
        given.clone()
    }
}

/// An array of such elements.
pub(super) fn list_of(element: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(element, true)))
}

/// An empty array of type `list`.
pub(super) fn empty_list(list: &DataType) -> Result<ScalarValue> {
    let DataType::List(element) = list else {
        return internal_err!("{list} is no array");
    };
    let elements = ScalarValue::new_list_nullable(&[], element.data_type());
    Ok(ScalarValue::List(elements))
}
