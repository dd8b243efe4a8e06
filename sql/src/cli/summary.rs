//! The closing table of a run.

use comfy_table::{Cell, CellAlignment, Table};

use super::output::text_table;
use crate::exec::{State, StatementReport};

/// A statement's report in words and numbers, for tables and files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// `script#number`, or the script alone.
    pub(super) statement: String,
    /// The table that it has written, or what it has done.
    pub(super) target: String,
    pub(super) rows_in: Option<u64>,
    pub(super) rows_out: Option<u64>,
    pub(super) files: Option<u64>,
    pub(super) bytes: Option<u64>,
    /// `done`, `failed` or `skipped`.
    pub(super) state: &'static str,
    /// Why, where it is not done.
    pub(super) message: Option<String>,
}

impl Row {
    /// What a report says.
    pub(super) fn of(report: &StatementReport) -> Self {
        let statement = if report.number == 0 {
            report.script.clone()
        } else {
            format!("{}#{}", report.script, report.number)
        };
        let row = Self {
            statement,
            state: "done",
            ..Self::default()
        };
        match &report.state {
            State::Written(written) => Self {
                target: written.table.clone(),
                rows_in: Some(written.scanned.rows),
                rows_out: Some(written.report.rows),
                files: Some(written.report.files),
                bytes: Some(written.report.bytes),
                ..row
            },
            State::Rows(rows) => Self {
                rows_out: Some(*rows),
                ..row
            },
            State::Done(what) => Self {
                target: what.clone(),
                ..row
            },
            State::Failed(diagnostic) => Self {
                state: "failed",
                message: Some(diagnostic.to_string()),
                ..row
            },
            State::Skipped(failed) => Self {
                state: "skipped",
                message: Some(format!("{failed} failed")),
                ..row
            },
        }
    }
}

/// Statements, rows in and out, time and state.
pub(super) fn statements(reports: &[StatementReport]) -> Table {
    let mut table = text_table();
    table.set_header([
        "statement",
        "target",
        "rows in",
        "rows out",
        "seconds",
        "state",
    ]);
    for report in reports {
        let row = Row::of(report);
        table.add_row(vec![
            Cell::new(row.statement),
            Cell::new(row.target),
            count(row.rows_in),
            count(row.rows_out),
            number(format!("{:.1}", report.elapsed.as_secs_f64())),
            Cell::new(row.state),
        ]);
    }
    table
}

/// The tables that a run has written: rows, files, bytes, seconds, rows a second.
pub(super) fn tables(reports: &[StatementReport]) -> Table {
    let mut table = text_table();
    table.set_header(["table", "rows", "files", "bytes", "seconds", "rows/s"]);
    for report in reports {
        let State::Written(written) = &report.state else {
            continue;
        };
        let seconds = report.elapsed.as_secs_f64();
        table.add_row(vec![
            Cell::new(&written.table),
            number(written.report.rows.to_string()),
            number(written.report.files.to_string()),
            number(written.report.bytes.to_string()),
            number(format!("{seconds:.2}")),
            number(rate(written.report.rows, seconds)),
        ]);
    }
    table
}

/// Rows a second, as a whole number.
#[expect(clippy::cast_precision_loss, reason = "a rate for reading")]
pub(super) fn rate(rows: u64, seconds: f64) -> String {
    if seconds > 0.0 {
        format!("{:.0}", rows as f64 / seconds)
    } else {
        "-".to_owned()
    }
}

fn count(value: Option<u64>) -> Cell {
    number(value.map_or_else(String::new, |value| value.to_string()))
}

fn number(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}
