//! INSERT in all its forms.

use datafusion::sql::sqlparser::ast::Query;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::partition::{PartitionItem, items};
use super::query::Shared;
use super::storage::Storage;
use super::words::Words;
use super::{Fault, Refusal, TableName};

/// One INSERT of a statement.
#[derive(Debug)]
pub struct InsertCommand {
    /// Where the rows go.
    pub into: Destination,
    /// The rows.
    pub source: Box<Query>,
}

/// Where the rows of an INSERT go.
#[derive(Debug)]
pub enum Destination {
    /// `INSERT OVERWRITE TABLE t PARTITION (dt = '2024-11-25', hour) IF NOT EXISTS`
    Table(TableDestination),
    /// `INSERT OVERWRITE LOCAL DIRECTORY 'path' STORED AS …`
    Directory {
        /// The folder as the script writes it.
        path: String,
        /// How the files are written.
        storage: Storage,
    },
}

/// A table that is written, and how.
#[derive(Debug)]
pub struct TableDestination {
    /// The table.
    pub table: TableName,
    /// The PARTITION clause in its order.
    pub partition: Vec<(String, PartitionItem)>,
    /// Whether there is a PARTITION clause.
    pub names_partition: bool,
    /// The columns that the query gives, where they are listed.
    pub columns: Option<Vec<String>>,
    /// Whether what is there is replaced.
    pub overwrite: bool,
    /// Whether a partition that is there is left as it is.
    pub if_not_exists: bool,
}

/// One or more INSERTs after what they share.
pub(super) fn inserts(parser: &mut Parser, shared: &Shared) -> Result<Vec<InsertCommand>, Fault> {
    let mut inserts = Vec::new();
    while parser.at("insert") {
        if !inserts.is_empty() && !shared.has_from() {
            return Err(parser
                .refused("several INSERTs in one statement need `FROM …` before the first")
                .into());
        }
        let into = destination(parser)?;
        inserts.push(InsertCommand {
            into,
            source: source(parser, shared)?,
        });
    }
    Ok(inserts)
}

fn source(parser: &mut Parser, shared: &Shared) -> Result<Box<Query>, Fault> {
    let is_query = ["select", "with", "values", "from", "map", "reduce"]
        .iter()
        .any(|word| parser.at(word))
        || parser.peek_token_ref().token == Token::LParen;
    if !is_query {
        return parser.unexpected("SELECT or VALUES");
    }
    if parser.at("from") && !shared.has_from() {
        return Shared::parse(parser)?.query(parser);
    }
    shared.query(parser)
}

fn destination(parser: &mut Parser) -> Result<Destination, Fault> {
    parser.expect("insert")?;
    let overwrite = parser.take("overwrite");
    if !overwrite {
        parser.expect("into")?;
    }
    if parser.at("local directory") || parser.at("directory") {
        if !overwrite {
            return Err(parser
                .refused("a directory can only be overwritten: INSERT OVERWRITE DIRECTORY")
                .into());
        }
        parser.take("local");
        parser.expect("directory")?;
        return Ok(Destination::Directory {
            path: parser.text()?,
            storage: Storage::parse(parser)?,
        });
    }
    parser.take("table");
    table(parser, overwrite).map(Destination::Table)
}

fn table(parser: &mut Parser, overwrite: bool) -> Result<TableDestination, Fault> {
    let table = parser.table()?;
    let names_partition = parser.take("partition");
    let partition = if names_partition {
        items(parser)?
    } else {
        Vec::new()
    };
    let start = parser.here();
    let if_not_exists = parser.take("if not exists");
    let is_dynamic = partition
        .iter()
        .any(|(_, item)| *item == PartitionItem::FromRows);
    if if_not_exists && (!overwrite || partition.is_empty() || is_dynamic) {
        let message =
            "IF NOT EXISTS goes with INSERT OVERWRITE and a PARTITION that names all values";
        return Err(Refusal::new(message).span(parser.since(start)).into());
    }
    Ok(TableDestination {
        table,
        partition,
        names_partition,
        columns: columns(parser)?,
        overwrite,
        if_not_exists,
    })
}

/// `(a, b)` before the query; `(SELECT …)` is the query.
fn columns(parser: &mut Parser) -> Result<Option<Vec<String>>, Fault> {
    let is_query = ["select", "with", "from", "values"]
        .iter()
        .any(|word| is_next_word(parser, word));
    if parser.peek_token_ref().token != Token::LParen || is_query {
        return Ok(None);
    }
    if parser.peek_nth_token_ref(1).token == Token::LParen {
        return Ok(None);
    }
    parser.listed(Words::name).map(Some)
}

fn is_next_word(parser: &Parser, word: &str) -> bool {
    matches!(&parser.peek_nth_token_ref(1).token, Token::Word(found)
        if found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word))
}
