//! The engine's errors as messages that point into the script.

use datafusion::error::DataFusionError;

use crate::command::{find_word, mark};
use crate::script::{Diagnostic, Statement, nearest};

/// An error of planning or running `statement`, with the place in the script where it can be told.
pub(super) fn engine_error(
    statement: &Statement,
    error: &DataFusionError,
    functions: &[String],
) -> Diagnostic {
    let root = error.find_root();
    let message = message(root);
    if let Some(diagnostic) = unknown_function(statement, &message, functions) {
        return diagnostic;
    }
    let mut diagnostic = Diagnostic::error(&*message);
    let engine = error.diagnostic();
    for help in engine.iter().flat_map(|engine| &engine.helps) {
        diagnostic = diagnostic.hint(help.message.clone());
    }
    match engine.and_then(|engine| engine.span) {
        Some(span) if span.start.line > 0 => statement.mark_span(
            diagnostic,
            (span.start.line, span.start.column),
            (span.end.line, span.end.column),
        ),
        _ => mark_quoted(statement, diagnostic, &message),
    }
}

/// An error of something that the statement names: a table, a database.
pub(super) fn about_name(
    statement: &Statement,
    name: &str,
    error: &dyn std::error::Error,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(error.to_string());
    let range = find_word(statement.text(), name);
    mark(statement, diagnostic, range)
}

/// What an error says, without DataFusion's prefixes, which name its layers and not the script's.
fn message(error: &DataFusionError) -> String {
    let text = error.strip_backtrace();
    // A function's own word on its arguments comes wrapped into the planner's.
    if let Some((_, wrapped)) = text.split_once("user-defined coercion failed with: ") {
        let own = wrapped
            .split(" No function matches the given name")
            .next()
            .unwrap_or(wrapped);
        return without_prefix(own.trim_end_matches('.')).to_owned();
    }
    without_prefix(&text).to_owned()
}

fn without_prefix(text: &str) -> &str {
    let prefixes = [
        "Error during planning: ",
        "Schema error: ",
        "External error: ",
        "Execution error: ",
        "This feature is not implemented: ",
    ];
    prefixes
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text)
}

/// `database.table` of a message that says that a table is not there.
pub(super) fn missing_table(error: &DataFusionError) -> Option<(String, String)> {
    let message = message(error.find_root());
    let name = message
        .strip_prefix("table '")?
        .strip_suffix("' not found")?;
    let mut parts = name.rsplit('.');
    let table = parts.next()?.to_owned();
    Some((parts.next()?.to_owned(), table))
}

fn unknown_function(
    statement: &Statement,
    message: &str,
    functions: &[String],
) -> Option<Diagnostic> {
    let name = message
        .strip_prefix("Invalid function '")?
        .split('\'')
        .next()?;
    let mut diagnostic = Diagnostic::error(format!("unknown function `{name}`"));
    if let Some(near) = nearest(name, functions.iter().map(String::as_str)) {
        diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
    }
    diagnostic = diagnostic.hint("`maidian functions` lists what is registered");
    let range = find_word(statement.text(), name);
    Some(mark(statement, diagnostic, range))
}

/// Marks the first name in the message that the statement has, or the statement's first word.
fn mark_quoted(statement: &Statement, diagnostic: Diagnostic, message: &str) -> Diagnostic {
    let names = message
        .split(['\'', '`', '"', ' ', '(', ','])
        .filter(|word| word.len() > 2);
    let text = statement.text();
    for name in names {
        let name = name.trim_start_matches("warehouse.");
        let is_name = name
            .chars()
            .all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | '.' | '$'));
        let is_specific = name.contains(['_', '.']);
        if is_name
            && is_specific
            && let Some(range) = find_word(text, name)
        {
            return statement.mark(diagnostic, range);
        }
    }
    mark(statement, diagnostic, None)
}

/// A table that is not there, with those that are.
pub(super) fn unknown_table(
    statement: &Statement,
    warehouse: &crate::catalog::Warehouse,
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
    let text = statement.text();
    let range = find_word(text, &format!("{database}.{table}")).or_else(|| find_word(text, table));
    mark(statement, diagnostic, range)
}

fn unknown_database(
    statement: &Statement,
    warehouse: &crate::catalog::Warehouse,
    database: &str,
) -> Diagnostic {
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
    let range = find_word(statement.text(), database);
    mark(statement, diagnostic, range)
}
