//! How a run shows what it does: a bar on a terminal, plain lines otherwise.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::messages::Messages;
use crate::exec::insert::Progress;
use crate::exec::{Observer, State, StatementReport};
use crate::script::{Diagnostic, Statement};

/// Tells a run's course on standard error.
pub(super) struct Teller {
    messages: Messages,
    bar: Mutex<Option<ProgressBar>>,
}

impl Teller {
    pub(super) fn new(messages: Messages) -> Self {
        Self {
            messages,
            bar: Mutex::new(None),
        }
    }

    fn with_bar(&self, f: impl FnOnce(&mut Option<ProgressBar>)) {
        if let Ok(mut bar) = self.bar.lock() {
            f(&mut bar);
        }
    }
}

impl Observer for Teller {
    fn begins(&self, script: &str, statement: &Statement) {
        if !self.messages.shows_progress() {
            return;
        }
        self.with_bar(|bar| {
            let spinner = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template(
                "{spinner} {msg} {human_pos} rows, {per_sec} [{elapsed}]",
            ) {
                spinner.set_style(style);
            }
            spinner.set_message(format!("{script}#{}", statement.number()));
            spinner.enable_steady_tick(Duration::from_millis(120));
            *bar = Some(spinner);
        });
    }

    fn progress(&self, progress: Progress) {
        self.with_bar(|bar| {
            if let Some(bar) = bar {
                bar.set_position(progress.rows);
            }
        });
    }

    fn ends(&self, report: &StatementReport) {
        self.with_bar(|bar| {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        });
        if let State::Written(written) = &report.state {
            let place = format!("{}#{}", report.script, report.number);
            self.messages.note(&format!(
                "{place}: {} {} rows in {:.1} s",
                written.table,
                written.report.rows,
                report.elapsed.as_secs_f64()
            ));
            if written.scanned.bad_lines > 0 {
                self.messages.diagnostic(&Diagnostic::warning(format!(
                    "{place}: {} lines are no JSON object; their columns are NULL",
                    written.scanned.bad_lines
                )));
            }
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) {
        self.with_bar(|bar| {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        });
        self.messages.diagnostic(diagnostic);
    }
}
