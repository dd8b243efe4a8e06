//! `maidian run`: scripts, in the order that their tables give.

use std::path::{Path, PathBuf};
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
    Observer, OnError, RunOptions, Script, Session, StatementReport, Turn, missing_tables, order,
};
use crate::script::{Diagnostic, Source, nearest};

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
    let warehouse = session.warehouse();
    let missing = missing_tables(scripts, |name| {
        // What the warehouse cannot tell is told when the statement is run.
        name.split_once('.').is_none_or(|(database, table)| {
            warehouse.has_database(database).unwrap_or(true)
                && warehouse
                    .table(database, table)
                    .map_or(true, |it| it.is_some())
        })
    });
    for (name, diagnostic) in &missing {
        let (database, table) = name.split_once('.').unwrap_or(("default", name));
        let tables = warehouse.tables(database).unwrap_or_default();
        let mut diagnostic = diagnostic.clone();
        if let Some(near) = nearest(table, tables.iter().map(String::as_str)) {
            diagnostic = diagnostic.hint(format!("did you mean `{database}.{near}`?"));
        }
        let root = warehouse.root().display();
        messages.diagnostic(&diagnostic.hint(format!("the warehouse is {root}")));
    }
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
    let mut scripts = Vec::with_capacity(files.len());
    let mut is_wrong = false;
    for file in files {
        let script = Source::read(file).map_err(|error| vec![error]);
        let script = script
            .and_then(|source| Script::analyze(source, &session.variables, session.database()));
        match script {
            Ok(script) => scripts.push(script),
            Err(wrong) => {
                wrong.iter().for_each(|it| messages.diagnostic(it));
                is_wrong = true;
            }
        }
    }
    if is_wrong {
        Err(Failure::Reported)
    } else {
        Ok(scripts)
    }
}

/// The files to run: those that are named, and of folders all `.sql` and `.hql` files below them, by name.
pub(super) fn script_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            scripts_below(path, &mut files)?;
            if files.len() == before {
                return Err(Diagnostic::error(format!(
                    "no .sql or .hql files in {}",
                    path.display()
                )));
            }
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn scripts_below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
    let unreadable = |error: &std::io::Error| {
        Diagnostic::error(format!(
            "cannot read the folder {}: {error}",
            folder.display()
        ))
    };
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(&error))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| unreadable(&error))?;
    paths.sort();
    for path in paths {
        let is_script = path
            .extension()
            .is_some_and(|ending| ending == "sql" || ending == "hql");
        if path.is_dir() {
            scripts_below(&path, files)?;
        } else if is_script {
            files.push(path);
        }
    }
    Ok(())
}
