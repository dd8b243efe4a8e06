//! What callers pass: Arrow data of any library, or a value of Python's.

use arrow::array::ArrayRef;
use arrow::error::ArrowError;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::ScalarUDF;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyFloat, PyInt, PyString};
use pyo3_arrow::input::AnyArray;

use super::invocation::{Chunks, Given};
use crate::error;

/// Reads an argument of `function`. Nothing is copied.
pub(super) fn read(
    argument: &Bound<'_, PyAny>,
    function: &ScalarUDF,
    position: usize,
) -> PyResult<Given> {
    if let Some(value) = value(argument)? {
        return Ok(Given::Value(value));
    }
    if argument.hasattr("__arrow_c_array__")? || argument.hasattr("__arrow_c_stream__")? {
        return column(argument).map(Given::Column);
    }
    // A scalar of pyarrow's or arro3's.
    if argument.hasattr("as_py")?
        && let Some(value) = value(&argument.call_method0("as_py")?)?
    {
        return Ok(Given::Value(value));
    }
    Err(not_taken(argument, function, position))
}

/// A value of Python's, `None` for anything else.
fn value(argument: &Bound<'_, PyAny>) -> PyResult<Option<ScalarValue>> {
    Ok(Some(if argument.is_none() {
        ScalarValue::Null
    } else if argument.is_instance_of::<PyString>() {
        ScalarValue::Utf8View(Some(argument.extract()?))
    } else if argument.is_instance_of::<PyBytes>() {
        ScalarValue::Binary(Some(argument.extract()?))
    } else if argument.is_instance_of::<PyBool>() {
        ScalarValue::Boolean(Some(argument.extract()?))
    } else if argument.is_instance_of::<PyInt>() {
        ScalarValue::Int64(Some(argument.extract()?))
    } else if argument.is_instance_of::<PyFloat>() {
        ScalarValue::Float64(Some(argument.extract()?))
    } else {
        return Ok(None);
    }))
}

fn column(argument: &Bound<'_, PyAny>) -> PyResult<Chunks> {
    let given: AnyArray = argument.extract()?;
    let data_type = given.field()?.data_type().clone();
    match given {
        AnyArray::Array(array) => Ok(Chunks {
            pieces: vec![array.into_inner().0],
            is_chunked: false,
            data_type,
        }),
        AnyArray::Stream(stream) => {
            let reader = stream.into_reader()?;
            let chunks: Result<Vec<ArrayRef>, ArrowError> = reader.collect();
            Ok(Chunks {
                pieces: chunks.map_err(|it| error::arrow(&it))?,
                is_chunked: true,
                data_type,
            })
        }
    }
}

fn not_taken(argument: &Bound<'_, PyAny>, function: &ScalarUDF, position: usize) -> PyErr {
    let given = argument
        .get_type()
        .fully_qualified_name()
        .map_or_else(|_| "another object".to_owned(), |name| name.to_string());
    let hint = match given.as_str() {
        "list" | "tuple" => "; for example pyarrow.array(…) or polars.Series(…) of it",
        "polars.expr.expr.Expr" => "; for expressions, import maidian.polars and use expr.maidian",
        _ => "",
    };
    PyTypeError::new_err(format!(
        "{}: argument {} must be Arrow data (of pyarrow, polars, pandas, arro3 …) or a single value, got {given}{hint}",
        function.name(),
        position + 1,
    ))
}
