//! Scripts checked statement by statement.

use std::path::PathBuf;

use super::Checked;
use crate::exec::{Script, Session, order};
use crate::script::{Diagnostic, RawStatement, Source, split, substitute};

/// What was found in a script.
#[derive(Debug)]
pub struct CheckedScript {
    /// Its name.
    pub name: String,
    /// What is wrong with the script as a whole, so that it has no statements.
    pub problem: Option<Diagnostic>,
    /// Its statements.
    pub statements: Vec<CheckedStatement>,
}

/// A statement and what was found in it.
#[derive(Debug)]
pub struct CheckedStatement {
    /// Its text.
    pub raw: RawStatement,
    /// What was found.
    pub checked: Checked,
    /// What is probably not meant.
    pub warnings: Vec<Diagnostic>,
}

/// Checks scripts in the order in which they would be run, those that cannot be read first. The tables that they define are
/// seen by those after them, so that the session should be a [rehearsal](Session::rehearsal). Of `schemas`, whose tables
/// all see, only those with problems are told.
///
/// Errors: a schema that cannot be read.
pub async fn check_scripts(
    session: &Session,
    files: &[PathBuf],
    schemas: &[PathBuf],
) -> Result<Vec<CheckedScript>, Diagnostic> {
    let schemas = schemas.iter().map(|path| Source::read(path));
    let mut problems = Vec::new();
    for schema in schemas.collect::<Result<Vec<_>, _>>()? {
        problems.push(CheckedScript::of(session, &schema).await);
    }
    problems.retain(|schema| schema.problems().next().is_some());
    let (sources, mut checked) = sources(files);
    for source in in_order(sources, session) {
        checked.push(CheckedScript::of(session, &source).await);
    }
    problems.extend(checked);
    Ok(problems)
}

/// The scripts that can be read, and what is to be said of the others.
fn sources(files: &[PathBuf]) -> (Vec<Source>, Vec<CheckedScript>) {
    let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
    for file in files {
        match Source::read(file) {
            Ok(source) => sources.push(source),
            Err(problem) => {
                let name = file.display().to_string();
                unreadable.push(CheckedScript::unreadable(name, problem));
            }
        }
    }
    (sources, unreadable)
}

/// Scripts in the order in which they would be run; as they are given, where that cannot be told.
fn in_order(sources: Vec<Source>, session: &Session) -> Vec<Source> {
    let analyze = |source: &Source| {
        Script::analyze(source.clone(), &session.variables, session.database()).ok()
    };
    let scripts: Option<Vec<Script>> = sources.iter().map(analyze).collect();
    let Some(order) = scripts.and_then(|scripts| order(&scripts).ok()) else {
        return sources;
    };
    order
        .iter()
        .filter_map(|(position, _)| sources.get(*position).cloned())
        .collect()
}

impl CheckedScript {
    /// A script that cannot be read or cut into statements.
    pub fn unreadable(name: String, problem: Diagnostic) -> Self {
        Self {
            name,
            problem: Some(problem),
            statements: Vec::new(),
        }
    }

    /// Checks all statements. What the script sets is its own, the tables that it defines are seen by the next one.
    pub async fn of(session: &Session, source: &Source) -> Self {
        let name = source.name().to_owned();
        let statements = match split(source) {
            Ok(statements) => statements,
            Err(problem) => return Self::unreadable(name, problem),
        };
        let mut session = session.fork();
        let mut checked = Vec::with_capacity(statements.len());
        for raw in statements {
            let (found, warnings) = match substitute(&raw, &session.variables) {
                Ok(statement) => {
                    let warnings = statement.warnings().to_vec();
                    (session.check(&statement).await, warnings)
                }
                Err(problem) => (Checked::refused(problem), Vec::new()),
            };
            checked.push(CheckedStatement {
                raw,
                checked: found,
                warnings,
            });
        }
        Self {
            name,
            problem: None,
            statements: checked,
        }
    }

    /// All that is wrong with it.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let statements = self.statements.iter();
        let problems = statements.flat_map(|statement| &statement.checked.problems);
        self.problem.iter().chain(problems)
    }
}
