//! Completion of keywords, functions, databases, tables and columns, and when a line is all of an order.

use std::collections::BTreeSet;

use clap::ValueEnum;
use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Result};

use super::order::{COMMANDS, Order};
use crate::catalog::Warehouse;
use crate::cli::args::Format;
use crate::exec::Session;

/// Words that statements are made of.
const KEYWORDS: &[&str] = &[
    "add",
    "all",
    "alter",
    "and",
    "as",
    "asc",
    "between",
    "bigint",
    "boolean",
    "by",
    "case",
    "cast",
    "create",
    "cross",
    "database",
    "databases",
    "date",
    "decimal",
    "delete",
    "desc",
    "describe",
    "distinct",
    "double",
    "drop",
    "else",
    "end",
    "exists",
    "explain",
    "external",
    "false",
    "from",
    "full",
    "group",
    "having",
    "if",
    "in",
    "insert",
    "int",
    "into",
    "is",
    "join",
    "lateral",
    "left",
    "like",
    "limit",
    "map",
    "not",
    "null",
    "on",
    "or",
    "order",
    "outer",
    "over",
    "overwrite",
    "partition",
    "partitioned",
    "right",
    "rlike",
    "select",
    "semi",
    "set",
    "show",
    "stored",
    "string",
    "table",
    "tables",
    "then",
    "timestamp",
    "true",
    "union",
    "use",
    "values",
    "view",
    "when",
    "where",
    "with",
    "textfile",
    "parquet",
    "jsonfile",
    "location",
];

/// What the line editor asks.
pub(super) struct Assistant {
    warehouse: Warehouse,
    database: String,
    functions: Vec<String>,
    files: FilenameCompleter,
}

impl Assistant {
    /// Knows what the session knows now.
    pub(super) fn new(session: &Session) -> Self {
        Self {
            warehouse: session.warehouse().clone(),
            database: session.database().to_owned(),
            functions: session.function_names(),
            files: FilenameCompleter::new(),
        }
    }

    /// The names that may go on from `word`; `before` is what stands before it.
    fn candidates(&self, before: &str, word: &str) -> BTreeSet<String> {
        let mut all: BTreeSet<String> = BTreeSet::new();
        let command = before.trim();
        if before.is_empty() && word.starts_with('\\') {
            all.extend(COMMANDS.map(str::to_owned));
        } else if command == "\\format" {
            let formats = Format::value_variants().iter();
            let names = formats.filter_map(ValueEnum::to_possible_value);
            all.extend(names.map(|name| name.get_name().to_owned()));
        } else if let Some((qualifier, _)) = word.rsplit_once('.') {
            let columns = self.columns(qualifier).into_iter();
            let tables = self.warehouse.tables(qualifier).unwrap_or_default();
            let names = columns.chain(tables);
            all.extend(names.map(|name| format!("{qualifier}.{name}")));
        } else {
            all.extend(self.warehouse.tables(&self.database).unwrap_or_default());
            all.extend(self.warehouse.databases().unwrap_or_default());
            if command != "\\d" {
                all.extend(KEYWORDS.iter().map(|it| (*it).to_owned()));
                all.extend(self.functions.iter().cloned());
            }
        }
        let lower = word.to_lowercase();
        all.retain(|name| name.starts_with(&lower));
        all
    }

    /// The columns of a table, `table` or `database.table`.
    fn columns(&self, table: &str) -> Vec<String> {
        let (database, name) = table.rsplit_once('.').unwrap_or((&self.database, table));
        let Ok(Some(table)) = self.warehouse.table(database, name) else {
            return Vec::new();
        };
        let columns = table.columns.iter().chain(&table.partition_columns);
        columns.map(|column| column.name.clone()).collect()
    }

    /// The columns of all tables that the text names.
    fn columns_of_named_tables(&self, text: &str) -> BTreeSet<String> {
        text.split(|ch: char| !is_of_name(ch))
            .filter(|word| !word.is_empty())
            .flat_map(|word| self.columns(&word.to_lowercase()))
            .collect()
    }

    /// Where the word before the cursor begins, and what it may go on as.
    pub(super) fn complete_at(&self, line: &str, cursor: usize) -> (usize, Vec<String>) {
        let typed = line.get(..cursor).unwrap_or(line);
        let start = typed
            .char_indices()
            .rev()
            .find(|(_, ch)| !is_of_name(*ch) && *ch != '\\')
            .map_or(0, |(at, ch)| at + ch.len_utf8());
        let (before, word) = typed.split_at_checked(start).unwrap_or(("", typed));
        let mut all = self.candidates(before, word);
        if !word.contains('.') && !line.trim_start().starts_with('\\') {
            let lower = word.to_lowercase();
            let columns = self.columns_of_named_tables(line).into_iter();
            all.extend(columns.filter(|column| column.starts_with(&lower)));
        }
        let is_upper =
            word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
        let written = |name: String| if is_upper { name.to_uppercase() } else { name };
        (start, all.into_iter().map(written).collect())
    }
}

fn is_of_name(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '_' | '.')
}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        context: &Context<'_>,
    ) -> Result<(usize, Vec<Pair>)> {
        if line.trim_start().starts_with("\\i ") {
            return self.files.complete(line, cursor, context);
        }
        let (start, names) = self.complete_at(line, cursor);
        let pairs = names.into_iter().map(|name| Pair {
            display: name.clone(),
            replacement: name,
        });
        Ok((start, pairs.collect()))
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        Ok(if Order::is_complete(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Hinter for Assistant {
    type Hint = String;
}

impl Highlighter for Assistant {}

impl Helper for Assistant {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::catalog::{Column, HiveType, TableDefinition, TableFormat};

    fn completed(line: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open(folder.path()).unwrap();
        warehouse.create_database("ham", false).unwrap();
        for (database, table, column) in
            [("default", "people", "wt_name"), ("ham", "events", "wt_ti")]
        {
            let columns = vec![Column::new(column, HiveType::String)];
            let table = TableDefinition::new(database, table, columns, TableFormat::Parquet);
            warehouse.create_table(table, false).unwrap();
        }
        let assistant = Assistant {
            warehouse,
            database: "default".to_owned(),
            functions: vec!["ip_region".to_owned()],
            files: FilenameCompleter::new(),
        };
        let (start, names) = assistant.complete_at(line, line.len());
        names
            .iter()
            .map(|name| format!("{}{name}", &line[..start]))
            .collect()
    }

    #[test]
    fn keywords_functions_tables_and_columns_go_on() {
        assert_eq!(completed("sel"), ["select"]);
        assert_eq!(completed("SEL"), ["SELECT"]);
        assert_eq!(completed("select ip_"), ["select ip_region"]);
        assert_eq!(completed("select 1 from peo"), ["select 1 from people"]);
        assert_eq!(
            completed("select 1 from ham.e"),
            ["select 1 from ham.events"]
        );
        assert_eq!(
            completed("select 1 from people where wt_"),
            ["select 1 from people where wt_name"]
        );
        assert_eq!(completed("select people.w"), ["select people.wt_name"]);
        assert_eq!(
            completed("select 1 from ham.events where wt"),
            ["select 1 from ham.events where wt_ti"]
        );
        assert!(completed("select zzz").is_empty());
    }

    #[test]
    fn commands_go_on() {
        assert_eq!(completed("\\ti"), ["\\timing"]);
        assert_eq!(completed("\\d peo"), ["\\d people"]);
        assert_eq!(completed("\\format j"), ["\\format json", "\\format jsonl"]);
    }
}
