//! What can be wrong with the warehouse, its definitions and its folders.

use std::io;
use std::path::{Path, PathBuf};

use datafusion::error::DataFusionError;

/// A catalog operation that did not succeed: what, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// A file operation failed.
    #[error("cannot {action} {path}: {cause}")]
    Io {
        /// What was tried: a verb and, where needed, a noun ("read", "create folder").
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's answer.
        cause: io::Error,
    },
    /// A name that cannot be a database, table or partition column.
    #[error("'{name}' cannot name a {what}: use letters, digits and '_'")]
    Name {
        /// "database", "table" or "partition column".
        what: &'static str,
        /// The name as given.
        name: String,
    },
    /// No such database.
    #[error(
        "database '{database}' does not exist in {warehouse}; CREATE DATABASE {database} creates it"
    )]
    UnknownDatabase {
        /// The database.
        database: String,
        /// The warehouse folder.
        warehouse: PathBuf,
    },
    /// The database exists already.
    #[error("database '{0}' exists already; CREATE DATABASE IF NOT EXISTS accepts that")]
    DatabaseExists(String),
    /// A database that still has tables cannot be dropped.
    #[error("database '{database}' is not empty (it has {tables}); drop its tables or add CASCADE")]
    DatabaseNotEmpty {
        /// The database.
        database: String,
        /// Its tables, separated by commas.
        tables: String,
    },
    /// The database `default` always exists.
    #[error("database 'default' cannot be dropped")]
    DropDefault,
    /// No such table.
    #[error("table '{0}' does not exist; DROP TABLE IF EXISTS accepts that")]
    UnknownTable(String),
    /// The table exists already.
    #[error("table '{0}' exists already; CREATE TABLE IF NOT EXISTS accepts that")]
    TableExists(String),
    /// A view where a table is needed, or the other way round.
    #[error("'{name}' is a {found}, and this needs a {needed}")]
    Kind {
        /// `database.table`.
        name: String,
        /// What it is.
        found: &'static str,
        /// What is needed.
        needed: &'static str,
    },
    /// A view whose query cannot be planned any more.
    #[error("view '{view}': {reason}")]
    View {
        /// `database.view`.
        view: String,
        /// What is wrong.
        reason: String,
    },
    /// The definition file cannot be understood.
    #[error(
        "the definition of table '{table}' in {path} is damaged: {reason}; restore the file, or delete it and create the table again"
    )]
    DamagedDefinition {
        /// `database.table`.
        table: String,
        /// The definition file.
        path: PathBuf,
        /// What is wrong in it.
        reason: String,
    },
    /// The record of a commit cannot be understood.
    #[error(
        "the record of an unfinished INSERT in {path} is damaged: {reason}; look into its folder, move its files by hand and delete it"
    )]
    DamagedCommit {
        /// The commit file.
        path: PathBuf,
        /// What is wrong in it.
        reason: String,
    },
    /// A type text that is no Hive type.
    #[error("'{text}' is no type that tables can have: {reason}")]
    Type {
        /// The text.
        text: String,
        /// What is wrong in it.
        reason: String,
    },
    /// A definition that makes no table.
    #[error("table '{table}': {reason}")]
    Definition {
        /// `database.table`.
        table: String,
        /// What is wrong.
        reason: String,
    },
    /// A location on something other than a local disk.
    #[error(
        "table '{table}': location '{location}' is not on a local disk; give a folder, a file or a file:// URL"
    )]
    Location {
        /// `database.table`.
        table: String,
        /// The location as declared.
        location: String,
    },
    /// The data of an external table is not where its definition says.
    #[error(
        "table '{table}': its location {path} does not exist; create it, or declare the table with another LOCATION"
    )]
    MissingLocation {
        /// `database.table`.
        table: String,
        /// The folder or file.
        path: PathBuf,
    },
    /// A path that cannot be written in a commit record or an object path.
    #[error("the name {path} is not UTF-8; rename it")]
    NotUtf8 {
        /// The file or folder.
        path: PathBuf,
    },
}

impl CatalogError {
    /// The conversion of an I/O error met while doing `action` on `path`.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |cause| Self::Io {
            action,
            path,
            cause,
        }
    }
}

impl From<CatalogError> for DataFusionError {
    fn from(error: CatalogError) -> Self {
        Self::External(Box::new(error))
    }
}
