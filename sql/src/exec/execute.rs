//! Carries out one statement.

use std::time::Duration;

use datafusion::execution::SendableRecordBatchStream;

use super::insert::{InsertReport, Progress};
use super::locate;
use super::scanned::Scanned;
use super::session::Session;
use crate::command::{ClientCommand, Command, client_command};
use crate::parse::parse;
use crate::script::{Diagnostic, Statement};

/// What a statement gave.
pub enum Outcome {
    /// Rows, as they come.
    Rows(SendableRecordBatchStream),
    /// An INSERT.
    Written(Written),
    /// Something else: a line that says what was done; empty where there is nothing to say.
    Done(String),
}

/// What an INSERT did.
#[derive(Debug, Clone)]
pub struct Written {
    /// `database.table`; several of one statement are separated by commas.
    pub table: String,
    /// Rows, files, bytes, partitions.
    pub report: InsertReport,
    /// What it has read.
    pub scanned: Scanned,
    /// How long it took.
    pub elapsed: Duration,
}

impl Session {
    /// Carries out one statement. `on_progress` is told how many rows an INSERT has written so far.
    ///
    /// Errors: whatever is wrong with the statement or comes up when it runs, with its place in the script.
    pub async fn execute(
        &mut self,
        statement: &Statement,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome, Diagnostic> {
        if let Some(command) = client_command(statement.text()) {
            return self.client(statement, command);
        }
        match parse(statement)? {
            Command::Query(query) => self.query(statement, query).await.map(Outcome::Rows),
            Command::Explain {
                verbose,
                analyze,
                of,
            } => self.explain(statement, of, verbose, analyze).await,
            Command::Insert(inserts) => self.insert(statement, inserts, on_progress).await,
            Command::CreateTable(create) => {
                self.create_table(statement, *create, on_progress).await
            }
            Command::CreateView(create) => self.create_view(statement, *create).await,
            other => self.define(statement, other),
        }
    }

    /// Statements that run no query.
    pub(super) fn define(
        &mut self,
        statement: &Statement,
        command: Command,
    ) -> Result<Outcome, Diagnostic> {
        match command {
            Command::CreateDatabase(create) => self.create_database(statement, create),
            Command::CreateFunction(create) => self.create_function(statement, &create),
            Command::Drop { dropped, if_exists } => self.drop(statement, dropped, if_exists),
            Command::AlterTable { table, change } => self.alter(statement, &table, change),
            Command::Truncate { table, partition } => self.truncate(statement, &table, &partition),
            Command::Load(load) => self.load(statement, &load),
            Command::Repair(table) => self.repair(statement, &table),
            Command::Analyze(table) => {
                let table = self.table(statement, &table)?.full_name();
                self.notice(format!(
                    "{table}: there are no statistics to compute, files are looked at when they are read"
                ));
                Ok(Outcome::Done(String::new()))
            }
            Command::Use(database) => {
                self.use_database(&database)
                    .map_err(|error| locate::about_name(statement, &database, &error))?;
                Ok(Outcome::Done(format!("database {database}")))
            }
            Command::Show(show) => self.show(statement, show),
            Command::Describe(describe) => self.describe(statement, describe),
            // Done by `execute`.
            Command::Query(_)
            | Command::Explain { .. }
            | Command::Insert(_)
            | Command::CreateTable(_)
            | Command::CreateView(_) => Ok(Outcome::Done(String::new())),
        }
    }

    fn client(
        &mut self,
        statement: &Statement,
        command: ClientCommand,
    ) -> Result<Outcome, Diagnostic> {
        match command {
            ClientCommand::Set(setting) => self.set(statement, setting),
            ClientCommand::Reset(names) => Ok(self.reset(&names)),
            ClientCommand::Notice(notice) => {
                self.notice(notice);
                Ok(Outcome::Done(String::new()))
            }
            ClientCommand::Refused { message, hint } => Err(crate::command::Refusal::new(message)
                .hint(hint)
                .diagnostic(statement)),
        }
    }
}
