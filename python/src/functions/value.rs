//! One row of Arrow data as a value of Python's.

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Int32Type, Int64Type};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

/// The value of a row; structs and maps are dictionaries, lists are lists.
pub(super) fn to_python<'py>(
    py: Python<'py>,
    array: &dyn Array,
    row: usize,
) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match array.data_type() {
        DataType::Utf8 => array
            .as_string::<i32>()
            .value(row)
            .into_pyobject(py)?
            .into_any(),
        DataType::LargeUtf8 => array
            .as_string::<i64>()
            .value(row)
            .into_pyobject(py)?
            .into_any(),
        DataType::Utf8View => array
            .as_string_view()
            .value(row)
            .into_pyobject(py)?
            .into_any(),
        DataType::Binary => PyBytes::new(py, array.as_binary::<i32>().value(row)).into_any(),
        DataType::LargeBinary => PyBytes::new(py, array.as_binary::<i64>().value(row)).into_any(),
        DataType::BinaryView => PyBytes::new(py, array.as_binary_view().value(row)).into_any(),
        DataType::Int32 => array
            .as_primitive::<Int32Type>()
            .value(row)
            .into_pyobject(py)?
            .into_any(),
        DataType::Int64 => array
            .as_primitive::<Int64Type>()
            .value(row)
            .into_pyobject(py)?
            .into_any(),
        DataType::Boolean => array
            .as_boolean()
            .value(row)
            .into_pyobject(py)?
            .to_owned()
            .into_any(),
        DataType::Struct(fields) => {
            let dictionary = PyDict::new(py);
            for (field, column) in fields.iter().zip(array.as_struct().columns()) {
                dictionary.set_item(field.name(), to_python(py, column.as_ref(), row)?)?;
            }
            dictionary.into_any()
        }
        DataType::List(_) => {
            let elements = array.as_list::<i32>().value(row);
            PyList::new(py, all(py, elements.as_ref())?)?.into_any()
        }
        DataType::Map(_, _) => {
            let entries = array.as_map().value(row);
            let (keys, values) = (all(py, entries.column(0))?, all(py, entries.column(1))?);
            let dictionary = PyDict::new(py);
            for (key, value) in keys.into_iter().zip(values) {
                dictionary.set_item(key, value)?;
            }
            dictionary.into_any()
        }
        other => {
            return Err(PyTypeError::new_err(format!(
                "{other} has no value of Python's here"
            )));
        }
    })
}

/// The values of all rows.
pub(super) fn all<'py>(py: Python<'py>, array: &dyn Array) -> PyResult<Vec<Bound<'py, PyAny>>> {
    (0..array.len())
        .map(|row| to_python(py, array, row))
        .collect()
}
