//! ALTER TABLE.

use crate::catalog::{CatalogError, TableDefinition, TableKind};
use crate::command::{TableChange, TableName};
use crate::exec::execute::Outcome;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Carries out ALTER TABLE.
    pub(in crate::exec) fn alter(
        &self,
        statement: &Statement,
        name: &TableName,
        change: TableChange,
    ) -> Result<Outcome, Diagnostic> {
        let is_for_views = matches!(
            change,
            TableChange::Rename(_)
                | TableChange::SetProperties(_)
                | TableChange::UnsetProperties(_)
        );
        let definition = if is_for_views {
            self.definition(statement, name)?
        } else {
            self.table(statement, name)?
        };
        match change {
            TableChange::Rename(to) => self.rename(statement, &definition, &to),
            TableChange::AddPartitions {
                if_not_exists,
                partitions,
            } => self.add_partitions(statement, definition, if_not_exists, partitions),
            TableChange::DropPartitions {
                if_exists,
                partitions,
            } => self.drop_partitions(statement, definition, if_exists, &partitions),
            TableChange::SetPartitionLocation {
                partition,
                location,
            } => self.move_partition(statement, &definition, &partition, &location),
            other => self.redefine(statement, definition, other),
        }
    }

    /// Changes that are of the definition alone.
    fn redefine(
        &self,
        statement: &Statement,
        mut definition: TableDefinition,
        change: TableChange,
    ) -> Result<Outcome, Diagnostic> {
        match change {
            TableChange::AddColumns(columns) => definition.columns.extend(columns),
            TableChange::ReplaceColumns(columns) => definition.columns = columns,
            TableChange::ChangeColumn { from, to, place } => {
                self.change_column(statement, &mut definition, &from, to, place)?;
            }
            TableChange::SetLocation(location) => {
                definition.location = Some(self.absolute(&location));
            }
            TableChange::SetProperties(properties) => set_properties(&mut definition, properties),
            TableChange::UnsetProperties(names) => {
                definition
                    .properties
                    .retain(|name, _| !names.contains(name));
            }
            // Done by `alter`.
            TableChange::Rename(_)
            | TableChange::AddPartitions { .. }
            | TableChange::DropPartitions { .. }
            | TableChange::SetPartitionLocation { .. } => {}
        }
        let (name, full_name) = (definition.name.clone(), definition.full_name());
        self.warehouse()
            .table_root(&definition)
            .and_then(|_| self.warehouse().put_table(definition))
            .map_err(|error| locate::about_name(statement, &name, &error))?;
        Ok(Outcome::Done(format!("altered {full_name}")))
    }

    fn rename(
        &self,
        statement: &Statement,
        definition: &TableDefinition,
        to: &TableName,
    ) -> Result<Outcome, Diagnostic> {
        let about = |error: &CatalogError| locate::about_name(statement, &to.table, error);
        // A name without a database stays in the table's own.
        let database = to.database.as_deref().unwrap_or(&definition.database);
        self.warehouse()
            .rename_table(definition, database, &to.table)
            .map_err(|error| about(&error))?;
        Ok(Outcome::Done(format!(
            "{} is {database}.{} now",
            definition.full_name(),
            to.table
        )))
    }
}

/// Two properties are more than notes.
fn set_properties(
    definition: &mut TableDefinition,
    properties: std::collections::BTreeMap<String, String>,
) {
    for (name, value) in properties {
        let is_true = value.eq_ignore_ascii_case("true");
        match name.as_str() {
            "EXTERNAL" if definition.kind == TableKind::Managed && is_true => {
                definition.kind = TableKind::External;
            }
            "EXTERNAL" if definition.kind == TableKind::External && !is_true => {
                definition.kind = TableKind::Managed;
            }
            "EXTERNAL" => {}
            "comment" => definition.comment = Some(value),
            _ => {
                definition.properties.insert(name, value);
            }
        }
    }
}
