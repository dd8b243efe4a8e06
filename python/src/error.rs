//! Errors as Python's exceptions.

use arrow::error::ArrowError;
use datafusion::error::DataFusionError;
use maidian::script::{Diagnostic, Paint};
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;

/// A function that cannot be called so: wrong numbers and types are Python's `TypeError`, anything else that is told before
/// a row is looked at, such as a key that is not configured, a `ValueError`.
pub(crate) fn planning(error: &DataFusionError) -> PyErr {
    let text = match error.find_root() {
        DataFusionError::Plan(text) | DataFusionError::Execution(text) => text.clone(),
        other => other.strip_backtrace(),
    };
    // Every message about a number or a type tells what came instead.
    if text.contains(", got ") {
        PyTypeError::new_err(text)
    } else {
        PyValueError::new_err(text)
    }
}

/// A function that failed on rows.
pub(crate) fn running(error: &DataFusionError) -> PyErr {
    match error.find_root() {
        DataFusionError::Execution(text) => PyValueError::new_err(text.clone()),
        other => PyRuntimeError::new_err(other.strip_backtrace()),
    }
}

/// Data that Arrow refuses.
pub(crate) fn arrow(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// A mistake of a script as `maidian.SqlError`, and those that were found besides.
pub(crate) fn diagnostics(py: Python<'_>, all: &[Diagnostic]) -> PyErr {
    let raised = || -> PyResult<PyErr> {
        let class = py.import("maidian._errors")?.getattr("SqlError")?;
        let mut first = None;
        let mut others = Vec::new();
        for diagnostic in all {
            let place = diagnostic.place();
            let error = class.call1((
                diagnostic.message(),
                place.map(|place| place.file.to_string()),
                place.map(|place| place.line),
                place.map(|place| place.column),
                diagnostic.hints().to_vec(),
                diagnostic.causes().to_vec(),
                diagnostic.render(Paint::Plain),
            ))?;
            if first.is_none() {
                first = Some(error);
            } else {
                others.push(error);
            }
        }
        let Some(first) = first else {
            return Ok(PyRuntimeError::new_err("failed without a message"));
        };
        first.setattr("others", others)?;
        Ok(PyErr::from_value(first))
    };
    raised().unwrap_or_else(|error| error)
}

/// One mistake.
pub(crate) fn diagnostic(py: Python<'_>, diagnostic: &Diagnostic) -> PyErr {
    diagnostics(py, std::slice::from_ref(diagnostic))
}
