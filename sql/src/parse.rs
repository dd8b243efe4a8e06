//! A statement's text as a command.

use datafusion::sql::sqlparser::ast::Query;
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use crate::command::{Command, Fault, command, view_query};
use crate::dialect::HiveQl;
use crate::literal::unescape;
use crate::script::{Diagnostic, Statement};

/// Parses one statement of a script.
///
/// Errors: text that is not HiveQL, follows the statement, or asks for what is not supported; the place is that of the
/// first token that does not fit.
pub fn parse(statement: &Statement) -> Result<Command, Diagnostic> {
    parse_with(statement, command)
}

/// Parses the text of a view.
///
/// Errors: as [`parse`].
pub fn parse_view(statement: &Statement) -> Result<Box<Query>, Diagnostic> {
    parse_with(statement, view_query)
}

fn parse_with<T>(
    statement: &Statement,
    grammar: impl FnOnce(&mut Parser) -> Result<T, Fault>,
) -> Result<T, Diagnostic> {
    let tokens = Tokenizer::new(&HiveQl, statement.text())
        // Literals come as they are written: Hive's escapes are not the tokenizer's.
        .with_unescape(false)
        .tokenize_with_location()
        .map_err(|error| {
            let diagnostic = Diagnostic::error(error.message.clone());
            statement.mark_position(diagnostic, error.location.line, error.location.column)
        })?;
    if let Some(token) = tokens.iter().find(|token| is_hexadecimal_number(token)) {
        let (start, end) = (token.span.start, token.span.end);
        let diagnostic = Diagnostic::error("hexadecimal numbers are not HiveQL")
            .hint("conv('1F', 16, 10) makes one decimal");
        return Err(statement.mark_span(
            diagnostic,
            (start.line, start.column),
            (end.line, end.column),
        ));
    }
    let tokens = tokens.into_iter().map(resolve_literal).collect();
    let mut parser = Parser::new(&HiveQl).with_tokens_with_locations(tokens);
    let parsed = grammar(&mut parser).map_err(|fault| match fault {
        Fault::Syntax(error) => syntax_error(statement, error),
        Fault::Refused(refusal) => refusal.diagnostic(statement),
    })?;
    let next = parser.peek_token_ref();
    if next.token != Token::EOF {
        let diagnostic =
            Diagnostic::error(format!("unexpected `{}` after the statement", next.token))
                .hint("statements are separated by `;`");
        return Err(statement.mark_span(
            diagnostic,
            (next.span.start.line, next.span.start.column),
            (next.span.end.line, next.span.end.column),
        ));
    }
    Ok(parsed)
}

fn resolve_literal(token: TokenWithSpan) -> TokenWithSpan {
    let TokenWithSpan { token, span } = token;
    let token = match token {
        Token::SingleQuotedString(body) => Token::SingleQuotedString(unescape(&body, '\'')),
        Token::DoubleQuotedString(body) => Token::SingleQuotedString(unescape(&body, '"')),
        Token::Word(word) if word.quote_style.is_none() && is_number(&word.value) => {
            Token::Number(word.value, false)
        }
        other => other,
    };
    TokenWithSpan { token, span }
}

/// `0x1F`, which the tokenizer takes for the bytes `x'1F'`.
fn is_hexadecimal_number(token: &TokenWithSpan) -> bool {
    let Token::HexStringLiteral(digits) = &token.token else {
        return false;
    };
    // The bytes have a quote more on either side.
    token.span.end.column - token.span.start.column < digits.len() as u64 + 3
}

/// `100L`, `1.5BD`: a number with the letter of its type, which the tokenizer takes for a name.
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..).unwrap_or_default();
    digits.starts_with(|ch: char| ch.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && ["L", "S", "Y", "D", "F", "BD"]
            .iter()
            .any(|letters| letters.eq_ignore_ascii_case(suffix))
}

fn syntax_error(statement: &Statement, error: ParserError) -> Diagnostic {
    let message = match error {
        ParserError::TokenizerError(message) | ParserError::ParserError(message) => message,
        ParserError::RecursionLimitExceeded => {
            return statement.mark(
                Diagnostic::error("the statement is nested too deeply"),
                0..statement.text().len(),
            );
        }
    };
    // sqlparser puts the place into the text: `Expected: an expression, found: FROM at Line: 1, Column: 8`.
    let Some((what, line, column)) = place_in(&message) else {
        return statement.mark_end(Diagnostic::error(sentence(&message)));
    };
    statement.mark_position(Diagnostic::error(sentence(what)), line, column)
}

fn place_in(message: &str) -> Option<(&str, u64, u64)> {
    let (what, place) = message.rsplit_once(" at Line: ")?;
    let (line, column) = place.split_once(", Column: ")?;
    Some((what, line.parse().ok()?, column.parse().ok()?))
}

/// `Expected: a, found: b` as a message of ours: `expected a, found b`.
fn sentence(message: &str) -> String {
    message
        .replacen("Expected: ", "expected ", 1)
        .replacen("found: ", "found ", 1)
}
