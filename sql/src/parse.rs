//! A statement's text as a command.

use datafusion::sql::sqlparser::ast::Query;
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use crate::command::{Command, Fault, command, view_query};
use crate::dialect::HiveQl;
use crate::literal::unescape;
use crate::script::{Diagnostic, Statement, nearest};

/// The words that clauses of a query begin with, for those who misspell them.
const CLAUSES: [&str; 9] = [
    "from", "where", "group", "order", "having", "limit", "union", "lateral", "join",
];

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
        let word = next.token.to_string();
        let diagnostic = Diagnostic::error(format!("unexpected `{word}` after the statement"));
        let diagnostic = match nearest(&word, CLAUSES) {
            // The word itself, where it has no place.
            Some(clause) if clause.eq_ignore_ascii_case(&word) => diagnostic,
            Some(clause) => diagnostic.hint(format!("did you mean `{clause}`?")),
            None => diagnostic.hint("statements are separated by `;`"),
        };
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
    if let Some(word) = what.strip_prefix("Expected an expression, found: ") {
        return trailing_comma(statement, word, statement.offset(line, column));
    }
    statement.mark_position(Diagnostic::error(sentence(what)), line, column)
}

/// `SELECT a, FROM t`: the parser tells the place behind `word`, which it took for the item.
fn trailing_comma(statement: &Statement, word: &str, behind: Option<usize>) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("expected an expression, found `{word}`"))
        .hint("is there a comma too many before it?");
    let before = behind.and_then(|behind| statement.text().get(..behind));
    match before.and_then(|before| before.rfind(word)) {
        Some(start) => statement.mark(diagnostic, start..start + word.len()),
        None => statement.mark_end(diagnostic),
    }
}

fn place_in(message: &str) -> Option<(&str, u64, u64)> {
    let (what, place) = message.rsplit_once(" at Line: ")?;
    let (line, column) = place.split_once(", Column: ")?;
    Some((what, line.parse().ok()?, column.parse().ok()?))
}

/// `Expected: a, found: b` as a message of ours: expected a, found `b`.
fn sentence(message: &str) -> String {
    let Some((expected, found)) = message
        .strip_prefix("Expected: ")
        .and_then(|rest| rest.split_once(", found: "))
    else {
        return message.to_owned();
    };
    let is_sign = !expected.contains(|ch: char| ch.is_alphanumeric());
    let expected = if is_sign {
        format!("`{expected}`")
    } else {
        expected.to_owned()
    };
    match found {
        "EOF" => format!("expected {expected}, found the end of the statement"),
        found => format!("expected {expected}, found `{found}`"),
    }
}
