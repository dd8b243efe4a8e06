//! `maidian run`: scripts, in the order that their tables give.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::args::{Global, Run};
use super::init::{Doing, prepared};
use super::messages::Messages;
use super::progress::Teller;
use super::report::{Course, Report};
use super::settings::{Keys, open_session, threads, warehouse};
use super::{Failure, block_on, dry_run, summary};
use crate::exec::{
    Observer, OnError, RunOptions, Script, Session, StatementReport, Turn, order, read_scripts,
    script_files, unknown_tables,
};
use crate::script::Diagnostic;

pub(super) fn run(global: &Global, run: &Run, messages: Messages) -> Result<(), Failure> {
    let files = script_files(&run.paths)?;
    let options = options(global, run, &files)?;
    let report = run.report.as_deref().map(Report::at).transpose()?;
    let mut session = open_session(global, Keys::Configured, warehouse(global), &run.variables)?;
    let mut doing = Doing::Run;
    if run.plan_only {
        (session, doing) = (session.rehearsal(), Doing::Check);
    }
    let session = prepared(threads(global), session, &run.variables, doing, messages)?;
    let scripts = analyze(&files, &session, messages)?;
    let order = order(&scripts)?;
    if run.plan_only {
        let planned = dry_run::dry_run(&session, &scripts, &order, run.explain, messages);
        return block_on(threads(global), planned);
    }
    refuse_missing(&session, &scripts, options.on_error, messages)?;

    let started = Instant::now();
    let reports = run_all(
        &session,
        threads(global),
        scripts,
        &order,
        options,
        messages,
    )?;
    messages.note(&summary::statements(&reports).to_string());
    if let Some(report) = report {
        report.write(&Course {
            reports: &reports,
            elapsed: started.elapsed(),
        })?;
    }
    if reports.iter().any(|report| report.state.is_failure()) {
        return Err(Failure::Reported);
    }
    Ok(())
}

fn options(global: &Global, run: &Run, files: &[PathBuf]) -> Result<RunOptions, Failure> {
    if run.from_statement.is_some() && files.len() != 1 {
        let message = format!("--from-statement takes one script, got {}", files.len());
        return Err(Failure::Usage(Diagnostic::error(message)));
    }
    let jobs = run.jobs.map_or_else(|| threads(global) / 2, usize::from);
    Ok(RunOptions {
        jobs: jobs.max(1),
        on_error: if run.continue_on_error {
            OnError::Continue
        } else {
            OnError::Stop
        },
        from_statement: run.from_statement.map_or(1, |number| number as usize),
    })
}

/// Runs scripts in their order.
pub(super) fn run_all(
    session: &Session,
    threads: usize,
    scripts: Vec<Script>,
    order: &[Turn],
    options: RunOptions,
    messages: Messages,
) -> Result<Vec<StatementReport>, Failure> {
    let observer: Arc<dyn Observer> = Arc::new(Teller::new(messages));
    let scripts: Vec<Arc<Script>> = scripts.into_iter().map(Arc::new).collect();
    block_on(threads, async {
        Ok(crate::exec::run(session, &scripts, order, options, &observer).await)
    })
}

/// Tells of tables that scripts read or fill and that nobody makes, before anything is run.
fn refuse_missing(
    session: &Session,
    scripts: &[Script],
    on_error: OnError,
    messages: Messages,
) -> Result<(), Failure> {
    let missing = unknown_tables(session, scripts);
    missing.iter().for_each(|it| messages.diagnostic(it));
    if missing.is_empty() || on_error == OnError::Continue {
        Ok(())
    } else {
        Err(Failure::Reported)
    }
}

/// Reads all scripts. Everything that is wrong is told of, and not the first only.
pub(super) fn analyze(
    files: &[PathBuf],
    session: &Session,
    messages: Messages,
) -> Result<Vec<Script>, Failure> {
    read_scripts(files, session).map_err(|wrong| {
        wrong.iter().for_each(|it| messages.diagnostic(it));
        Failure::Reported
    })
}
