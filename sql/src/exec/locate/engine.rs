//! What the engine says, in our words.

use datafusion::common::{Column, SchemaError};
use datafusion::error::DataFusionError;

use crate::command::mark;
use crate::script::{Diagnostic, Statement, nearest};

/// Columns that a message about an unknown one lists.
const LISTED_COLUMNS: usize = 20;

/// The names of types, for those who misspell them.
const TYPES: [&str; 15] = [
    "tinyint",
    "smallint",
    "int",
    "bigint",
    "float",
    "double",
    "decimal",
    "string",
    "varchar",
    "char",
    "boolean",
    "binary",
    "date",
    "timestamp",
    "array",
];

/// An error of planning or running `statement`, with the place in the script where it can be told.
pub(in crate::exec) fn engine_error(
    statement: &Statement,
    error: &DataFusionError,
    functions: &[String],
) -> Diagnostic {
    let root = error.find_root();
    let message = message(root);
    if let Some(diagnostic) = unknown_function(statement, &message, functions) {
        return diagnostic;
    }
    let engine = error.diagnostic();
    let (mut diagnostic, name) = match unknown_column(root) {
        Some((diagnostic, name)) => (diagnostic, Some(name)),
        None => (Diagnostic::error(&*message), None),
    };
    if let Some(aggregation) = about_aggregation(&message) {
        diagnostic = aggregation;
    } else if let Some(name) = missing_type(&message) {
        diagnostic = diagnostic.hint(match nearest(name, TYPES) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("types: {}", TYPES.join(", ")),
        });
    } else {
        for help in engine.iter().flat_map(|engine| &engine.helps) {
            diagnostic = diagnostic.hint(help.message.clone());
        }
    }
    match (engine.and_then(|engine| engine.span), name) {
        (Some(span), _) if span.start.line > 0 => statement.mark_span(
            diagnostic,
            (span.start.line, span.start.column),
            (span.end.line, span.end.column),
        ),
        (_, Some(name)) => mark(statement, diagnostic, statement.find_word(&name)),
        (_, None) => mark_quoted(statement, diagnostic, &message),
    }
}

/// What an error says, without DataFusion's prefixes, which name its layers and not the script's.
pub(super) fn message(error: &DataFusionError) -> String {
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
pub(in crate::exec) fn missing_table(error: &DataFusionError) -> Option<(String, String)> {
    let message = message(error.find_root());
    let name = message
        .strip_prefix("table '")?
        .strip_suffix("' not found")?;
    let mut parts = name.rsplit('.');
    let table = parts.next()?.to_owned();
    Some((parts.next()?.to_owned(), table))
}

/// The function that a message says is not registered.
pub(super) fn missing_function(message: &str) -> Option<&str> {
    message
        .strip_prefix("Invalid function '")?
        .split('\'')
        .next()
}

fn unknown_function(
    statement: &Statement,
    message: &str,
    functions: &[String],
) -> Option<Diagnostic> {
    let name = missing_function(message)?;
    let diagnostic = no_function(name, functions);
    Some(mark(statement, diagnostic, statement.find_word(name)))
}

/// Whether a message says that WHERE has a call of an aggregate function.
pub(super) fn is_aggregate_in_where(message: &str) -> bool {
    message.starts_with("Aggregate functions are not allowed in the WHERE clause")
}

/// What the planner says of GROUP BY and aggregate functions, in Hive's terms.
fn about_aggregation(message: &str) -> Option<Diagnostic> {
    if is_aggregate_in_where(message) {
        let diagnostic = Diagnostic::error(
            "an aggregate function in WHERE, which is there before rows are grouped",
        );
        return Some(diagnostic.hint("conditions on groups are written in HAVING"));
    }
    let (clause, rest) = message
        .strip_prefix("Column in ")?
        .split_once(" must be in GROUP BY or an aggregate function")?;
    let column = rest.split_once("column \"")?.1.split('"').next()?;
    let column = column.rsplit('.').next()?;
    let diagnostic = Diagnostic::error(format!(
        "`{column}` in {clause} is neither in GROUP BY nor inside an aggregate function"
    ));
    Some(diagnostic.hint(format!(
        "add it to GROUP BY, or take one value of each group: max({column})"
    )))
}

/// The type that a message says there is not.
fn missing_type(message: &str) -> Option<&str> {
    message
        .split_once("there is no type '")?
        .1
        .split('\'')
        .next()
}

/// A function that is not registered, with the one that is probably meant.
pub(super) fn no_function(name: &str, functions: &[String]) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(format!("unknown function `{name}`"));
    if let Some(near) = nearest(name, functions.iter().map(String::as_str)) {
        diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
    }
    diagnostic.hint("`maidian functions` lists what is registered")
}

/// A column that is not there, with those that are; the name by which to find it.
fn unknown_column(error: &DataFusionError) -> Option<(Diagnostic, String)> {
    let DataFusionError::SchemaError(error, _) = error else {
        return None;
    };
    let SchemaError::FieldNotFound {
        field,
        valid_fields,
    } = error.as_ref()
    else {
        return None;
    };
    let shown = |column: &Column| match &column.relation {
        Some(relation) => format!("{}.{}", relation.table(), column.name),
        None => column.name.clone(),
    };
    let mut diagnostic = Diagnostic::error(format!("unknown column `{}`", shown(field)));
    let near = nearest(&field.name, valid_fields.iter().map(|it| it.name.as_str()));
    if let Some(near) = near {
        diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
    }
    if !valid_fields.is_empty() {
        let mut columns: Vec<String> = valid_fields
            .iter()
            .take(LISTED_COLUMNS)
            .map(shown)
            .collect();
        if valid_fields.len() > LISTED_COLUMNS {
            columns.push(format!("… ({} in all)", valid_fields.len()));
        }
        diagnostic = diagnostic.hint(format!("columns: {}", columns.join(", ")));
    }
    Some((diagnostic, field.name.clone()))
}

/// Marks the first name in the message that the statement has, or the statement's first word.
fn mark_quoted(statement: &Statement, diagnostic: Diagnostic, message: &str) -> Diagnostic {
    if let Some(range) = missing_type(message).and_then(|name| statement.find_word(name)) {
        return statement.mark(diagnostic, range);
    }
    let names = message
        .split(['\'', '`', '"', ' ', '(', ','])
        .filter(|word| word.len() > 2);
    for name in names {
        let name = name.trim_start_matches("warehouse.");
        let is_name = name
            .chars()
            .all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | '.' | '$'));
        let is_specific = name.contains(['_', '.']);
        if is_name
            && is_specific
            && let Some(range) = statement.find_word(name)
        {
            return statement.mark(diagnostic, range);
        }
    }
    mark(statement, diagnostic, None)
}
