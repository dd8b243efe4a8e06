//! From paths to scripts that can be run.

use std::path::{Path, PathBuf};

use super::lineage::Script;
use super::order::missing_tables;
use super::session::Session;
use crate::script::{Diagnostic, Source, nearest};

/// Reads all scripts, as `session` would run them.
///
/// Errors: everything that is wrong, and not the first only.
pub fn read_scripts(files: &[PathBuf], session: &Session) -> Result<Vec<Script>, Vec<Diagnostic>> {
    let mut scripts = Vec::with_capacity(files.len());
    let mut problems = Vec::new();
    for file in files {
        let script = Source::read(file).map_err(|error| vec![error]);
        let script = script
            .and_then(|source| Script::analyze(source, &session.variables, session.database()));
        match script {
            Ok(script) => scripts.push(script),
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() {
        Ok(scripts)
    } else {
        Err(problems)
    }
}

/// Tables that scripts read or fill, and that neither the warehouse has nor any of them makes.
pub fn unknown_tables(session: &Session, scripts: &[Script]) -> Vec<Diagnostic> {
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
    let missing = missing.into_iter().map(|(name, mut diagnostic)| {
        let (database, table) = name.split_once('.').unwrap_or(("default", &name));
        let tables = warehouse.tables(database).unwrap_or_default();
        if let Some(near) = nearest(table, tables.iter().map(String::as_str)) {
            diagnostic = diagnostic.hint(format!("did you mean `{database}.{near}`?"));
        }
        diagnostic.hint(format!("the warehouse is {}", warehouse.root().display()))
    });
    missing.collect()
}

/// The files to run: those that are named, and of folders all `.sql` and `.hql` files below them, by name.
///
/// Errors: a folder that cannot be read, or that holds no script.
pub fn script_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
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
