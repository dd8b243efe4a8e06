//! Waiting for work outside Python, so that other threads of Python's go on and Ctrl-C is heard.

use std::time::Duration;

use maidian::script::Diagnostic;
use pyo3::prelude::*;
use tokio::runtime::Runtime;

use crate::error;

/// How often Python is asked whether somebody wants to stop, and told how far the work is.
const TICK: Duration = Duration::from_millis(100);

/// Why work ends early.
pub(super) enum Failure {
    /// Mistakes of a script, at least one.
    Mistakes(Vec<Diagnostic>),
    /// Ctrl-C, or an error of a callback's.
    Python(PyErr),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Mistakes(vec![diagnostic])
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::Mistakes(diagnostics)
    }
}

/// Runs `work` to its end without the interpreter, calling `on_tick` with it now and then.
///
/// Ctrl-C, and an error of `on_tick`, drop the work: what it had begun is undone by that.
pub(super) fn wait<T: Send>(
    py: Python<'_>,
    runtime: &Runtime,
    work: impl Future<Output = Result<T, Failure>> + Send,
    on_tick: impl Fn(Python<'_>) -> PyResult<()> + Send + Sync,
) -> PyResult<T> {
    let result = py.detach(|| {
        runtime.block_on(async {
            let mut ticks = tokio::time::interval(TICK);
            tokio::pin!(work);
            loop {
                tokio::select! {
                    result = &mut work => return result,
                    _ = ticks.tick() => Python::attach(|py| {
                        py.check_signals()?;
                        on_tick(py)
                    })
                    .map_err(Failure::Python)?,
                }
            }
        })
    });
    result.map_err(|failure| match failure {
        Failure::Mistakes(diagnostics) => error::diagnostics(py, &diagnostics),
        Failure::Python(error) => error,
    })
}
