//! The driver of `.slt` files: each file runs in a session of its own, on an empty warehouse.
//!
//! A row is its values with one blank between them, compared exactly. NULL is `NULL`, an empty text `(empty)`, a blank
//! at either end of a value `␣`, a line break `\n`, a tab `\t`; nested values are compact JSON. All columns are text:
//! a query says how many there are by as many `T`. Relative locations start from the warehouse's folder.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use maidian::exec::Session;
use maidian::script::Variables;
use sqllogictest::{
    AsyncDB, DBOutput, DefaultColumnType, MakeConnection, Normalizer, Record, Runner, parse_file,
    strict_column_validator,
};
use tempfile::TempDir;

use crate::scratch::{self, Failure, failure};

/// A database for sqllogictest.
#[derive(Debug)]
pub struct Database {
    session: Session,
    // The warehouse is deleted with it.
    _folder: TempDir,
}

impl Database {
    fn open() -> Result<Self, Failure> {
        let folder = tempfile::tempdir().map_err(failure)?;
        let session = scratch::session(folder.path(), Variables::default())?;
        Ok(Self {
            session,
            _folder: folder,
        })
    }
}

#[async_trait]
impl AsyncDB for Database {
    type Error = Failure;
    type ColumnType = DefaultColumnType;

    async fn run(&mut self, sql: &str) -> Result<DBOutput<DefaultColumnType>, Failure> {
        let result = scratch::run(&mut self.session, "slt", sql).await?;
        if result.names.is_empty() {
            return Ok(DBOutput::StatementComplete(0));
        }
        Ok(DBOutput::Rows {
            types: vec![DefaultColumnType::Text; result.names.len()],
            rows: result
                .rows
                .into_iter()
                .map(|row| row.into_iter().map(cell).collect())
                .collect(),
        })
    }

    async fn shutdown(&mut self) {}
}

fn cell(value: Option<String>) -> String {
    let text = match value {
        None => return "NULL".to_owned(),
        Some(text) if text.is_empty() => return "(empty)".to_owned(),
        Some(text) => text,
    };
    let inner = text.trim_matches(' ');
    let before = text.len() - text.trim_start_matches(' ').len();
    let after = text.len() - before - inner.len();
    let inner = inner
        .replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace('\r', "\\r");
    format!("{}{inner}{}", "␣".repeat(before), "␣".repeat(after))
}

fn is_exact(_: Normalizer, actual: &[Vec<String>], expected: &[String]) -> bool {
    actual
        .iter()
        .map(|row| row.join(" "))
        .eq(expected.iter().cloned())
}

/// Runs a file, all of it whatever fails on the way; how many statements and queries it has.
///
/// Errors: what was expected and what came, with the line, for everything that failed.
pub async fn run_file(path: &Path) -> Result<usize, Failure> {
    let records = parse_file::<DefaultColumnType>(path).map_err(failure)?;
    let mut runner = Runner::new(|| async { Database::open() });
    runner.with_validator(is_exact);
    runner.with_column_validator(strict_column_validator);
    let (count, failures) = run_records(&mut runner, records).await;
    runner.shutdown_async().await;
    if failures.is_empty() {
        Ok(count)
    } else {
        Err(Failure(failures.join("\n")))
    }
}

async fn run_records<M: MakeConnection<Conn = Database>>(
    runner: &mut Runner<Database, M>,
    records: Vec<Record<DefaultColumnType>>,
) -> (usize, Vec<String>) {
    let (mut count, mut failures) = (0, Vec::new());
    for record in records {
        count += usize::from(matches!(
            record,
            Record::Statement { .. } | Record::Query { .. }
        ));
        if let Err(error) = runner.run_async(record).await {
            failures.push(error.display(false).to_string());
        }
    }
    (count, failures)
}

/// All `.slt` files below `folder`, sorted.
///
/// Errors: a folder that cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(failure)? {
            let path = entry.map_err(failure)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "slt") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
