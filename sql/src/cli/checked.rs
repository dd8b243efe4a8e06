//! Scripts checked statement by statement, for `check` and for `run --dry-run`.

use crate::exec::{Checked, Session};
use crate::script::{Diagnostic, RawStatement, Source, split, substitute};

/// What was found in a script.
#[derive(Debug)]
pub(super) struct CheckedScript {
    /// Its name.
    pub(super) name: String,
    /// What is wrong with the script as a whole, so that it has no statements.
    pub(super) problem: Option<Diagnostic>,
    /// Its statements.
    pub(super) statements: Vec<CheckedStatement>,
}

/// A statement and what was found in it.
#[derive(Debug)]
pub(super) struct CheckedStatement {
    pub(super) raw: RawStatement,
    pub(super) checked: Checked,
    /// What is probably not meant.
    pub(super) warnings: Vec<Diagnostic>,
}

impl CheckedScript {
    /// A script that cannot be read or cut into statements.
    pub(super) fn unreadable(name: String, problem: Diagnostic) -> Self {
        Self {
            name,
            problem: Some(problem),
            statements: Vec::new(),
        }
    }

    /// Checks all statements. What the script sets is its own, the tables that it defines are seen by the next one.
    pub(super) async fn of(session: &Session, source: &Source) -> Self {
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
    pub(super) fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let statements = self.statements.iter();
        let problems = statements.flat_map(|statement| &statement.checked.problems);
        self.problem.iter().chain(problems)
    }
}
