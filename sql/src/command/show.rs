//! SHOW, DESCRIBE and EXPLAIN.

use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::change::optional_conditions;
use super::insert::inserts;
use super::partition::PartitionCondition;
use super::query::Shared;
use super::words::Words;
use super::{Command, Fault, TableName};

/// What SHOW lists. Patterns are Hive's: `*` is anything, `|` is or.
#[derive(Debug)]
pub enum Show {
    /// `SHOW DATABASES LIKE 'a*'`
    Databases(Option<String>),
    /// `SHOW TABLES IN d LIKE 'a*'`
    Tables {
        /// The database; `None`: the current one.
        database: Option<String>,
        /// The pattern.
        pattern: Option<String>,
    },
    /// `SHOW VIEWS IN d LIKE 'a*'`
    Views {
        /// The database; `None`: the current one.
        database: Option<String>,
        /// The pattern.
        pattern: Option<String>,
    },
    /// `SHOW PARTITIONS t PARTITION (dt = 'x')`
    Partitions(TableName, Vec<PartitionCondition>),
    /// `SHOW CREATE TABLE t`
    CreateTable(TableName),
    /// `SHOW FUNCTIONS LIKE 'a*'`
    Functions(Option<String>),
    /// `SHOW COLUMNS IN t`
    Columns(TableName),
    /// `SHOW TBLPROPERTIES t ('name')`
    Properties(TableName, Option<String>),
    /// `SHOW CURRENT DATABASE`
    CurrentDatabase,
}

/// What DESCRIBE is about.
#[derive(Debug)]
pub enum Describe {
    /// `DESCRIBE FORMATTED t PARTITION (dt = 'x') column`
    Table {
        /// The table.
        table: TableName,
        /// How much is told.
        detail: Detail,
        /// The partition.
        partition: Vec<PartitionCondition>,
        /// One column only.
        column: Option<String>,
    },
    /// `DESCRIBE FUNCTION EXTENDED f`
    Function {
        /// The function.
        name: String,
        /// Whether all of its documentation is told.
        extended: bool,
    },
    /// `DESCRIBE DATABASE d`
    Database(String),
}

/// How much DESCRIBE tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The columns.
    Columns,
    /// EXTENDED: and the rest in one row.
    Extended,
    /// FORMATTED: and the rest in rows.
    Formatted,
}

/// SHOW and what follows it.
pub(super) fn show(parser: &mut Parser) -> Result<Command, Fault> {
    let start = parser.here();
    parser.expect("show")?;
    let show = if parser.take("databases") || parser.take("schemas") {
        Show::Databases(pattern(parser)?)
    } else if parser.take("tables") {
        let database = database(parser)?;
        let pattern = pattern(parser)?;
        Show::Tables { database, pattern }
    } else if parser.take("views") {
        let database = database(parser)?;
        let pattern = pattern(parser)?;
        Show::Views { database, pattern }
    } else if parser.take("partitions") {
        Show::Partitions(parser.table()?, optional_conditions(parser)?)
    } else if parser.take("create table") || parser.take("create view") {
        Show::CreateTable(parser.table()?)
    } else if parser.take("functions") {
        Show::Functions(pattern(parser)?)
    } else if parser.take("columns") {
        columns(parser)?
    } else if parser.take("tblproperties") {
        properties(parser)?
    } else if parser.take("current database") {
        Show::CurrentDatabase
    } else {
        return Err(super::known::refuse(parser, "SHOW", start).into());
    };
    Ok(Command::Show(show))
}

fn columns(parser: &mut Parser) -> Result<Show, Fault> {
    if !(parser.take("in") || parser.take("from")) {
        return parser.unexpected("IN or FROM");
    }
    let mut table = parser.table()?;
    if let Some(database) = database(parser)? {
        table.database = Some(database);
    }
    Ok(Show::Columns(table))
}

fn properties(parser: &mut Parser) -> Result<Show, Fault> {
    let table = parser.table()?;
    let name = if parser.peek_token_ref().token == Token::LParen {
        parser.listed(Words::text)?.pop()
    } else {
        None
    };
    Ok(Show::Properties(table, name))
}

fn database(parser: &mut Parser) -> Result<Option<String>, Fault> {
    if parser.take("in") || parser.take("from") {
        parser.name().map(Some)
    } else {
        Ok(None)
    }
}

/// `LIKE 'a*'`, or the pattern alone, quoted or not.
fn pattern(parser: &mut Parser) -> Result<Option<String>, Fault> {
    let has_like = parser.take("like");
    match &parser.peek_token_ref().token {
        Token::SingleQuotedString(_) => parser.text().map(Some),
        Token::Word(_) => parser.name().map(Some),
        _ if has_like => parser.unexpected("a pattern"),
        _ => Ok(None),
    }
}

/// DESCRIBE and what follows it.
pub(super) fn describe(parser: &mut Parser) -> Result<Command, Fault> {
    if !parser.take("describe") {
        parser.expect("desc")?;
    }
    if parser.take("function") {
        let extended = parser.take("extended");
        let name = match parser.peek_token_ref().token {
            Token::SingleQuotedString(_) => parser.text()?,
            _ => parser.name()?,
        };
        return Ok(Command::Describe(Describe::Function { name, extended }));
    }
    if parser.take("database") || parser.take("schema") {
        parser.take("extended");
        return Ok(Command::Describe(Describe::Database(parser.name()?)));
    }
    let detail = if parser.take("extended") {
        Detail::Extended
    } else if parser.take("formatted") {
        Detail::Formatted
    } else {
        Detail::Columns
    };
    parser.take("table");
    let table = parser.table()?;
    let mut partition = optional_conditions(parser)?;
    let mut column = None;
    if !parser.at_end() {
        column = Some(parser.name()?);
        if partition.is_empty() {
            partition = optional_conditions(parser)?;
        }
    }
    Ok(Command::Describe(Describe::Table {
        table,
        detail,
        partition,
        column,
    }))
}

/// EXPLAIN of a query or an INSERT.
pub(super) fn explain(parser: &mut Parser) -> Result<Command, Fault> {
    parser.expect("explain")?;
    let verbose = parser.take("extended") || parser.take("verbose");
    for kind in [
        "authorization",
        "dependency",
        "vectorization",
        "ast",
        "cbo",
        "locks",
    ] {
        if parser.at(kind) {
            let message = format!("EXPLAIN {} is not supported", kind.to_uppercase());
            return Err(parser
                .refused(&message)
                .hint("supported: EXPLAIN [EXTENDED|FORMATTED]")
                .into());
        }
    }
    let _ = parser.take("formatted") || parser.take("logical");
    let analyze = parser.take("analyze");
    let shared = Shared::parse(parser)?;
    let of = if parser.at("insert") {
        inserts(parser, &shared)?
            .into_iter()
            .map(|insert| (Some(insert.into), insert.source))
            .collect()
    } else {
        vec![(None, shared.query(parser)?)]
    };
    Ok(Command::Explain {
        verbose,
        analyze,
        of,
    })
}
