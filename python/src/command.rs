//! The command `maidian`, as the wheel installs it.

use std::ffi::OsString;
use std::io::Write;

use pyo3::prelude::*;

/// Runs a command line, program name first, and gives its exit code. Wrong usage ends the process, as it does for the
/// binary.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| {
        let code = maidian::cli::run(arguments);
        // Nobody else does: the standard library flushes where a Rust `main` returns. A reader that has gone is no error.
        drop(std::io::stdout().flush());
        code
    })
}
