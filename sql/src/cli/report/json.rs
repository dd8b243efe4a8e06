//! A report for programs.

use serde_json::json;

use super::{Course, Totals};
use crate::cli::summary::Row;

/// One object: `statements`, in the order of the closing table, and `totals`.
pub(super) fn text(course: &Course<'_>) -> String {
    let statements: Vec<_> = course
        .reports
        .iter()
        .map(|report| {
            let row = Row::of(report);
            json!({
                "script": report.script,
                "statement": (report.number > 0).then_some(report.number),
                "line": report.line,
                "target": row.target,
                "rows_in": row.rows_in,
                "rows_out": row.rows_out,
                "files": row.files,
                "bytes": row.bytes,
                "seconds": report.elapsed.as_secs_f64(),
                "peak_memory_bytes": report.peak_memory,
                "state": row.state,
                "message": row.message,
            })
        })
        .collect();
    let totals = Totals::of(course);
    let report = json!({
        "statements": statements,
        "totals": {
            "statements": totals.statements,
            "done": totals.done,
            "failed": totals.failed,
            "skipped": totals.skipped,
            "rows_in": totals.rows_in,
            "rows_out": totals.rows_out,
            "files": totals.files,
            "bytes": totals.bytes,
            "seconds": course.elapsed.as_secs_f64(),
            "peak_memory_bytes": totals.peak_memory,
        },
    });
    format!("{report:#}\n")
}
