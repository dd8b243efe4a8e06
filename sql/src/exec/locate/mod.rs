//! The engine's errors as messages that point into the script.

mod calls;
mod engine;
mod planning;

use std::ops::Range;

use datafusion::sql::sqlparser::ast::{Query, SelectItem, SetExpr, Spanned};
use datafusion::sql::sqlparser::tokenizer::Span;

use super::insert::{InsertError, Target};

use crate::catalog::Warehouse;
use crate::command::mark;
use crate::script::{Diagnostic, Statement, nearest};

pub(super) use calls::{Call, calls, replace_expression};
pub(super) use engine::{engine_error, missing_table};

/// An error of something that the statement names: a table, a database.
pub(super) fn about_name(
    statement: &Statement,
    name: &str,
    error: &dyn std::error::Error,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(error.to_string());
    mark(statement, diagnostic, statement.find_word(name))
}

/// An error of an INSERT: of a column's type at what the query gives for the column, of all else at the table's name.
pub(super) fn insert_error(
    statement: &Statement,
    source: &Query,
    target: &Target,
    error: &InsertError,
) -> Diagnostic {
    let diagnostic = about_name(statement, &target.definition.name, error);
    let InsertError::ColumnType { column, .. } = error else {
        return diagnostic;
    };
    let mut columns = target.columns().into_iter().flatten();
    let position = columns.position(|it| it.name == *column);
    let item = position.and_then(|position| projection(&source.body)?.get(position));
    match item.and_then(|item| range(statement, item.span())) {
        Some(range) => statement.mark(diagnostic, range),
        None => diagnostic,
    }
}

/// The items of a query's first SELECT, where each is one column.
fn projection(body: &SetExpr) -> Option<&[SelectItem]> {
    match body {
        SetExpr::Select(select) => {
            let is_star = |item: &SelectItem| {
                matches!(
                    item,
                    SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(_, _)
                )
            };
            (!select.projection.iter().any(is_star)).then_some(select.projection.as_slice())
        }
        SetExpr::Query(query) => projection(&query.body),
        SetExpr::SetOperation { left, .. } => projection(left),
        _ => None,
    }
}

/// The range of [`Statement::text`] that a span of the parser means; `None` for a node that no text was parsed to.
pub(super) fn range(statement: &Statement, span: Span) -> Option<Range<usize>> {
    let start = statement.offset(span.start.line, span.start.column)?;
    let end = statement.offset(span.end.line, span.end.column)?;
    (start < end).then(|| closed(statement.text(), start..end))
}

/// The parser leaves the `)` of a call out of its span.
fn closed(text: &str, range: Range<usize>) -> Range<usize> {
    let marked = text.get(range.clone()).unwrap_or_default();
    let count = |sign: char| marked.matches(sign).count();
    let mut missing = count('(').saturating_sub(count(')'));
    let mut end = range.end;
    for (at, ch) in text.get(range.end..).unwrap_or_default().char_indices() {
        match ch {
            ')' if missing > 0 => {
                missing -= 1;
                end = range.end + at + 1;
            }
            _ if missing > 0 && ch.is_whitespace() => {}
            _ => break,
        }
    }
    range.start..end
}

/// A table that is not there, with those that are.
pub(super) fn unknown_table(
    statement: &Statement,
    warehouse: &Warehouse,
    database: &str,
    table: &str,
) -> Diagnostic {
    if !warehouse.has_database(database).unwrap_or(true) {
        return unknown_database(statement, warehouse, database);
    }
    let mut diagnostic =
        Diagnostic::error(format!("no table `{database}.{table}` in the warehouse"));
    let tables = warehouse.tables(database).unwrap_or_default();
    if let Some(near) = nearest(table, tables.iter().map(String::as_str)) {
        diagnostic = diagnostic.hint(format!("did you mean `{database}.{near}`?"));
    }
    if !tables.is_empty() {
        diagnostic = diagnostic.hint(format!("tables in `{database}`: {}", tables.join(", ")));
    }
    let range = statement
        .find_word(&format!("{database}.{table}"))
        .or_else(|| statement.find_word(table));
    mark(statement, diagnostic, range)
}

fn unknown_database(statement: &Statement, warehouse: &Warehouse, database: &str) -> Diagnostic {
    let databases = warehouse.databases().unwrap_or_default();
    let mut diagnostic = Diagnostic::error(format!(
        "no database `{database}` in the warehouse {}",
        warehouse.root().display()
    ));
    if let Some(near) = nearest(database, databases.iter().map(String::as_str)) {
        diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
    }
    diagnostic = diagnostic
        .hint(format!("databases: {}", databases.join(", ")))
        .hint("`--warehouse DIR` or MAIDIAN_WAREHOUSE names another warehouse");
    mark(statement, diagnostic, statement.find_word(database))
}
