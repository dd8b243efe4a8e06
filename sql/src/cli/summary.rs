//! The closing table of a run.

use comfy_table::{Cell, CellAlignment, Table};

use super::output::text_table;
use crate::exec::{State, StatementReport};

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
        let (target, rows_in, rows_out, state) = match &report.state {
            State::Written(written) => (
                written.table.clone(),
                written.scanned.rows.to_string(),
                written.report.rows.to_string(),
                "done",
            ),
            State::Rows(rows) => (String::new(), String::new(), rows.to_string(), "done"),
            State::Done(what) => (what.clone(), String::new(), String::new(), "done"),
            State::Failed => (String::new(), String::new(), String::new(), "failed"),
            State::Skipped => (String::new(), String::new(), String::new(), "skipped"),
        };
        let name = if report.number == 0 {
            report.script.clone()
        } else {
            format!("{}#{}", report.script, report.number)
        };
        table.add_row(vec![
            Cell::new(name),
            Cell::new(target),
            number(rows_in),
            number(rows_out),
            number(format!("{:.1}", report.elapsed.as_secs_f64())),
            Cell::new(state),
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

fn number(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}
