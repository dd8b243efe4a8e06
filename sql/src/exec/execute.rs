//! Carries out one statement.

use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::execution::SendableRecordBatchStream;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::sql::sqlparser::ast::Statement as Tree;

use super::conform::conform;
use super::insert::{
    InsertError, InsertReport, PartitionValue, Progress, Target, WriteMode, insert,
};
use super::listing::listing;
use super::locate;
use super::scanned::Scanned;
use super::session::Session;
use crate::catalog::TableDefinition;
use crate::command::{
    Command, InsertCommand, PartitionItem, Setting, TableName, command, set_statement,
};
use crate::parse::parse;
use crate::rewrite::rewrite;
use crate::script::{Diagnostic, Namespace, Statement};

/// What a statement gave.
pub enum Outcome {
    /// Rows, as they come.
    Rows(SendableRecordBatchStream),
    /// An INSERT.
    Written(Written),
    /// Something else: a line that says what was done.
    Done(String),
}

/// What an INSERT did.
#[derive(Debug, Clone)]
pub struct Written {
    /// `database.table`
    pub table: String,
    /// Rows, files, bytes, partitions.
    pub report: InsertReport,
    /// What it has read.
    pub scanned: Scanned,
    /// How long it took.
    pub elapsed: Duration,
}

impl Session {
    /// Carries out one statement. `on_progress` is told how many rows an INSERT has written so far.
    ///
    /// Errors: whatever is wrong with the statement or comes up when it runs, with its place in the script.
    pub async fn execute(
        &mut self,
        statement: &Statement,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome, Diagnostic> {
        if let Some(setting) = set_statement(statement.text()) {
            return self.set(statement, setting);
        }
        let tree = parse(statement)?;
        let command = command(tree, self.database())
            .map_err(|refusal| locate::refusal(statement, &refusal))?;
        match command {
            Command::Query(tree) => self.query(statement, *tree).await.map(Outcome::Rows),
            Command::Insert(command) => self
                .insert(statement, command, on_progress)
                .await
                .map(Outcome::Written),
            other => self.define(statement, other),
        }
    }

    /// Plans a query, Hive's meaning included.
    async fn plan(&self, statement: &Statement, mut tree: Tree) -> Result<LogicalPlan, Diagnostic> {
        rewrite(&mut tree);
        match self.planned(&tree).await {
            Ok(plan) => Ok(plan),
            Err(error) => Err(self.located(statement, &tree, &error).await.diagnostic),
        }
    }

    async fn query(
        &self,
        statement: &Statement,
        tree: Tree,
    ) -> Result<SendableRecordBatchStream, Diagnostic> {
        let plan = self.plan(statement, tree).await?;
        let failed = |error| self.engine_error(statement, &error);
        let state = self.context().state();
        let physical = state.create_physical_plan(&plan).await.map_err(failed)?;
        execute_stream(physical, state.task_ctx()).map_err(failed)
    }

    async fn insert(
        &self,
        statement: &Statement,
        command: InsertCommand,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Written, Diagnostic> {
        let started = Instant::now();
        let target = self.insert_target(statement, &command)?;
        let table = target.definition.full_name();
        let source = command.source.clone();
        let plan = self.plan(statement, Tree::Query(command.source)).await?;
        let about = |error: &InsertError| locate::insert_error(statement, &source, &target, error);
        let plan = conform(plan, &target).map_err(|error| about(&error))?;
        let failed = |error| self.engine_error(statement, &error);
        let state = self.context().state();
        let physical: Arc<dyn ExecutionPlan> =
            state.create_physical_plan(&plan).await.map_err(failed)?;
        let report = insert(
            state.task_ctx(),
            Arc::clone(&physical),
            &target,
            self.warehouse(),
            on_progress,
        )
        .await
        .map_err(|error| about(&error))?;
        Ok(Written {
            table,
            report,
            scanned: Scanned::of(physical.as_ref()),
            elapsed: started.elapsed(),
        })
    }

    /// What an INSERT writes to.
    pub(super) fn insert_target(
        &self,
        statement: &Statement,
        command: &InsertCommand,
    ) -> Result<Target, Diagnostic> {
        let definition = self.definition(statement, &command.table)?;
        Ok(Target {
            partition: partition_values(statement, &definition, command)?,
            mode: if command.overwrite {
                WriteMode::Overwrite
            } else {
                WriteMode::Append
            },
            definition,
        })
    }

    fn define(&mut self, statement: &Statement, command: Command) -> Result<Outcome, Diagnostic> {
        let warehouse = self.warehouse().clone();
        let about =
            |name: &str, error: &dyn std::error::Error| locate::about_name(statement, name, error);
        let done = match command {
            Command::CreateTable {
                mut definition,
                if_not_exists,
            } => {
                definition.location = definition.location.map(|location| self.absolute(&location));
                let (name, full_name) = (definition.name.clone(), definition.full_name());
                let is_new = warehouse
                    .create_table(definition, if_not_exists)
                    .map_err(|error| about(&name, &error))?;
                if is_new {
                    format!("table {full_name}")
                } else {
                    format!("table {full_name} exists and stays as it is")
                }
            }
            Command::CreateDatabase {
                name,
                if_not_exists,
            } => {
                warehouse
                    .create_database(&name, if_not_exists)
                    .map_err(|error| about(&name, &error))?;
                format!("database {name}")
            }
            Command::DropTable { table, if_exists } => {
                let database = table.database.as_deref().unwrap_or(self.database());
                warehouse
                    .drop_table(database, &table.table, if_exists)
                    .map_err(|error| about(&table.table, &error))?;
                format!("dropped {database}.{}", table.table)
            }
            Command::DropDatabase {
                name,
                if_exists,
                cascade,
            } => {
                warehouse
                    .drop_database(&name, if_exists, cascade)
                    .map_err(|error| about(&name, &error))?;
                format!("dropped database {name}")
            }
            Command::Use(database) => {
                self.use_database(&database)
                    .map_err(|error| about(&database, &error))?;
                format!("database {database}")
            }
            Command::ShowDatabases => {
                let names = warehouse
                    .databases()
                    .map_err(|error| about("databases", &error))?;
                return listing(&["database_name"], names.into_iter().map(|name| [name]));
            }
            Command::ShowTables => {
                let names = warehouse
                    .tables(self.database())
                    .map_err(|error| about("tables", &error))?;
                return listing(&["tab_name"], names.into_iter().map(|name| [name]));
            }
            Command::Describe(table) => {
                let definition = self.definition(statement, &table)?;
                let columns = definition
                    .columns
                    .iter()
                    .chain(&definition.partition_columns);
                return listing(
                    &["col_name", "data_type", "comment"],
                    columns.map(|column| {
                        [
                            column.name.clone(),
                            column.data_type.to_string(),
                            column.comment.clone().unwrap_or_default(),
                        ]
                    }),
                );
            }
            Command::Query(_) | Command::Insert(_) => String::new(),
        };
        Ok(Outcome::Done(done))
    }

    fn set(&mut self, statement: &Statement, setting: Setting) -> Result<Outcome, Diagnostic> {
        match setting {
            Setting::Assign { name, value } => {
                let (namespace, bare) = Namespace::split(&name);
                let namespace = namespace.unwrap_or(Namespace::HiveConf);
                self.variables
                    .set(namespace, bare, value.as_str())
                    .map_err(|error| locate::about_name(statement, &name, &error))?;
                Ok(Outcome::Done(format!("{name}={value}")))
            }
            Setting::Show(name) => {
                let (namespace, bare) = Namespace::split(&name);
                let namespaces = namespace
                    .map_or(vec![Namespace::HiveConf, Namespace::HiveVar], |one| {
                        vec![one]
                    });
                let value = namespaces
                    .into_iter()
                    .find_map(|namespace| self.variables.get(namespace, bare));
                let line = value.map_or_else(
                    || format!("{name} is undefined"),
                    |value| format!("{name}={value}"),
                );
                listing(&["set"], [[line]])
            }
            Setting::All => {
                let lines: Vec<[String; 1]> = [Namespace::HiveConf, Namespace::HiveVar]
                    .into_iter()
                    .flat_map(|namespace| {
                        self.variables.iter(namespace).map(move |(name, value)| {
                            [format!("{}:{name}={value}", namespace.as_str())]
                        })
                    })
                    .collect();
                listing(&["set"], lines)
            }
        }
    }

    /// The definition of a table that a statement names.
    fn definition(
        &self,
        statement: &Statement,
        name: &TableName,
    ) -> Result<TableDefinition, Diagnostic> {
        let database = name.database.as_deref().unwrap_or(self.database());
        let found = self
            .warehouse()
            .table(database, &name.table)
            .map_err(|error| locate::about_name(statement, &name.table, &error))?;
        found.ok_or_else(|| {
            locate::unknown_table(statement, self.warehouse(), database, &name.table)
        })
    }

    /// A location of a script as an absolute path; URLs stay.
    fn absolute(&self, location: &str) -> String {
        if location.contains("://") {
            return location.to_owned();
        }
        self.base().join(location).to_string_lossy().into_owned()
    }
}

/// The PARTITION clause in the order of the table's columns; all dynamic where there is none.
fn partition_values(
    statement: &Statement,
    definition: &TableDefinition,
    command: &InsertCommand,
) -> Result<Vec<PartitionValue>, Diagnostic> {
    let refuse = |name: &str, message: String| {
        let columns: Vec<&str> = definition
            .partition_columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let refusal = crate::command::Refusal {
            message,
            word: Some(name.to_owned()),
        };
        locate::refusal(statement, &refusal).hint(format!(
            "`{}` is partitioned by ({})",
            definition.full_name(),
            columns.join(", ")
        ))
    };
    for (name, _) in &command.partition {
        if !definition
            .partition_columns
            .iter()
            .any(|column| column.name == *name)
        {
            return Err(refuse(
                name,
                format!(
                    "`{name}` is no partition column of `{}`",
                    definition.full_name()
                ),
            ));
        }
    }
    if command.partition.is_empty() {
        return Ok(vec![
            PartitionValue::Dynamic;
            definition.partition_columns.len()
        ]);
    }
    definition
        .partition_columns
        .iter()
        .map(|column| {
            match command
                .partition
                .iter()
                .find(|(name, _)| *name == column.name)
            {
                Some((_, PartitionItem::Value(value))) => Ok(PartitionValue::Static(value.clone())),
                Some((_, PartitionItem::FromRows)) => Ok(PartitionValue::Dynamic),
                None => Err(refuse(
                    "partition",
                    format!("PARTITION does not name `{}`", column.name),
                )),
            }
        })
        .collect()
}
