//! `maidian run`: scripts, in the order that their tables give.

use std::path::{Path, PathBuf};

use super::args::{Global, Run};
use super::messages::Messages;
use super::progress::Teller;
use super::settings::{Keys, open_session, threads, warehouse};
use super::{Failure, block_on, summary};
use crate::exec::{Script, Session, State, StatementReport, order};
use crate::script::{Diagnostic, Source};

pub(super) fn run(global: &Global, run: &Run, messages: Messages) -> Result<(), Failure> {
    let files = script_files(&run.paths)?;
    let mut session = open_session(global, Keys::Configured, warehouse(global), &run.variables)?;
    let scripts = analyze(&files, &session, messages)?;
    if run.plan_only {
        return dry_run(&scripts);
    }
    let reports = run_all(&mut session, threads(global), &scripts, messages)?;
    messages.note(&summary::statements(&reports).to_string());
    if reports
        .iter()
        .any(|report| matches!(report.state, State::Failed | State::Skipped))
    {
        return Err(Failure::Reported);
    }
    Ok(())
}

/// Runs scripts in their order.
pub(super) fn run_all(
    session: &mut Session,
    threads: usize,
    scripts: &[Script],
    messages: Messages,
) -> Result<Vec<StatementReport>, Failure> {
    let ordered = order(scripts)?;
    let teller = Teller::new(messages);
    block_on(threads, async {
        Ok(crate::exec::run(session, scripts, &ordered, &teller).await)
    })
}

/// Reads all scripts. Every one that is wrong is told of, and not the first only.
pub(super) fn analyze(
    files: &[PathBuf],
    session: &Session,
    messages: Messages,
) -> Result<Vec<Script>, Failure> {
    let mut scripts = Vec::with_capacity(files.len());
    let mut is_wrong = false;
    for file in files {
        let script = Source::read(file)
            .and_then(|source| Script::analyze(source, &session.variables, session.database()));
        match script {
            Ok(script) => scripts.push(script),
            Err(diagnostic) => {
                messages.diagnostic(&diagnostic);
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

/// Prints the order, and what each script reads and writes.
fn dry_run(scripts: &[Script]) -> Result<(), Failure> {
    use std::io::Write;
    let mut output = std::io::stdout().lock();
    for (position, _) in order(scripts)? {
        let Some(script) = scripts.get(position) else {
            continue;
        };
        writeln!(
            output,
            "{} ({} statements)",
            script.source.name(),
            script.statements.len()
        )?;
        for (verb, tables) in [("reads", &script.reads), ("writes", &script.writes)] {
            if !tables.is_empty() {
                let names: Vec<&str> = tables.iter().map(String::as_str).collect();
                writeln!(output, "  {verb}  {}", names.join(", "))?;
            }
        }
    }
    Ok(())
}
