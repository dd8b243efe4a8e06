//! Tables that statements name, found.

use datafusion::error::DataFusionError;

use crate::catalog::{CatalogError, TableDefinition, TableKind};
use crate::command::TableName;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// The definition of a table or view that a statement names.
    pub(super) fn definition(
        &self,
        statement: &Statement,
        name: &TableName,
    ) -> Result<TableDefinition, Diagnostic> {
        let database = self.database_of(name);
        let found = self
            .warehouse()
            .table(database, &name.table)
            .map_err(|error| locate::about_name(statement, &name.table, &error))?;
        found.ok_or_else(|| {
            locate::unknown_table(statement, self.warehouse(), database, &name.table)
        })
    }

    /// The definition of a table, which a view is none.
    pub(in crate::exec) fn table(
        &self,
        statement: &Statement,
        name: &TableName,
    ) -> Result<TableDefinition, Diagnostic> {
        let definition = self.definition(statement, name)?;
        if definition.kind == TableKind::View {
            let error = CatalogError::Kind {
                name: definition.full_name(),
                found: "view",
                needed: "table",
            };
            return Err(locate::about_name(statement, &name.table, &error));
        }
        Ok(definition)
    }

    /// The database of a name.
    pub(super) fn database_of<'a>(&'a self, name: &'a TableName) -> &'a str {
        name.database.as_deref().unwrap_or(self.database())
    }

    /// A location of a script as an absolute path; URLs stay.
    pub(super) fn absolute(&self, location: &str) -> String {
        if location.starts_with("file:") || location.contains("://") {
            return location.to_owned();
        }
        self.base().join(location).to_string_lossy().into_owned()
    }

    /// An error of the engine as a message that points into the script.
    pub fn engine_error(&self, statement: &Statement, error: &DataFusionError) -> Diagnostic {
        if let Some((database, table)) = locate::missing_table(error) {
            return locate::unknown_table(statement, self.warehouse(), &database, &table);
        }
        locate::engine_error(statement, error, &self.function_names())
    }
}
