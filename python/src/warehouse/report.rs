//! What became of a statement, for Python.

use maidian::exec::{State, StatementReport};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error;

/// The fields of `maidian.StatementReport`.
pub(super) fn to_python<'py>(
    py: Python<'py>,
    report: &StatementReport,
) -> PyResult<Bound<'py, PyDict>> {
    let fields = PyDict::new(py);
    fields.set_item("script", &report.script)?;
    fields.set_item("number", report.number)?;
    fields.set_item("text", &report.line)?;
    fields.set_item("seconds", report.elapsed.as_secs_f64())?;
    let state = match &report.state {
        State::Written(written) => {
            fields.set_item("table", &written.table)?;
            fields.set_item("rows", written.report.rows)?;
            fields.set_item("files", written.report.files)?;
            fields.set_item("bytes", written.report.bytes)?;
            fields.set_item("partitions", &written.report.partitions)?;
            "written"
        }
        State::Rows(rows) => {
            fields.set_item("rows", rows)?;
            "rows"
        }
        State::Done(line) => {
            fields.set_item("message", line)?;
            "done"
        }
        State::Failed(diagnostic) => {
            fields.set_item("error", error::diagnostic(py, diagnostic).into_value(py))?;
            fields.set_item("message", diagnostic.to_string())?;
            "failed"
        }
        State::Skipped(script) => {
            fields.set_item("message", format!("{script} failed"))?;
            "skipped"
        }
    };
    fields.set_item("state", state)?;
    Ok(fields)
}
