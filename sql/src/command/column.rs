//! Columns and their types.

use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::words::Words;
use super::{Fault, Refusal};
use crate::catalog::{Column, HiveType};

/// `(a int COMMENT 'x', b string)`
pub(super) fn columns(parser: &mut Parser) -> Result<Vec<Column>, Fault> {
    parser.listed(column)
}

/// `a int COMMENT 'x'`
pub(super) fn column(parser: &mut Parser) -> Result<Column, Fault> {
    for constraint in ["primary key", "foreign key", "constraint", "unique"] {
        if parser.at(constraint) && !is_type_next(parser, constraint) {
            let message = format!(
                "{} is not supported: Hive does not check it either",
                constraint.to_uppercase()
            );
            return Err(parser.refused(&message).hint("leave it out").into());
        }
    }
    let name = parser.name()?;
    let mut column = Column::new(name.clone(), data_type(parser, &name)?);
    if parser.take("comment") {
        column.comment = Some(parser.text()?);
    }
    Ok(column)
}

/// `unique int` is a column that is called so.
fn is_type_next(parser: &Parser, constraint: &str) -> bool {
    !constraint.contains(' ')
        && matches!(&parser.peek_nth_token_ref(1).token, Token::Word(word)
            if word.value.parse::<HiveType>().is_ok())
}

/// A type. Its text is read by [`HiveType`]; here it only ends where its brackets are closed.
pub(super) fn data_type(parser: &mut Parser, column: &str) -> Result<HiveType, Fault> {
    let start = parser.here();
    let mut text = String::new();
    let mut open = 0_usize;
    loop {
        let token = &parser.peek_token_ref().token;
        match token {
            Token::EOF => break,
            Token::Lt | Token::LParen => open += 1,
            Token::Gt | Token::RParen if open > 0 => open -= 1,
            Token::ShiftRight if open > 1 => open -= 2,
            _ if open > 0 || text.is_empty() => {}
            // `double precision` is the one type of two words.
            Token::Word(word)
                if text == "double" && word.value.eq_ignore_ascii_case("precision") => {}
            _ => break,
        }
        let follows_word = text.ends_with(|c: char| c.is_alphanumeric() || c == '`');
        if follows_word && matches!(token, Token::Word(_)) {
            text.push(' ');
        }
        if matches!(token, Token::SingleQuotedString(_)) {
            // A comment of a field: Hive keeps it, no reader asks for it.
            text.push_str(" ''");
        } else {
            text.push_str(&token.to_string().to_lowercase());
        }
        parser.advance_token();
        let is_whole = open == 0
            && !matches!(parser.peek_token_ref().token, Token::Lt | Token::LParen)
            && !parser.at("precision");
        if is_whole {
            break;
        }
    }
    if text.is_empty() {
        return parser.unexpected("a type");
    }
    text.parse().map_err(|error| {
        Refusal::new(format!("column `{column}`: {error}"))
            .span(parser.since(start))
            .into()
    })
}
