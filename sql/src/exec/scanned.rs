//! What a query has read, from the metrics of its scans.

use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::streaming::StreamingTableExec;

/// Rows read from tables, and lines that could not be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Rows that all scans gave.
    pub rows: u64,
    /// Lines of JSON files that are no JSON object: their columns are NULL.
    pub bad_lines: u64,
}

impl Scanned {
    /// Adds up the scans of a plan that has run.
    pub fn of(plan: &dyn ExecutionPlan) -> Self {
        let children = plan.children();
        if !children.is_empty() {
            return children
                .into_iter()
                .map(|child| Self::of(child.as_ref()))
                .fold(Self::default(), Self::plus);
        }
        // What INSERTs share is counted where it is read.
        let metrics = plan.metrics().filter(|_| !plan.is::<StreamingTableExec>());
        let Some(metrics) = metrics else {
            return Self::default();
        };
        let bad_lines = metrics
            .sum_by_name("bad_lines")
            .map_or(0, |value| value.as_usize());
        Self {
            rows: metrics.output_rows().unwrap_or(0) as u64,
            bad_lines: bad_lines as u64,
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            bad_lines: self.bad_lines + other.bad_lines,
        }
    }
}
