//! TRUNCATE TABLE: the rows go, partitions stay.

use super::partition_match::matching;
use super::partitions::remove;
use crate::catalog::{TableKind, list_visible_names};
use crate::command::{PartitionCondition, Refusal, TableName};
use crate::exec::execute::Outcome;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Carries out TRUNCATE TABLE.
    pub(in crate::exec) fn truncate(
        &self,
        statement: &Statement,
        name: &TableName,
        conditions: &[PartitionCondition],
    ) -> Result<Outcome, Diagnostic> {
        let definition = self.table(statement, name)?;
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &name.table, error);
        if definition.kind == TableKind::External {
            let message = format!(
                "`{}` is external: its data is not the warehouse's",
                definition.full_name()
            );
            return Err(Refusal::new(message)
                .at(&name.table)
                .hint("INSERT OVERWRITE it, or delete its files")
                .diagnostic(statement));
        }
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        let partitions = matching(&root, &definition, conditions)
            .map_err(|error| error.diagnostic(statement, &name.table))?;
        if partitions.is_empty() && !conditions.is_empty() {
            let message = format!("`{}` has no such partition", definition.full_name());
            return Err(Refusal::new(message).at("partition").diagnostic(statement));
        }
        let mut gone = Vec::new();
        for partition in partitions {
            let names = list_visible_names(&partition.path).map_err(|error| about(&error))?;
            gone.extend(names.into_iter().map(|file| {
                if partition.name.is_empty() {
                    file
                } else {
                    format!("{}/{file}", partition.name)
                }
            }));
        }
        if !gone.is_empty() {
            remove(&root, gone).map_err(|error| about(&error))?;
        }
        Ok(Outcome::Done(format!("emptied {}", definition.full_name())))
    }
}
