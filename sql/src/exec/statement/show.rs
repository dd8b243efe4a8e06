//! SHOW.

use super::partition_match::matching;
use crate::catalog::{CatalogError, TableKind};
use crate::command::{PartitionCondition, Show, TableName};
use crate::exec::execute::Outcome;
use crate::exec::listing::listing;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Carries out SHOW.
    pub(in crate::exec) fn show(
        &self,
        statement: &Statement,
        show: Show,
    ) -> Result<Outcome, Diagnostic> {
        match show {
            Show::Databases(pattern) => {
                let names = self
                    .warehouse()
                    .databases()
                    .map_err(|error| locate::about_name(statement, "databases", &error))?;
                one_column("database_name", names, pattern.as_deref())
            }
            Show::Tables { database, pattern } => {
                let names = self.tables(statement, database.as_deref(), "tables")?;
                one_column("tab_name", names, pattern.as_deref())
            }
            Show::Views { database, pattern } => {
                let names = self.views(statement, database.as_deref())?;
                one_column("tab_name", names, pattern.as_deref())
            }
            Show::Partitions(table, conditions) => {
                self.show_partitions(statement, &table, &conditions)
            }
            Show::CreateTable(table) => self.show_create(statement, &table),
            Show::Functions(pattern) => {
                one_column("tab_name", self.function_names(), pattern.as_deref())
            }
            Show::Columns(table) => {
                let definition = self.definition(statement, &table)?;
                let columns = definition
                    .columns
                    .iter()
                    .chain(&definition.partition_columns);
                let names = columns.map(|column| column.name.clone()).collect();
                one_column("field", names, None)
            }
            Show::Properties(table, name) => self.show_properties(statement, &table, name),
            Show::CurrentDatabase => {
                one_column("database_name", vec![self.database().to_owned()], None)
            }
        }
    }

    fn tables(
        &self,
        statement: &Statement,
        database: Option<&str>,
        word: &str,
    ) -> Result<Vec<String>, Diagnostic> {
        let named = database.unwrap_or(word);
        self.warehouse()
            .tables(database.unwrap_or(self.database()))
            .map_err(|error| locate::about_name(statement, named, &error))
    }

    fn views(
        &self,
        statement: &Statement,
        database: Option<&str>,
    ) -> Result<Vec<String>, Diagnostic> {
        let mut names = self.tables(statement, database, "views")?;
        let database = database.unwrap_or(self.database());
        // A damaged definition is told by whoever uses it.
        names.retain(|name| {
            matches!(self.warehouse().table(database, name),
                Ok(Some(found)) if found.kind == TableKind::View)
        });
        Ok(names)
    }

    fn show_partitions(
        &self,
        statement: &Statement,
        table: &TableName,
        conditions: &[PartitionCondition],
    ) -> Result<Outcome, Diagnostic> {
        let definition = self.table(statement, table)?;
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &table.table, error);
        if definition.partition_columns.is_empty() {
            return Err(about(&CatalogError::Definition {
                table: definition.full_name(),
                reason: "it is not partitioned".to_owned(),
            }));
        }
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        let partitions = matching(&root, &definition, conditions)
            .map_err(|error| error.diagnostic(statement, &table.table))?;
        let names = partitions
            .into_iter()
            .map(|partition| partition.name)
            .collect();
        one_column("partition", names, None)
    }

    fn show_properties(
        &self,
        statement: &Statement,
        table: &TableName,
        name: Option<String>,
    ) -> Result<Outcome, Diagnostic> {
        let definition = self.definition(statement, table)?;
        let Some(name) = name else {
            return listing(
                &["prpt_name", "prpt_value"],
                definition
                    .properties
                    .into_iter()
                    .map(|(name, value)| [name, value]),
            );
        };
        let value = match definition.properties.get(&name) {
            Some(value) => value.clone(),
            None => format!(
                "Table {} does not have property: {name}",
                definition.full_name()
            ),
        };
        listing(&["prpt_name"], [[value]])
    }
}

fn one_column(
    name: &str,
    values: Vec<String>,
    pattern: Option<&str>,
) -> Result<Outcome, Diagnostic> {
    let values = values
        .into_iter()
        .filter(|value| pattern.is_none_or(|pattern| matches_pattern(pattern, value)));
    listing(&[name], values.map(|value| [value]))
}

/// Hive's pattern: `*` (or `%`) is any text, `_` stays itself, `|` parts alternatives; upper and lower case are one.
fn matches_pattern(pattern: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    pattern
        .to_lowercase()
        .split('|')
        .any(|one| matches_one(one.trim(), &name))
}

fn matches_one(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split(['*', '%']);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_hives() {
        for (pattern, name) in [
            ("dwd*", "dwd_events"),
            ("*events", "dwd_events"),
            ("*d_e*", "dwd_events"),
            ("ods*|dwd*", "dwd_events"),
            ("DWD_events", "dwd_events"),
            ("*", ""),
        ] {
            assert!(matches_pattern(pattern, name), "{pattern}");
        }
        for (pattern, name) in [
            ("dwd", "dwd_events"),
            ("*x*", "dwd_events"),
            ("a*a", "a"),
            ("ods*|ads*", "dwd_events"),
        ] {
            assert!(!matches_pattern(pattern, name), "{pattern}");
        }
    }
}
