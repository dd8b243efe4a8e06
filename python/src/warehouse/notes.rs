//! The course of a run, noted by its threads and told to Python by the one that waits.

use std::sync::{Mutex, PoisonError};

use maidian::exec::{Observer, Progress, State, StatementReport};
use maidian::script::{Diagnostic, Severity, Statement};
use pyo3::prelude::*;

/// Something that has happened.
enum Note {
    Begins {
        script: String,
        statement: usize,
    },
    Progress {
        script: String,
        rows: u64,
        bytes: u64,
    },
    Ends {
        script: String,
        statement: usize,
        rows: Option<u64>,
        seconds: f64,
    },
    Told(String),
}

/// What has happened since Python was last told.
#[derive(Default)]
pub(super) struct Notes(Mutex<Vec<Note>>);

impl Notes {
    /// Hands everything over, in its order: `on_notes([(kind, script, …), …])`.
    pub(super) fn tell(&self, on_notes: &Bound<'_, PyAny>) -> PyResult<()> {
        let notes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if notes.is_empty() {
            return Ok(());
        }
        let py = on_notes.py();
        let notes = notes.into_iter().map(|note| note.into_python(py));
        on_notes.call1((notes.collect::<PyResult<Vec<_>>>()?,))?;
        Ok(())
    }

    fn add(&self, note: Note) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Of a statement's progress only the last one matters.
        if let Note::Progress { script, .. } = &note {
            notes.retain(|old| !matches!(old, Note::Progress { script: of, .. } if of == script));
        }
        notes.push(note);
    }
}

impl Note {
    fn into_python(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        Ok(match self {
            Self::Begins { script, statement } => {
                ("begins", script, statement).into_pyobject(py)?.into_any()
            }
            Self::Progress {
                script,
                rows,
                bytes,
            } => ("progress", script, rows, bytes)
                .into_pyobject(py)?
                .into_any(),
            Self::Ends {
                script,
                statement,
                rows,
                seconds,
            } => ("ends", script, statement, rows, seconds)
                .into_pyobject(py)?
                .into_any(),
            Self::Told(text) => ("told", text).into_pyobject(py)?.into_any(),
        })
    }
}

impl Observer for Notes {
    fn begins(&self, script: &str, statement: &Statement) {
        self.add(Note::Begins {
            script: script.to_owned(),
            statement: statement.number(),
        });
    }

    fn progress(&self, script: &str, progress: Progress) {
        self.add(Note::Progress {
            script: script.to_owned(),
            rows: progress.rows,
            bytes: progress.bytes,
        });
    }

    fn ends(&self, report: &StatementReport) {
        self.add(Note::Ends {
            script: report.script.clone(),
            statement: report.number,
            rows: match &report.state {
                State::Written(written) => Some(written.report.rows),
                State::Rows(rows) => Some(*rows),
                State::Done(_) | State::Failed(_) | State::Skipped(_) => None,
            },
            seconds: report.elapsed.as_secs_f64(),
        });
    }

    /// Errors are raised in the end; they are not told twice.
    fn diagnostic(&self, diagnostic: &Diagnostic) {
        if diagnostic.severity() != Severity::Error {
            self.add(Note::Told(diagnostic.to_string()));
        }
    }
}
