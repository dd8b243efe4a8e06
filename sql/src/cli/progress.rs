//! How a run shows what it does: a bar a running statement on a terminal, plain lines otherwise.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressStyle};

use super::messages::Messages;
use crate::exec::insert::Progress;
use crate::exec::{Observer, State, StatementReport};
use crate::script::{Diagnostic, Statement};

const STYLE: &str = "{spinner} {prefix} {human_pos} rows{msg}, {per_sec:.0} [{elapsed}]";

/// Tells a run's course on standard error.
pub(super) struct Teller {
    messages: Messages,
    bars: MultiProgress,
    /// The bar of each script that is running.
    running: Mutex<HashMap<String, ProgressBar>>,
}

impl Teller {
    pub(super) fn new(messages: Messages) -> Self {
        Self {
            messages,
            bars: MultiProgress::new(),
            running: Mutex::new(HashMap::new()),
        }
    }

    fn with_bars(&self, f: impl FnOnce(&mut HashMap<String, ProgressBar>)) {
        if let Ok(mut bars) = self.running.lock() {
            f(&mut bars);
        }
    }

    /// Prints something above the bars.
    fn above(&self, print: impl FnOnce()) {
        if self.messages.shows_progress() {
            self.bars.suspend(print);
        } else {
            print();
        }
    }
}

impl Observer for Teller {
    fn begins(&self, script: &str, statement: &Statement) {
        self.above(|| self.messages.echo(statement));
        if !self.messages.shows_progress() {
            return;
        }
        self.with_bars(|running| {
            let bar = self.bars.add(ProgressBar::new_spinner());
            if let Ok(style) = ProgressStyle::with_template(STYLE) {
                bar.set_style(style);
            }
            bar.set_prefix(format!("{script}#{}", statement.number()));
            bar.enable_steady_tick(Duration::from_millis(120));
            running.insert(script.to_owned(), bar);
        });
    }

    fn progress(&self, script: &str, progress: Progress) {
        self.with_bars(|running| {
            if let Some(bar) = running.get(script) {
                bar.set_position(progress.rows);
                bar.set_message(format!(", {}", HumanBytes(progress.bytes)));
            }
        });
    }

    fn ends(&self, report: &StatementReport) {
        self.with_bars(|running| {
            if let Some(bar) = running.remove(&report.script) {
                bar.finish_and_clear();
                self.bars.remove(&bar);
            }
        });
        if let Some(line) = line(report) {
            self.above(|| self.messages.note(&line));
        }
        if let State::Written(written) = &report.state
            && written.scanned.bad_lines > 0
        {
            self.diagnostic(&Diagnostic::warning(format!(
                "{}#{}: {} lines are no JSON object; their columns are NULL",
                report.script, report.number, written.scanned.bad_lines
            )));
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) {
        self.above(|| self.messages.diagnostic(diagnostic));
    }
}

/// What is said of a statement that has ended; failures are told otherwise.
fn line(report: &StatementReport) -> Option<String> {
    let place = format!("{}#{}", report.script, report.number);
    let seconds = report.elapsed.as_secs_f64();
    match &report.state {
        State::Written(written) => Some(format!(
            "{place}: {} {} rows in {seconds:.1} s",
            written.table, written.report.rows
        )),
        State::Rows(rows) => Some(format!("{place}: {rows} rows in {seconds:.1} s")),
        State::Skipped(failed) => {
            Some(format!("{}: skipped, since {failed} failed", report.script))
        }
        State::Done(_) | State::Failed(_) => None,
    }
}
