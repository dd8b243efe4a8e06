//! Statements of Hive's that are known and refused, each with what to do instead.

use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Span;

use super::Refusal;
use super::words::Words;

/// First words, what is refused, and a hint.
const REFUSED: &[(&str, &str, &str)] = &[
    ("update", "UPDATE", ROWS),
    ("delete", "DELETE", ROWS),
    ("merge", "MERGE", ROWS),
    ("start transaction", "START TRANSACTION", TRANSACTIONS),
    ("begin", "BEGIN", TRANSACTIONS),
    ("commit", "COMMIT", TRANSACTIONS),
    ("rollback", "ROLLBACK", TRANSACTIONS),
    ("set autocommit", "SET AUTOCOMMIT", TRANSACTIONS),
    ("abort transactions", "ABORT TRANSACTIONS", TRANSACTIONS),
    ("lock", "LOCK", LOCKS),
    ("unlock", "UNLOCK", LOCKS),
    ("grant", "GRANT", RIGHTS),
    ("revoke", "REVOKE", RIGHTS),
    (
        "export",
        "EXPORT",
        "INSERT OVERWRITE DIRECTORY writes files elsewhere",
    ),
    ("import", "IMPORT", "LOAD DATA takes files into a table"),
];

const ROWS: &str = "rows cannot be changed in place: INSERT OVERWRITE the table or partition with what it should hold";
const TRANSACTIONS: &str = "every statement is whole or undone by itself; leave it out";
const LOCKS: &str = "statements wait for each other by themselves; leave it out";
const RIGHTS: &str = "who may do what is up to the file system";

/// The statement's refusal if it begins with words of this list.
pub(super) fn known(parser: &Parser) -> Option<Refusal> {
    let (_, what, hint) = REFUSED.iter().find(|(words, _, _)| parser.at(words))?;
    Some(
        parser
            .refused(&format!("{what} is not supported"))
            .hint(*hint),
    )
}

/// The refusal of a statement that begins with `verb` and goes on with an object that is not supported.
pub(super) fn refuse(parser: &mut Parser, verb: &str, start: Span) -> Refusal {
    let mut object = Vec::new();
    for words in [
        "temporary macro",
        "materialized view",
        "resource plan",
        "table extended",
    ] {
        if parser.at(words) {
            object = words.split(' ').map(str::to_uppercase).collect();
        }
    }
    if object.is_empty() {
        object.push(parser.peek_token_ref().token.to_string().to_uppercase());
    }
    object.iter().for_each(|_| parser.advance_token());
    let object = object.join(" ");
    let refusal =
        Refusal::new(format!("{verb} {object} is not supported")).span(parser.since(start));
    match object.as_str() {
        "TEMPORARY MACRO" => refusal.hint("write the macro's expression where it is used"),
        "MATERIALIZED VIEW" => {
            refusal.hint("CREATE TABLE … AS SELECT keeps a query's rows, CREATE VIEW its text")
        }
        "INDEX" => refusal.hint("leave it out: it changes no result"),
        "ROLE" | "ROLES" | "GRANT" => refusal.hint(RIGHTS),
        "LOCKS" | "TRANSACTIONS" => refusal.hint(LOCKS),
        _ => refusal,
    }
}
