//! The scripts that ship with the program, run as `maidian run` runs them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use maidian::exec::{
    Observer, OnError, Progress, RunOptions, Script, Session, StatementReport, order, run,
};
use maidian::script::{Diagnostic, Namespace, Paint, Source, Statement, Variables};

use crate::data;
use crate::scratch::{self, Failure, failure};

/// The folder of the scripts.
pub fn scripts_folder() -> PathBuf {
    data::path("../sql/warehouse")
}

/// A session on `warehouse` whose events are in the folder `events`, with the dimension tables that ship.
///
/// Errors: a warehouse that cannot be opened.
pub fn session(warehouse: &Path, events: &Path) -> Result<Session, Failure> {
    let mut variables = Variables::default();
    for (name, folder) in [
        ("events", events.to_owned()),
        ("dim", scripts_folder().join("dim/data")),
    ] {
        variables
            .set(Namespace::HiveVar, name, folder.to_string_lossy())
            .map_err(failure)?;
    }
    scratch::session(warehouse, variables)
}

/// Runs all scripts in their order; the statements that were run.
///
/// Errors: every message of a statement that failed.
pub async fn run_scripts(session: &mut Session) -> Result<Vec<StatementReport>, Failure> {
    let mut scripts = Vec::new();
    for file in files(&scripts_folder())? {
        let source = Source::read(&file).map_err(rendered)?;
        let script = Script::analyze(source, &session.variables, session.database());
        scripts.push(script.map_err(|wrong| {
            let wrong: Vec<String> = wrong.iter().map(|it| it.render(Paint::Plain)).collect();
            Failure(wrong.join("\n"))
        })?);
    }
    let ordered = order(&scripts).map_err(rendered)?;
    let messages = Arc::new(Messages::default());
    let observer: Arc<dyn Observer> = Arc::clone(&messages) as Arc<dyn Observer>;
    let scripts: Vec<Arc<Script>> = scripts.into_iter().map(Arc::new).collect();
    let options = RunOptions {
        jobs: 2,
        on_error: OnError::Stop,
        from_statement: 1,
    };
    let reports = run(session, &scripts, &ordered, options, &observer).await;
    if !reports.iter().any(|report| report.state.is_failure()) {
        return Ok(reports);
    }
    let messages = messages.0.lock().map_err(failure)?;
    Err(Failure(messages.join("\n")))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn rendered(diagnostic: Diagnostic) -> Failure {
    Failure(diagnostic.render(Paint::Plain))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "hql" || ending == "sql")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Keeps what is wrong.
#[derive(Debug, Default)]
struct Messages(Mutex<Vec<String>>);

impl Observer for Messages {
    fn begins(&self, _: &str, _: &Statement) {}

    fn progress(&self, _: &str, _: Progress) {}

    fn ends(&self, _: &StatementReport) {}

    fn diagnostic(&self, diagnostic: &Diagnostic) {
        if let Ok(mut messages) = self.0.lock() {
            messages.push(diagnostic.render(Paint::Plain));
        }
    }
}
