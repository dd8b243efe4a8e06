//! Runs scripts in the order that their tables give, independent ones side by side.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::{JoinError, JoinSet};

use super::execute::{Outcome, Written};
use super::insert::Progress;
use super::lineage::Script;
use super::memory::peak_memory;
use super::order::Turn;
use super::session::Session;
use crate::script::{Diagnostic, RawStatement, Statement, substitute};

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
    Failed(Diagnostic),
    /// It was not run, since a script that it depends on has failed: that script's name.
    Skipped(String),
}

impl State {
    /// Whether it was not carried out.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Skipped(_))
    }
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
    /// The most memory that the process has had until then, in bytes, where the system tells.
    pub peak_memory: Option<u64>,
}

/// What a run tells while it goes on. Scripts side by side tell at the same time.
pub trait Observer: Send + Sync {
    /// A statement begins.
    fn begins(&self, script: &str, statement: &Statement);
    /// A script's INSERT has written so much.
    fn progress(&self, script: &str, progress: Progress);
    /// A statement has ended.
    fn ends(&self, report: &StatementReport);
    /// Something is wrong.
    fn diagnostic(&self, diagnostic: &Diagnostic);
}

/// How scripts are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunOptions {
    /// How many scripts side by side.
    pub jobs: usize,
    /// What a failed statement stops.
    pub on_error: OnError,
    /// The number of the first statement to run, in every script.
    pub from_statement: usize,
}

/// What a failed statement stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// The rest of its script, and the scripts that depend on it.
    Stop,
    /// Nothing.
    Continue,
}

/// Runs `scripts` in `order` (see [`order`](super::order::order)). The reports come in that order, however many run side by
/// side.
///
/// Each script has a [fork](Session::fork) of `session`: what it sets and uses is its own.
pub async fn run(
    session: &Session,
    scripts: &[Arc<Script>],
    order: &[Turn],
    options: RunOptions,
    observer: &Arc<dyn Observer>,
) -> Vec<StatementReport> {
    let mut course = Course::default();
    let mut waiting: Vec<&Turn> = order.iter().collect();
    let mut running = JoinSet::new();
    let mut started = HashMap::new();
    loop {
        waiting.retain(|(position, waits_for)| match scripts.get(*position) {
            Some(script) if options.on_error == OnError::Stop => {
                !course.skips(*position, script, waits_for, scripts, observer.as_ref())
            }
            script => script.is_some(),
        });
        while running.len() < options.jobs.max(1)
            && let Some(next) = waiting
                .iter()
                .position(|(_, waits_for)| waits_for.is_subset(&course.ended))
        {
            let (position, _) = *waiting.remove(next);
            let Some(script) = scripts.get(position).map(Arc::clone) else {
                continue;
            };
            let (session, observer) = (session.fork(), Arc::clone(observer));
            let task = running.spawn(async move {
                run_script(session, &script, options, observer.as_ref()).await
            });
            started.insert(task.id(), position);
        }
        let Some(ended) = running.join_next_with_id().await else {
            break;
        };
        let (id, reports) = match ended {
            Ok((id, reports)) => (id, Ok(reports)),
            Err(error) => (error.id(), Err(error)),
        };
        let script = started.remove(&id);
        let script = script.and_then(|position| Some((position, scripts.get(position)?)));
        if let Some((position, script)) = script {
            let reports =
                reports.unwrap_or_else(|error| vec![broken_off(script, &error, observer.as_ref())]);
            course.ends(position, reports);
        }
    }
    course.reports(order)
}

/// The report of a script whose task ended without one.
fn broken_off(script: &Script, error: &JoinError, observer: &dyn Observer) -> StatementReport {
    let name = script.source.name();
    let diagnostic = Diagnostic::error(format!("{name} broke off: {error}"));
    observer.diagnostic(&diagnostic);
    whole_script(script, State::Failed(diagnostic))
}

fn whole_script(script: &Script, state: State) -> StatementReport {
    StatementReport {
        script: script.source.name().to_owned(),
        number: 0,
        line: String::new(),
        state,
        elapsed: Duration::ZERO,
        peak_memory: None,
    }
}

/// What has been run so far.
#[derive(Default)]
struct Course {
    ended: BTreeSet<usize>,
    failed: BTreeSet<usize>,
    reports: BTreeMap<usize, Vec<StatementReport>>,
}

impl Course {
    fn ends(&mut self, position: usize, reports: Vec<StatementReport>) {
        if reports.iter().any(|report| report.state.is_failure()) {
            self.failed.insert(position);
        }
        self.ended.insert(position);
        self.reports.insert(position, reports);
    }

    /// Whether a script is not run, since one that it waits for has failed.
    fn skips(
        &mut self,
        position: usize,
        script: &Script,
        waits_for: &BTreeSet<usize>,
        scripts: &[Arc<Script>],
        observer: &dyn Observer,
    ) -> bool {
        let failed = waits_for.intersection(&self.failed).next();
        let Some(failed) = failed.and_then(|failed| scripts.get(*failed)) else {
            return false;
        };
        let report = whole_script(script, State::Skipped(failed.source.name().to_owned()));
        observer.ends(&report);
        self.ends(position, vec![report]);
        true
    }

    fn reports(mut self, order: &[Turn]) -> Vec<StatementReport> {
        order
            .iter()
            .filter_map(|(position, _)| self.reports.remove(position))
            .flatten()
            .collect()
    }
}

/// Runs the statements of a script, up to the first that fails where that stops it.
async fn run_script(
    mut session: Session,
    script: &Script,
    options: RunOptions,
    observer: &dyn Observer,
) -> Vec<StatementReport> {
    let mut reports = Vec::new();
    for raw in &script.statements {
        if raw.number() < options.from_statement {
            continue;
        }
        let report = run_statement(&mut session, script, raw, observer).await;
        observer.ends(&report);
        let has_failed = report.state.is_failure();
        reports.push(report);
        if has_failed && options.on_error == OnError::Stop {
            break;
        }
    }
    reports
}

async fn run_statement(
    session: &mut Session,
    script: &Script,
    raw: &RawStatement,
    observer: &dyn Observer,
) -> StatementReport {
    let started = Instant::now();
    let state = match substitute(raw, &session.variables) {
        Ok(statement) => {
            let warnings = statement.warnings().iter();
            warnings.for_each(|warning| observer.diagnostic(warning));
            observer.begins(script.source.name(), &statement);
            execute(session, script, &statement, observer).await
        }
        Err(diagnostic) => Err(diagnostic),
    };
    let state = state.unwrap_or_else(|diagnostic| {
        observer.diagnostic(&diagnostic);
        State::Failed(diagnostic)
    });
    StatementReport {
        script: script.source.name().to_owned(),
        number: raw.number(),
        line: raw.first_line(),
        state,
        elapsed: started.elapsed(),
        peak_memory: peak_memory(),
    }
}

async fn execute(
    session: &mut Session,
    script: &Script,
    statement: &Statement,
    observer: &dyn Observer,
) -> Result<State, Diagnostic> {
    use futures::StreamExt;
    if statement.text().trim().is_empty() {
        return Ok(State::Done(String::new()));
    }
    let name = script.source.name();
    let on_progress = |progress| observer.progress(name, progress);
    let outcome = session.execute(statement, &on_progress).await;
    let notices = session.take_notices();
    notices
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
