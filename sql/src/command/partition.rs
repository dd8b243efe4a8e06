//! PARTITION clauses.

use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::words::Words;
use super::{Fault, Refusal};

/// What the PARTITION clause of an INSERT says of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartitionItem {
    /// `dt = '2024-11-25'`; `None` is NULL.
    Value(Option<String>),
    /// `hour` alone: the rows say it.
    FromRows,
}

/// How a partition's value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>` or `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// `dt < '2024-11-25'`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionCondition {
    /// The partition column.
    pub column: String,
    /// How.
    pub comparison: Comparison,
    /// The value as text; `None` is NULL, the default partition.
    pub value: Option<String>,
}

/// `(dt = '2024-11-25', hour)` after PARTITION in an INSERT.
pub(super) fn items(parser: &mut Parser) -> Result<Vec<(String, PartitionItem)>, Fault> {
    parser.listed(|parser| {
        let column = parser.name()?;
        let item = if take_equal(parser) {
            PartitionItem::Value(literal(parser)?)
        } else {
            PartitionItem::FromRows
        };
        Ok((column, item))
    })
}

/// `(dt = '2024-11-25', hour = 7)`: values only.
pub(super) fn values(parser: &mut Parser) -> Result<Vec<(String, Option<String>)>, Fault> {
    parser.listed(|parser| {
        let column = parser.name()?;
        if !take_equal(parser) {
            return parser.unexpected("= and a value");
        }
        Ok((column, literal(parser)?))
    })
}

/// `(dt < '2024-11-25', hour = 7)`: all must hold.
pub(super) fn conditions(parser: &mut Parser) -> Result<Vec<PartitionCondition>, Fault> {
    parser.listed(|parser| {
        let column = parser.name()?;
        let comparison = match parser.peek_token_ref().token {
            Token::Eq | Token::DoubleEq => Comparison::Equal,
            Token::Neq => Comparison::NotEqual,
            Token::Lt => Comparison::Less,
            Token::LtEq => Comparison::LessOrEqual,
            Token::Gt => Comparison::Greater,
            Token::GtEq => Comparison::GreaterOrEqual,
            _ => return parser.unexpected("a comparison such as = or <"),
        };
        parser.advance_token();
        Ok(PartitionCondition {
            column,
            comparison,
            value: literal(parser)?,
        })
    })
}

fn take_equal(parser: &mut Parser) -> bool {
    parser.consume_token(&Token::Eq) || parser.consume_token(&Token::DoubleEq)
}

fn literal(parser: &mut Parser) -> Result<Option<String>, Fault> {
    let start = parser.here();
    if parser.take("null") {
        return Ok(None);
    }
    for word in ["true", "false"] {
        if parser.take(word) {
            return Ok(Some(word.to_owned()));
        }
    }
    // `DATE '2024-11-25'` is the same as its text.
    if parser.at("date") || parser.at("timestamp") {
        parser.advance_token();
    }
    let sign = if parser.consume_token(&Token::Minus) {
        "-"
    } else {
        ""
    };
    match &parser.peek_token_ref().token {
        Token::Number(digits, _) => {
            let number = format!("{sign}{digits}");
            parser.advance_token();
            Ok(Some(number))
        }
        Token::SingleQuotedString(_) if sign.is_empty() => parser.text().map(Some),
        Token::EOF => parser.unexpected("a value"),
        other => {
            let message = format!("a partition's value is a literal, got `{other}`");
            parser.advance_token();
            Err(Refusal::new(message).span(parser.since(start)).into())
        }
    }
}
