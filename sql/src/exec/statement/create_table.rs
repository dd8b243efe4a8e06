//! CREATE TABLE: with columns, AS SELECT and LIKE.

use std::time::Instant;

use datafusion::common::DFSchema;
use datafusion::sql::sqlparser::ast::Query;

use crate::catalog::{
    CatalogError, Column, HiveType, TableDefinition, TableKind, list_visible_names,
};
use crate::command::{Content, CreateTable, Refusal, TableName};
use crate::exec::conform::conform;
use crate::exec::execute::{Outcome, Written};
use crate::exec::insert::{Progress, Target, WriteMode};
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Carries out CREATE TABLE.
    pub(in crate::exec) async fn create_table(
        &mut self,
        statement: &Statement,
        mut create: CreateTable,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome, Diagnostic> {
        for clause in std::mem::take(&mut create.ignored) {
            self.notice(format!(
                "{clause} is accepted and changes nothing: it only places rows"
            ));
        }
        let content = std::mem::replace(
            &mut create.content,
            Content::Columns {
                columns: Vec::new(),
                partition_columns: Vec::new(),
            },
        );
        let definition = match content {
            Content::Columns {
                columns,
                partition_columns,
            } => create
                .definition(self.database(), columns, partition_columns)
                .map_err(|refusal| refusal.diagnostic(statement))?,
            Content::Like(like) => self.like(statement, &create, &like)?,
            Content::Query(query) => {
                return self.create_as(statement, &create, query, on_progress).await;
            }
        };
        let definition = self.located(statement, definition)?;
        self.add_table(statement, definition, create.if_not_exists)
    }

    /// The definition with the place that it gets.
    fn located(
        &self,
        statement: &Statement,
        mut definition: TableDefinition,
    ) -> Result<TableDefinition, Diagnostic> {
        definition.location = definition.location.map(|location| self.absolute(&location));
        let needs_folder = definition.kind == TableKind::Temporary && definition.location.is_none();
        // What is only rehearsed has no rows, and needs no place for them.
        if needs_folder && !self.warehouse().is_in_memory() {
            let folder = self
                .temporary_folder()
                .map_err(|error| locate::about_name(statement, &definition.name, &error))?;
            let folder = folder.join(format!("{}.db", definition.database));
            definition.location =
                Some(folder.join(&definition.name).to_string_lossy().into_owned());
        }
        Ok(definition)
    }

    fn add_table(
        &self,
        statement: &Statement,
        definition: TableDefinition,
        if_not_exists: bool,
    ) -> Result<Outcome, Diagnostic> {
        let (name, full_name) = (definition.name.clone(), definition.full_name());
        let is_new = self
            .warehouse()
            .create_table(definition, if_not_exists)
            .map_err(|error| locate::about_name(statement, &name, &error))?;
        Ok(Outcome::Done(if is_new {
            format!("table {full_name}")
        } else {
            stays(&full_name)
        }))
    }

    /// The definition of a table like another one: its columns, partition columns and format.
    fn like(
        &self,
        statement: &Statement,
        create: &CreateTable,
        like: &TableName,
    ) -> Result<TableDefinition, Diagnostic> {
        let model = self.definition(statement, like)?;
        let mut definition = create
            .definition(self.database(), model.columns, model.partition_columns)
            .map_err(|refusal| refusal.diagnostic(statement))?;
        if create.storage.is_default() && model.kind != TableKind::View {
            definition.format = model.format;
        }
        if definition.properties.is_empty() {
            definition.properties = model.properties;
        }
        definition.comment = definition.comment.or(model.comment);
        Ok(definition)
    }

    /// CREATE TABLE AS: the table appears when its rows are complete.
    async fn create_as(
        &self,
        statement: &Statement,
        create: &CreateTable,
        query: Box<Query>,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome, Diagnostic> {
        let started = Instant::now();
        let about = |error: &dyn std::error::Error| {
            locate::about_name(statement, &create.table.table, error)
        };
        let full_name = create.table.full(self.database());
        if self
            .exists(&create.table, create.kind)
            .map_err(|error| about(&error))?
        {
            if create.if_not_exists {
                return Ok(Outcome::Done(stays(&full_name)));
            }
            return Err(about(&CatalogError::TableExists(full_name)));
        }
        let plan = self.plan(statement, query).await?;
        let definition = self.defined_by(statement, create, plan.schema())?;
        self.refuse_foreign_data(statement, &definition)?;
        let target = Target {
            definition,
            partition: Vec::new(),
            // A folder without a definition is what a killed CREATE TABLE AS left.
            mode: WriteMode::Overwrite,
            codec: self.codec(),
        };
        let plan = conform(plan, &target).map_err(|error| about(&error))?;
        let (staged, scanned) = self
            .stage_plan(statement, &plan, &target, on_progress)
            .await?;
        let report = staged.publish(&target).map_err(|error| about(&error))?;
        self.warehouse()
            .create_table(target.definition, create.if_not_exists)
            .map_err(|error| about(&error))?;
        Ok(Outcome::Written(Written {
            table: full_name,
            report,
            scanned,
            elapsed: started.elapsed(),
        }))
    }

    /// The definition that CREATE TABLE AS gives a query of these columns.
    fn defined_by(
        &self,
        statement: &Statement,
        create: &CreateTable,
        schema: &DFSchema,
    ) -> Result<TableDefinition, Diagnostic> {
        let about =
            |error: &CatalogError| locate::about_name(statement, &create.table.table, error);
        let columns = columns_of(schema).map_err(|error| about(&error))?;
        let definition = create
            .definition(self.database(), columns, Vec::new())
            .map_err(|refusal| refusal.diagnostic(statement))?;
        self.located(statement, definition)?
            .normalized()
            .map_err(|error| about(&error))
    }

    /// CREATE TABLE AS without its rows: the table is there for the statements after it.
    pub(in crate::exec) fn rehearse_create_as(
        &self,
        statement: &Statement,
        create: &CreateTable,
        schema: &DFSchema,
    ) -> Result<Outcome, Diagnostic> {
        let definition = self.defined_by(statement, create, schema)?;
        self.add_table(statement, definition, create.if_not_exists)
    }

    /// A table of that name, among temporary ones for a temporary one, which may hide another.
    fn exists(&self, name: &TableName, kind: TableKind) -> Result<bool, CatalogError> {
        let found = self
            .warehouse()
            .table(self.database_of(name), &name.table)?;
        Ok(found.is_some_and(|found| {
            kind != TableKind::Temporary || found.kind == TableKind::Temporary
        }))
    }

    /// CREATE TABLE AS with a LOCATION does not replace files that somebody has put there.
    fn refuse_foreign_data(
        &self,
        statement: &Statement,
        definition: &TableDefinition,
    ) -> Result<(), Diagnostic> {
        let Some(location) = definition.location.as_ref() else {
            return Ok(());
        };
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &definition.name, error);
        let root = self
            .warehouse()
            .table_root(definition)
            .map_err(|error| about(&error))?;
        let names = list_visible_names(&root).map_err(|error| about(&error))?;
        if names.is_empty() {
            return Ok(());
        }
        let message = format!("the folder {} is not empty", root.display());
        Err(Refusal::new(message)
            .at(location)
            .hint("CREATE TABLE AS with a LOCATION needs an empty folder, or none")
            .diagnostic(statement))
    }
}

fn stays(full_name: &str) -> String {
    format!("table {full_name} exists and stays as it is")
}

/// A query's columns as those of a table.
///
/// Errors: a type that no table can have.
pub(super) fn columns_of(schema: &DFSchema) -> Result<Vec<Column>, CatalogError> {
    schema
        .fields()
        .iter()
        .map(|field| {
            Ok(Column::new(
                field.name().to_lowercase(),
                HiveType::from_arrow(field.data_type())?,
            ))
        })
        .collect()
}
