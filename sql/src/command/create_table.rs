//! CREATE TABLE in its three forms.

use std::collections::BTreeMap;

use datafusion::sql::sqlparser::ast::Query;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Span;

use super::column::columns;
use super::query::query;
use super::storage::{Storage, properties};
use super::words::Words;
use super::{Command, Fault, Refusal, TableName};
use crate::catalog::{Column, TableDefinition, TableKind};

/// CREATE TABLE: what it says of the table, and where its columns come from.
#[derive(Debug)]
pub struct CreateTable {
    /// The table.
    pub table: TableName,
    /// Whether a table that is there is left as it is.
    pub if_not_exists: bool,
    /// Who owns the data.
    pub kind: TableKind,
    /// Where its columns come from.
    pub content: Content,
    /// COMMENT.
    pub comment: Option<String>,
    /// LOCATION as the script writes it.
    pub location: Option<String>,
    /// ROW FORMAT and STORED AS.
    pub storage: Storage,
    /// TBLPROPERTIES.
    pub properties: BTreeMap<String, String>,
    /// Clauses that are accepted and change nothing here.
    pub ignored: Vec<&'static str>,
}

/// Where the columns of a new table come from.
#[derive(Debug)]
pub enum Content {
    /// They are listed.
    Columns {
        /// The columns.
        columns: Vec<Column>,
        /// PARTITIONED BY.
        partition_columns: Vec<Column>,
    },
    /// `AS SELECT`
    Query(Box<Query>),
    /// `LIKE t`
    Like(TableName),
}

impl CreateTable {
    /// The definition of the table, with these columns. `database` is that of a name without one.
    ///
    /// Errors: properties that cannot be.
    pub fn definition(
        &self,
        database: &str,
        columns: Vec<Column>,
        partition_columns: Vec<Column>,
    ) -> Result<TableDefinition, Refusal> {
        let database = self.table.database.as_deref().unwrap_or(database);
        let format = self.storage.format(&self.properties)?;
        let mut definition = TableDefinition::new(database, &self.table.table, columns, format);
        definition.kind = self.kind;
        definition.partition_columns = partition_columns;
        definition.location.clone_from(&self.location);
        definition.comment.clone_from(&self.comment);
        definition.properties.clone_from(&self.properties);
        Ok(definition)
    }
}

/// After CREATE.
pub(super) fn create_table(parser: &mut Parser) -> Result<Command, Fault> {
    let start = parser.here();
    let kind = if parser.take("external") {
        TableKind::External
    } else if parser.take("temporary") {
        TableKind::Temporary
    } else {
        TableKind::Managed
    };
    parser.expect("table")?;
    let if_not_exists = parser.take("if not exists");
    let table = parser.table()?;
    let mut create = CreateTable {
        table,
        if_not_exists,
        kind,
        content: Content::Columns {
            columns: Vec::new(),
            partition_columns: Vec::new(),
        },
        comment: None,
        location: None,
        storage: Storage::default(),
        properties: BTreeMap::new(),
        ignored: Vec::new(),
    };
    let (mut listed, mut partitioned) = (Vec::new(), Vec::new());
    if parser.take("like") {
        create.content = Content::Like(parser.table()?);
    } else if parser.peek_token_ref().token == datafusion::sql::sqlparser::tokenizer::Token::LParen
    {
        listed = columns(parser)?;
    }
    while clause(parser, &mut create, &mut partitioned)? {}
    if parser.take("as") {
        refuse_as_select(&create, &listed, &partitioned, parser.since(start))?;
        create.content = Content::Query(query(parser)?);
    } else if let Content::Columns {
        columns,
        partition_columns,
    } = &mut create.content
    {
        if listed.is_empty() {
            return parser.unexpected("columns, LIKE or AS SELECT");
        }
        (*columns, *partition_columns) = (listed, partitioned);
    }
    Ok(Command::CreateTable(Box::new(create)))
}

/// Takes one clause after the columns if one comes next.
fn clause(
    parser: &mut Parser,
    create: &mut CreateTable,
    partitioned: &mut Vec<Column>,
) -> Result<bool, Fault> {
    if parser.take("comment") {
        create.comment = Some(parser.text()?);
    } else if parser.take("partitioned by") {
        *partitioned = columns(parser)?;
    } else if parser.take("clustered by") {
        clustered(parser)?;
        create.ignored.push("CLUSTERED BY");
    } else if parser.at("skewed by") {
        let refusal = parser.refused("SKEWED BY is not supported");
        return Err(refusal.hint("leave it out: it only places files").into());
    } else if parser.take("location") {
        create.location = Some(parser.text()?);
    } else if parser.take("tblproperties") {
        create.properties = properties(parser)?;
    } else {
        return create.storage.take(parser);
    }
    Ok(true)
}

/// `(a, b) [SORTED BY (c DESC)] INTO 8 BUCKETS`: where rows lie changes no result.
fn clustered(parser: &mut Parser) -> Result<(), Fault> {
    parser.listed(Words::name)?;
    if parser.take("sorted by") {
        parser.listed(|parser| {
            let column = parser.name()?;
            let _ = parser.take("asc") || parser.take("desc");
            Ok(column)
        })?;
    }
    parser.expect("into")?;
    parser.parse_literal_uint()?;
    parser.expect("buckets")
}

fn refuse_as_select(
    create: &CreateTable,
    listed: &[Column],
    partitioned: &[Column],
    span: Span,
) -> Result<(), Refusal> {
    let refuse = |what: &str| {
        Err(
            Refusal::new(format!("CREATE TABLE … AS SELECT {what}, in Hive as here"))
                .span(span)
                .hint("create the table first, then INSERT INTO it"),
        )
    };
    match create.kind {
        _ if !listed.is_empty() => refuse("takes no list of columns"),
        _ if !partitioned.is_empty() => refuse("takes no PARTITIONED BY"),
        _ if matches!(create.content, Content::Like(_)) => refuse("takes no LIKE"),
        TableKind::External => refuse("makes no external table"),
        _ => Ok(()),
    }
}
