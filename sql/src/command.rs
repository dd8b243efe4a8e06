//! What a statement asks for, told apart before anything is planned or done.

mod create_table;
mod refuse;
mod set;

pub use create_table::create_table;
pub use set::{Setting, set_statement};

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, Expr, Ident, Insert, ObjectName, ObjectType, Query, Statement as Tree,
    TableObject, UnaryOperator, Use, Value,
};

use crate::catalog::TableDefinition;

/// A statement that the runner knows how to carry out.
#[derive(Debug)]
pub enum Command {
    /// A SELECT, or EXPLAIN of one: its rows are the answer.
    Query(Box<Tree>),
    /// INSERT INTO or INSERT OVERWRITE.
    Insert(InsertCommand),
    /// CREATE TABLE.
    CreateTable {
        /// The table; its location is as the script writes it.
        definition: TableDefinition,
        /// Whether a table that is there is left as it is.
        if_not_exists: bool,
    },
    /// CREATE DATABASE.
    CreateDatabase {
        /// The database.
        name: String,
        /// Whether a database that is there is left as it is.
        if_not_exists: bool,
    },
    /// DROP TABLE.
    DropTable {
        /// The table.
        table: TableName,
        /// Whether a table that is not there is no error.
        if_exists: bool,
    },
    /// DROP DATABASE.
    DropDatabase {
        /// The database.
        name: String,
        /// Whether a database that is not there is no error.
        if_exists: bool,
        /// Whether its tables go too.
        cascade: bool,
    },
    /// USE: names without a database are of this one from now on.
    Use(String),
    /// SHOW DATABASES.
    ShowDatabases,
    /// SHOW TABLES.
    ShowTables,
    /// DESCRIBE a table.
    Describe(TableName),
}

/// A table's name as a statement gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableName {
    /// The database; `None`: the current one.
    pub database: Option<String>,
    /// The table, in lower case.
    pub table: String,
}

/// `INSERT OVERWRITE TABLE t PARTITION (dt = '2024-11-25', hour) SELECT …`
#[derive(Debug)]
pub struct InsertCommand {
    /// The table that is written.
    pub table: TableName,
    /// The PARTITION clause in its order.
    pub partition: Vec<(String, PartitionItem)>,
    /// Whether what is there is replaced.
    pub overwrite: bool,
    /// The rows.
    pub source: Box<Query>,
}

/// What a PARTITION clause says of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartitionItem {
    /// `dt = '2024-11-25'`; `None` is NULL.
    Value(Option<String>),
    /// `hour` alone: the rows say it.
    FromRows,
}

/// Why a statement is none of [`Command`]'s: what is not supported, and a word of the statement to point at.
#[derive(Debug)]
pub struct Refusal {
    /// What it is.
    pub message: String,
    /// A word in the statement's text that shows the place.
    pub word: Option<String>,
}

impl Refusal {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            word: None,
        }
    }

    fn at(mut self, word: impl Into<String>) -> Self {
        self.word = Some(word.into());
        self
    }
}

/// Tells what a syntax tree asks for. `database` is the current one, for tables that are created.
///
/// Errors: a statement, or a clause of one, that is not supported.
pub fn command(tree: Tree, database: &str) -> Result<Command, Refusal> {
    refuse::refuse_unsupported(&tree)?;
    match tree {
        Tree::Query(_) | Tree::Explain { .. } => Ok(Command::Query(Box::new(tree))),
        Tree::Insert(insert) => self::insert(insert).map(Command::Insert),
        Tree::CreateTable(create) => {
            let if_not_exists = create.if_not_exists;
            let definition = create_table(create, database)?;
            Ok(Command::CreateTable {
                definition,
                if_not_exists,
            })
        }
        Tree::CreateDatabase {
            db_name,
            if_not_exists,
            ..
        } => Ok(Command::CreateDatabase {
            name: single(&db_name)?,
            if_not_exists,
        }),
        Tree::Drop {
            object_type,
            if_exists,
            names,
            cascade,
            ..
        } => drop(object_type, if_exists, &names, cascade),
        Tree::Use(Use::Object(name) | Use::Database(name)) => Ok(Command::Use(single(&name)?)),
        Tree::Use(Use::Default) => Ok(Command::Use("default".to_owned())),
        Tree::ShowDatabases { .. } | Tree::ShowSchemas { .. } => Ok(Command::ShowDatabases),
        Tree::ShowTables { .. } => Ok(Command::ShowTables),
        Tree::ExplainTable { table_name, .. } => {
            Ok(Command::Describe(self::table_name(&table_name)?))
        }
        other => {
            let text = other.to_string();
            let words: Vec<&str> = text.split_whitespace().take(2).collect();
            Err(Refusal::new(format!(
                "{} is not supported",
                words.join(" ").to_uppercase()
            ))
            .at(words.first().copied().unwrap_or_default()))
        }
    }
}

fn drop(
    object: ObjectType,
    if_exists: bool,
    names: &[ObjectName],
    cascade: bool,
) -> Result<Command, Refusal> {
    let [name] = names else {
        return Err(Refusal::new("DROP takes one name").at("drop"));
    };
    match object {
        ObjectType::Table => Ok(Command::DropTable {
            table: table_name(name)?,
            if_exists,
        }),
        ObjectType::Database | ObjectType::Schema => Ok(Command::DropDatabase {
            name: single(name)?,
            if_exists,
            cascade,
        }),
        other => Err(Refusal::new(format!("DROP {other} is not supported")).at("drop")),
    }
}

fn insert(insert: Insert) -> Result<InsertCommand, Refusal> {
    let TableObject::TableName(name) = &insert.table else {
        return Err(Refusal::new("INSERT takes a table's name").at("insert"));
    };
    let table = table_name(name)?;
    if !insert.columns.is_empty() || !insert.after_columns.is_empty() {
        return Err(Refusal::new(
            "INSERT with a list of columns is not supported; columns go by position",
        )
        .at(table.table));
    }
    let Some(source) = insert.source else {
        return Err(Refusal::new("INSERT needs a SELECT or VALUES").at("insert"));
    };
    let partition = insert
        .partitioned
        .unwrap_or_default()
        .iter()
        .map(partition_value)
        .collect::<Result<_, _>>()?;
    Ok(InsertCommand {
        table,
        partition,
        overwrite: insert.overwrite,
        source,
    })
}

/// `dt = '2024-11-25'`, or `hour` alone.
fn partition_value(expr: &Expr) -> Result<(String, PartitionItem), Refusal> {
    let fail = || {
        Refusal::new(format!(
            "PARTITION takes `column` or `column = literal`, got `{expr}`"
        ))
        .at("partition")
    };
    match expr {
        Expr::Identifier(column) => Ok((lower(column), PartitionItem::FromRows)),
        Expr::BinaryOp {
            left,
            op: BinaryOperator::Eq,
            right,
        } => match (left.as_ref(), literal(right)) {
            (Expr::Identifier(column), Some(value)) => {
                Ok((lower(column), PartitionItem::Value(value)))
            }
            _ => Err(fail()),
        },
        _ => Err(fail()),
    }
}

#[expect(
    clippy::option_option,
    reason = "NULL and no literal are different answers"
)]
fn literal(expr: &Expr) -> Option<Option<String>> {
    match expr {
        Expr::Value(value) => match &value.value {
            Value::Null => Some(None),
            Value::SingleQuotedString(text) | Value::Number(text, _) => Some(Some(text.clone())),
            Value::Boolean(value) => Some(Some(value.to_string())),
            _ => None,
        },
        Expr::UnaryOp {
            op: UnaryOperator::Minus,
            expr,
        } => literal(expr)?.map(|number| Some(format!("-{number}"))),
        _ => None,
    }
}

fn lower(ident: &Ident) -> String {
    ident.value.to_lowercase()
}

fn parts(name: &ObjectName) -> Vec<String> {
    name.0
        .iter()
        .filter_map(|part| part.as_ident().map(lower))
        .collect()
}

fn single(name: &ObjectName) -> Result<String, Refusal> {
    match <[String; 1]>::try_from(parts(name)) {
        Ok([name]) => Ok(name),
        Err(_) => Err(Refusal::new(format!("`{name}` is no database name")).at(name.to_string())),
    }
}

/// `db.table` or `table`.
pub(crate) fn table_name(name: &ObjectName) -> Result<TableName, Refusal> {
    let mut parts = parts(name).into_iter();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(table), None, _) => Ok(TableName {
            database: None,
            table,
        }),
        (Some(database), Some(table), None) => Ok(TableName {
            database: Some(database),
            table,
        }),
        _ => Err(Refusal::new(format!(
            "`{name}` is no table name: write `table` or `database.table`"
        ))
        .at(name.to_string())),
    }
}
