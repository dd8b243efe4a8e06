//! Which statement it is, by its first words.

use datafusion::sql::sqlparser::ast::Query;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::insert::inserts;
use super::query::Shared;
use super::words::Words;
use super::{Command, Fault};
use super::{alter, change, create, known, show};

type Grammar = fn(&mut Parser) -> Result<Command, Fault>;

/// Statements by their first words.
const STATEMENTS: &[(&str, Grammar)] = &[
    ("create", create::create),
    ("drop", change::drop),
    ("alter", alter::alter),
    ("show", show::show),
    ("describe", show::describe),
    ("desc", show::describe),
    ("explain", show::explain),
    ("truncate", change::truncate),
    ("load", change::load),
    ("msck", change::repair),
    ("analyze", change::analyze),
];

/// Reads one statement; what follows it is left.
pub(crate) fn command(parser: &mut Parser) -> Result<Command, Fault> {
    let begins = |parser: &Parser, words: &[&str]| words.iter().any(|word| parser.at(word));
    if begins(
        parser,
        &[
            "select", "values", "with", "from", "insert", "map", "reduce",
        ],
    ) || parser.peek_token_ref().token == Token::LParen
    {
        return query_or_insert(parser);
    }
    if let Some((_, statement)) = STATEMENTS.iter().find(|(word, _)| parser.at(word)) {
        return statement(parser);
    }
    if parser.take("use") {
        return Ok(Command::Use(parser.name()?));
    }
    if let Some(refusal) = known::known(parser) {
        return Err(refusal.into());
    }
    parser.unexpected("a statement")
}

fn query_or_insert(parser: &mut Parser) -> Result<Command, Fault> {
    let shared = Shared::parse(parser)?;
    if parser.at("insert") {
        return inserts(parser, &shared).map(Command::Insert);
    }
    shared.query(parser).map(Command::Query)
}

/// Reads the query of a view.
pub(crate) fn view_query(parser: &mut Parser) -> Result<Box<Query>, Fault> {
    super::query::query(parser)
}
