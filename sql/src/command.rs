//! What a statement asks for, told apart before anything is planned or done.
//!
//! Queries are sqlparser's. Everything round them is read here, word by word: Hive's statements are many, have clauses
//! of their own, and what is not known must be refused where it stands.

mod alter;
mod change;
mod client;
mod column;
mod create;
mod create_table;
mod fault;
mod grammar;
mod insert;
mod known;
mod partition;
mod query;
mod refuse;
mod set;
mod show;
mod storage;
mod tables;
mod words;

pub use alter::{ColumnPlace, PartitionValues, TableChange};
pub use change::{Dropped, Load};
pub use client::{ClientCommand, client_command};
pub use create::{CreateDatabase, CreateFunction, CreateView};
pub use create_table::{Content, CreateTable};
pub(crate) use fault::mark;
pub use fault::{Fault, Mark, Refusal};
pub(crate) use grammar::{command, view_query};
pub use insert::{Destination, InsertCommand, TableDestination};
pub use partition::{Comparison, PartitionCondition, PartitionItem};
pub use set::Setting;
pub use show::{Describe, Detail, Show};
pub use storage::Storage;
pub(crate) use tables::table_name;

use datafusion::sql::sqlparser::ast::Query;

/// A statement that the runner knows how to carry out.
#[derive(Debug)]
pub enum Command {
    /// A SELECT: its rows are the answer.
    Query(Box<Query>),
    /// EXPLAIN of a query, or of INSERTs.
    Explain {
        /// Whether all plans are told, and not the last ones only.
        verbose: bool,
        /// Whether it is run, to tell what it took.
        analyze: bool,
        /// What is explained.
        of: Vec<(Option<Destination>, Box<Query>)>,
    },
    /// INSERT; several after one FROM.
    Insert(Vec<InsertCommand>),
    /// CREATE TABLE.
    CreateTable(Box<CreateTable>),
    /// CREATE VIEW.
    CreateView(Box<CreateView>),
    /// CREATE DATABASE.
    CreateDatabase(CreateDatabase),
    /// CREATE FUNCTION.
    CreateFunction(CreateFunction),
    /// DROP.
    Drop {
        /// What goes.
        dropped: Dropped,
        /// Whether it is no error that it is not there.
        if_exists: bool,
    },
    /// ALTER TABLE, or ALTER VIEW.
    AlterTable {
        /// The table.
        table: TableName,
        /// What is changed.
        change: TableChange,
    },
    /// TRUNCATE TABLE.
    Truncate {
        /// The table.
        table: TableName,
        /// Its partitions; none are all.
        partition: Vec<PartitionCondition>,
    },
    /// LOAD DATA.
    Load(Load),
    /// MSCK REPAIR TABLE.
    Repair(TableName),
    /// ANALYZE TABLE.
    Analyze(TableName),
    /// USE: names without a database are of this one from now on.
    Use(String),
    /// SHOW.
    Show(Show),
    /// DESCRIBE.
    Describe(Describe),
}

/// A table's name as a statement gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableName {
    /// The database; `None`: the current one.
    pub database: Option<String>,
    /// The table, in lower case.
    pub table: String,
}

impl TableName {
    /// `database.table`; `current` is the database of a name without one.
    pub fn full(&self, current: &str) -> String {
        format!(
            "{}.{}",
            self.database.as_deref().unwrap_or(current),
            self.table
        )
    }
}
