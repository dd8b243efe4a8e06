//! CREATE of everything that is no table.

use std::collections::BTreeMap;

use datafusion::sql::sqlparser::ast::Query;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::{Location, Token};

use super::create_table::create_table;
use super::query::query;
use super::storage::properties;
use super::words::Words;
use super::{Command, Fault, TableName};

/// `CREATE VIEW v (a COMMENT 'x') AS SELECT …`
#[derive(Debug)]
pub struct CreateView {
    /// The view.
    pub view: TableName,
    /// Whether a view that is there is replaced.
    pub or_replace: bool,
    /// Whether a view that is there is left as it is.
    pub if_not_exists: bool,
    /// The names of its columns and their comments, where they are listed.
    pub columns: Vec<(String, Option<String>)>,
    /// COMMENT.
    pub comment: Option<String>,
    /// TBLPROPERTIES.
    pub properties: BTreeMap<String, String>,
    /// Its query.
    pub query: Box<Query>,
    /// Where the query begins in the statement's text; it ends with the statement.
    pub starts: Location,
}

/// `CREATE DATABASE d COMMENT 'x' LOCATION 'path'`
#[derive(Debug)]
pub struct CreateDatabase {
    /// The database.
    pub name: String,
    /// Whether a database that is there is left as it is.
    pub if_not_exists: bool,
    /// COMMENT.
    pub comment: Option<String>,
    /// LOCATION as the script writes it.
    pub location: Option<String>,
    /// WITH DBPROPERTIES.
    pub properties: BTreeMap<String, String>,
}

/// `CREATE TEMPORARY FUNCTION f AS 'a.b.Class' USING JAR 'x'`
#[derive(Debug)]
pub struct CreateFunction {
    /// The name that queries use.
    pub name: String,
    /// The class in Hive.
    pub class: String,
}

/// CREATE and what follows it.
pub(super) fn create(parser: &mut Parser) -> Result<Command, Fault> {
    let created = parser.here();
    parser.expect("create")?;
    let or_replace = parser.take("or replace");
    if parser.take("view") {
        return view(parser, or_replace).map(|view| Command::CreateView(Box::new(view)));
    }
    if or_replace {
        return parser.unexpected("VIEW");
    }
    if parser.take("database") || parser.take("schema") {
        return database(parser).map(Command::CreateDatabase);
    }
    if parser.at("function") || parser.at("temporary function") {
        parser.take("temporary");
        return function(parser).map(Command::CreateFunction);
    }
    if ["table", "external", "temporary table"]
        .iter()
        .any(|phrase| parser.at(phrase))
    {
        return create_table(parser);
    }
    Err(super::known::refuse(parser, "CREATE", created).into())
}

fn view(parser: &mut Parser, or_replace: bool) -> Result<CreateView, Fault> {
    let if_not_exists = parser.take("if not exists");
    let view = parser.table()?;
    let mut columns = Vec::new();
    if parser.peek_token_ref().token == Token::LParen {
        columns = parser.listed(|parser| {
            let name = parser.name()?;
            let comment = if parser.take("comment") {
                Some(parser.text()?)
            } else {
                None
            };
            Ok((name, comment))
        })?;
    }
    let mut comment = None;
    let mut view_properties = BTreeMap::new();
    loop {
        if parser.take("comment") {
            comment = Some(parser.text()?);
        } else if parser.take("tblproperties") {
            view_properties = properties(parser)?;
        } else {
            break;
        }
    }
    parser.expect("as")?;
    let starts = parser.here().start;
    Ok(CreateView {
        view,
        or_replace,
        if_not_exists,
        columns,
        comment,
        properties: view_properties,
        query: query(parser)?,
        starts,
    })
}

/// `ALTER VIEW v AS SELECT …` after the name.
pub(super) fn altered_view(parser: &mut Parser, view: TableName) -> Result<CreateView, Fault> {
    parser.expect("as")?;
    let starts = parser.here().start;
    Ok(CreateView {
        view,
        or_replace: true,
        if_not_exists: false,
        columns: Vec::new(),
        comment: None,
        properties: BTreeMap::new(),
        query: query(parser)?,
        starts,
    })
}

fn database(parser: &mut Parser) -> Result<CreateDatabase, Fault> {
    let if_not_exists = parser.take("if not exists");
    let mut database = CreateDatabase {
        name: parser.name()?,
        if_not_exists,
        comment: None,
        location: None,
        properties: BTreeMap::new(),
    };
    loop {
        if parser.take("comment") {
            database.comment = Some(parser.text()?);
        } else if parser.take("location") {
            database.location = Some(parser.text()?);
        } else if parser.take("with dbproperties") {
            database.properties = properties(parser)?;
        } else {
            return Ok(database);
        }
    }
}

fn function(parser: &mut Parser) -> Result<CreateFunction, Fault> {
    parser.expect("function")?;
    // A function of a database is called by its last name here.
    let name = parser.table()?.table;
    parser.expect("as")?;
    let class = parser.text()?;
    if parser.take("using") {
        loop {
            if !(parser.take("jar") || parser.take("file") || parser.take("archive")) {
                return parser.unexpected("JAR, FILE or ARCHIVE");
            }
            parser.text()?;
            if !parser.consume_token(&Token::Comma) {
                break;
            }
        }
    }
    Ok(CreateFunction { name, class })
}
