//! `maidian run --report FILE`: what became of each statement, for programs or for people.

mod html;
mod json;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::exec::StatementReport;
use crate::script::Diagnostic;

/// A run, as far as reports tell of it.
pub(super) struct Course<'a> {
    pub(super) reports: &'a [StatementReport],
    pub(super) elapsed: Duration,
}

/// Where and in which form a run is reported.
#[derive(Debug)]
pub(super) struct Report {
    path: PathBuf,
    form: Form,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    Json,
    Html,
}

impl Report {
    /// A report at `path`, whose ending says the form.
    ///
    /// Errors: another ending than `.json` and `.html`; a folder that is not there.
    pub(super) fn at(path: &Path) -> Result<Self, Diagnostic> {
        let fail = |why: &str| {
            Diagnostic::error(format!("--report {}: {why}", path.display()))
                .hint("a report's name ends in .json or .html, and its folder is there")
        };
        let ending = path.extension().and_then(|ending| ending.to_str());
        let form = match ending.map(str::to_lowercase).as_deref() {
            Some("json") => Form::Json,
            Some("html" | "htm") => Form::Html,
            _ => return Err(fail("its ending is neither .json nor .html")),
        };
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(fail("there is no such folder"));
        }
        Ok(Self {
            path: path.to_owned(),
            form,
        })
    }

    /// Writes the report, in place of an older one.
    pub(super) fn write(&self, course: &Course<'_>) -> Result<(), Diagnostic> {
        let text = match self.form {
            Form::Json => json::text(course),
            Form::Html => html::text(course),
        };
        std::fs::write(&self.path, text).map_err(|error| {
            Diagnostic::error(format!(
                "cannot write the report {}: {error}",
                self.path.display()
            ))
        })
    }
}

/// What all statements together did.
struct Totals {
    statements: usize,
    done: usize,
    failed: usize,
    skipped: usize,
    rows_in: u64,
    rows_out: u64,
    files: u64,
    bytes: u64,
    peak_memory: Option<u64>,
}

impl Totals {
    fn of(course: &Course<'_>) -> Self {
        let rows: Vec<_> = course.reports.iter().map(super::summary::Row::of).collect();
        let states = |state: &str| rows.iter().filter(|row| row.state == state).count();
        Self {
            statements: rows.len(),
            done: states("done"),
            failed: states("failed"),
            skipped: states("skipped"),
            rows_in: rows.iter().filter_map(|row| row.rows_in).sum(),
            rows_out: rows.iter().filter_map(|row| row.rows_out).sum(),
            files: rows.iter().filter_map(|row| row.files).sum(),
            bytes: rows.iter().filter_map(|row| row.bytes).sum(),
            peak_memory: course.reports.iter().filter_map(|it| it.peak_memory).max(),
        }
    }
}
