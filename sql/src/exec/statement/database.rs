//! CREATE DATABASE and DROP.

use crate::catalog::{CatalogError, DatabaseDefinition, TableKind};
use crate::command::{CreateDatabase, Dropped, TableName};
use crate::exec::execute::Outcome;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Carries out CREATE DATABASE.
    pub(in crate::exec) fn create_database(
        &self,
        statement: &Statement,
        create: CreateDatabase,
    ) -> Result<Outcome, Diagnostic> {
        let name = create.name;
        let definition = DatabaseDefinition {
            comment: create.comment,
            location: create.location.map(|location| self.absolute(&location)),
            properties: create.properties,
        };
        self.warehouse()
            .create_database_as(&name, &definition, create.if_not_exists)
            .map_err(|error| locate::about_name(statement, &name, &error))?;
        Ok(Outcome::Done(format!("database {name}")))
    }

    /// Carries out DROP.
    pub(in crate::exec) fn drop(
        &mut self,
        statement: &Statement,
        dropped: Dropped,
        if_exists: bool,
    ) -> Result<Outcome, Diagnostic> {
        match dropped {
            Dropped::Table(table) => self.drop_table(statement, &table, if_exists, false),
            Dropped::View(view) => self.drop_table(statement, &view, if_exists, true),
            Dropped::Database { name, cascade } => {
                self.drop_database(statement, &name, if_exists, cascade)
            }
            Dropped::Function(name) => self.drop_function(statement, &name, if_exists),
        }
    }

    fn drop_database(
        &mut self,
        statement: &Statement,
        name: &str,
        if_exists: bool,
        cascade: bool,
    ) -> Result<Outcome, Diagnostic> {
        let about = |error: &dyn std::error::Error| locate::about_name(statement, name, error);
        self.warehouse()
            .drop_database(name, if_exists, cascade)
            .map_err(|error| about(&error))?;
        if name == self.database() {
            self.use_database("default")
                .map_err(|error| about(&error))?;
        }
        Ok(Outcome::Done(format!("dropped database {name}")))
    }

    fn drop_table(
        &self,
        statement: &Statement,
        name: &TableName,
        if_exists: bool,
        is_view: bool,
    ) -> Result<Outcome, Diagnostic> {
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &name.table, error);
        let database = self.database_of(name);
        let found = if self.warehouse().has_database(database).unwrap_or(true) {
            self.warehouse()
                .table(database, &name.table)
                .map_err(|error| about(&error))?
        } else {
            None
        };
        if let Some(found) = found
            && (found.kind == TableKind::View) != is_view
        {
            let (found_kind, needed) = if is_view {
                ("table", "view: DROP TABLE drops it")
            } else {
                ("view", "table: DROP VIEW drops it")
            };
            return Err(about(&CatalogError::Kind {
                name: found.full_name(),
                found: found_kind,
                needed,
            }));
        }
        self.warehouse()
            .drop_table(database, &name.table, if_exists)
            .map_err(|error| about(&error))?;
        Ok(Outcome::Done(format!("dropped {database}.{}", name.table)))
    }
}
