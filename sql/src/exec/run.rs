//! Runs scripts one after the other, in the order that their tables give.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::execute::{Outcome, Written};
use super::insert::Progress;
use super::lineage::Script;
use super::session::Session;
use crate::script::{Diagnostic, Statement, substitute};

/// What became of a statement.
#[derive(Debug)]
pub enum State {
    /// It has written a table.
    Written(Written),
    /// It is done and has written no rows.
    Done(String),
    /// It has given rows, which are not kept.
    Rows(u64),
    /// It has failed.
    Failed,
    /// It was not run, since a script that it depends on has failed.
    Skipped,
}

/// One line of the closing table.
#[derive(Debug)]
pub struct StatementReport {
    /// The script's name.
    pub script: String,
    /// The statement's number in the script, from 1; 0 for a script that was skipped whole.
    pub number: usize,
    /// The statement's first line.
    pub line: String,
    /// What became of it.
    pub state: State,
    /// How long it took.
    pub elapsed: Duration,
}

/// What a run tells while it goes on.
pub trait Observer {
    /// A statement begins.
    fn begins(&self, script: &str, statement: &Statement);
    /// An INSERT has written so many rows.
    fn progress(&self, progress: Progress);
    /// A statement has ended.
    fn ends(&self, report: &StatementReport);
    /// Something is wrong.
    fn diagnostic(&self, diagnostic: &Diagnostic);
}

/// Runs `scripts` in `order` (see [`order`](super::order::order)). A script that fails stops those that depend on it, and no others.
pub async fn run(
    session: &mut Session,
    scripts: &[Script],
    order: &[(usize, BTreeSet<usize>)],
    observer: &(dyn Observer + Sync),
) -> Vec<StatementReport> {
    let mut failed: BTreeSet<usize> = BTreeSet::new();
    let mut reports = Vec::new();
    let (variables, database) = (session.variables.clone(), session.database().to_owned());
    for (position, waits_for) in order {
        let Some(script) = scripts.get(*position) else {
            continue;
        };
        if !waits_for.is_disjoint(&failed) {
            failed.insert(*position);
            reports.push(skipped(script));
            continue;
        }
        // What a script sets is its own.
        session.variables = variables.clone();
        let _ = session.use_database(&database);
        if !run_script(session, script, observer, &mut reports).await {
            failed.insert(*position);
        }
    }
    reports
}

fn skipped(script: &Script) -> StatementReport {
    StatementReport {
        script: script.source.name().to_owned(),
        number: 0,
        line: String::new(),
        state: State::Skipped,
        elapsed: Duration::ZERO,
    }
}

/// Whether all statements of a script were run.
async fn run_script(
    session: &mut Session,
    script: &Script,
    observer: &(dyn Observer + Sync),
    reports: &mut Vec<StatementReport>,
) -> bool {
    for raw in &script.statements {
        let started = Instant::now();
        let state = match substitute(raw, &session.variables) {
            Ok(statement) => {
                statement
                    .warnings()
                    .iter()
                    .for_each(|warning| observer.diagnostic(warning));
                observer.begins(script.source.name(), &statement);
                run_statement(session, &statement, observer).await
            }
            Err(diagnostic) => Err(diagnostic),
        };
        let state = state.unwrap_or_else(|diagnostic| {
            observer.diagnostic(&diagnostic);
            State::Failed
        });
        let report = StatementReport {
            script: script.source.name().to_owned(),
            number: raw.number(),
            line: raw.first_line(),
            state,
            elapsed: started.elapsed(),
        };
        observer.ends(&report);
        let has_failed = matches!(report.state, State::Failed);
        reports.push(report);
        if has_failed {
            return false;
        }
    }
    true
}

async fn run_statement(
    session: &mut Session,
    statement: &Statement,
    observer: &(dyn Observer + Sync),
) -> Result<State, Diagnostic> {
    use futures::StreamExt;
    if statement.text().trim().is_empty() {
        return Ok(State::Done(String::new()));
    }
    let outcome = session
        .execute(statement, &|progress| observer.progress(progress))
        .await;
    session
        .take_notices()
        .iter()
        .for_each(|notice| observer.diagnostic(notice));
    match outcome? {
        Outcome::Written(written) => Ok(State::Written(written)),
        Outcome::Done(line) => Ok(State::Done(line)),
        Outcome::Rows(mut rows) => {
            let mut count = 0;
            while let Some(batch) = rows.next().await {
                let batch = batch.map_err(|error| session.engine_error(statement, &error))?;
                count += batch.num_rows() as u64;
            }
            Ok(State::Rows(count))
        }
    }
}
