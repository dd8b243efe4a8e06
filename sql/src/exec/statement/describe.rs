//! DESCRIBE.

use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::Documentation;

use super::formatted::{detail_rows, row};
use super::partition_match::matching;
use crate::catalog::{Column, TableDefinition};
use crate::command::{Describe, Detail, PartitionCondition, Refusal, TableName};
use crate::exec::execute::Outcome;
use crate::exec::listing::{listing, nullable_listing};
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement, nearest};

/// A row of DESCRIBE: a column's name, type and comment, or headings and values in their places.
pub(super) type Row = [Option<String>; 3];

impl Session {
    /// Carries out DESCRIBE.
    pub(in crate::exec) fn describe(
        &self,
        statement: &Statement,
        describe: Describe,
    ) -> Result<Outcome, Diagnostic> {
        match describe {
            Describe::Table {
                table,
                detail,
                partition,
                column,
            } => self.describe_table(statement, &table, detail, &partition, column.as_deref()),
            Describe::Function { name, extended } => {
                self.describe_function(statement, &name, extended)
            }
            Describe::Database(name) => self.describe_database(statement, &name),
        }
    }

    fn describe_table(
        &self,
        statement: &Statement,
        table: &TableName,
        detail: Detail,
        partition: &[PartitionCondition],
        column: Option<&str>,
    ) -> Result<Outcome, Diagnostic> {
        let definition = self.definition(statement, table)?;
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &table.table, error);
        let mut root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        if !partition.is_empty() {
            let found = matching(&root, &definition, partition)
                .map_err(|error| error.diagnostic(statement, &table.table))?;
            let [found] = found.as_slice() else {
                let message = format!(
                    "`{}` has {} such partitions",
                    definition.full_name(),
                    found.len()
                );
                return Err(Refusal::new(message).at("partition").diagnostic(statement));
            };
            root.clone_from(&found.path);
        }
        if let Some(column) = column {
            return describe_column(&definition, column)
                .map_err(|refusal| refusal.diagnostic(statement));
        }
        let mut rows = column_rows(&definition, detail);
        rows.extend(detail_rows(&definition, &root, detail));
        nullable_listing(&["col_name", "data_type", "comment"], rows)
    }

    fn describe_function(
        &self,
        statement: &Statement,
        name: &str,
        extended: bool,
    ) -> Result<Outcome, Diagnostic> {
        let state = self.context().state();
        let lower = name.to_lowercase();
        let scalar = state.udf(&lower).ok();
        let aggregate = state.udaf(&lower).ok();
        let window = state.udwf(&lower).ok();
        let documentation = scalar
            .as_ref()
            .and_then(|function| function.documentation())
            .or_else(|| {
                aggregate
                    .as_ref()
                    .and_then(|function| function.documentation())
            })
            .or_else(|| {
                window
                    .as_ref()
                    .and_then(|function| function.documentation())
            });
        let is_known = self.function_names().contains(&lower);
        if !is_known {
            let names = self.function_names();
            let mut refusal = Refusal::new(format!("there is no function `{name}`")).at(name);
            if let Some(near) = nearest(&lower, names.iter().map(String::as_str)) {
                refusal = refusal.hint(format!("did you mean `{near}`?"));
            }
            return Err(refusal.diagnostic(statement));
        }
        let lines = match documentation {
            Some(documentation) => function_lines(&lower, documentation, extended),
            None => vec![format!("There is no documentation for function '{lower}'")],
        };
        listing(&["tab_name"], lines.into_iter().map(|line| [line]))
    }

    fn describe_database(&self, statement: &Statement, name: &str) -> Result<Outcome, Diagnostic> {
        let definition = self
            .warehouse()
            .database(name)
            .map_err(|error| locate::about_name(statement, name, &error))?;
        let own = self.warehouse().root().join(format!("{name}.db"));
        let location = definition
            .location
            .unwrap_or_else(|| own.to_string_lossy().into_owned());
        let properties: Vec<String> = definition
            .properties
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        listing(
            &["db_name", "comment", "location", "parameters"],
            [[
                name.to_owned(),
                definition.comment.unwrap_or_default(),
                location,
                format!("{{{}}}", properties.join(", ")),
            ]],
        )
    }
}

fn describe_column(definition: &TableDefinition, name: &str) -> Result<Outcome, Refusal> {
    let mut columns = definition
        .columns
        .iter()
        .chain(&definition.partition_columns);
    match columns.find(|column| column.name == name) {
        Some(column) => nullable_listing(
            &["col_name", "data_type", "comment"],
            vec![column_row(column)],
        )
        .map_err(|error| Refusal::new(error.message())),
        None => Err(Refusal::new(format!(
            "`{}` has no column `{name}`",
            definition.full_name()
        ))
        .at(name)),
    }
}

fn column_row(column: &Column) -> Row {
    row(
        &column.name,
        &column.data_type.to_string(),
        column.comment.as_deref().unwrap_or_default(),
    )
}

/// The columns, and under a heading those of partitions once more, as Hive has it.
fn column_rows(definition: &TableDefinition, detail: Detail) -> Vec<Row> {
    let heading = row("# col_name", "data_type", "comment");
    let empty = || [Some(String::new()), None, None];
    let mut rows = Vec::new();
    if detail == Detail::Formatted {
        rows.extend([heading.clone(), empty()]);
        rows.extend(definition.columns.iter().map(column_row));
    } else {
        let all = definition
            .columns
            .iter()
            .chain(&definition.partition_columns);
        rows.extend(all.map(column_row));
    }
    if !definition.partition_columns.is_empty() {
        rows.push(empty());
        rows.push([Some("# Partition Information".to_owned()), None, None]);
        rows.extend([heading, empty()]);
        rows.extend(definition.partition_columns.iter().map(column_row));
    }
    rows
}

fn function_lines(name: &str, documentation: &Documentation, extended: bool) -> Vec<String> {
    let mut description = documentation.description.trim().lines();
    let first = description.next().unwrap_or_default();
    let mut lines = vec![format!("{} - {first}", documentation.syntax_example)];
    if !extended {
        return lines;
    }
    lines.extend(description.map(str::to_owned));
    for (argument, about) in documentation.arguments.iter().flatten() {
        lines.push(format!("{argument}: {about}"));
    }
    if let Some(example) = &documentation.sql_example {
        lines.push("Example:".to_owned());
        lines.extend(example.trim().lines().map(str::to_owned));
    }
    lines.push(format!("Function: {name}"));
    lines
}
