//! INSERT. Several of one statement are all staged, and then published one after the other: an error in one of them
//! leaves all tables as they were. Each runs its own query, so that `FROM t` is read once an INSERT.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::sql::sqlparser::ast::Query;

use super::directory::shown;
use super::target::all_columns;
use crate::catalog::table_partitions;
use crate::command::{Destination, InsertCommand, Refusal, TableDestination};
use crate::exec::conform::conform;
use crate::exec::execute::{Outcome, Written};
use crate::exec::insert::{InsertReport, Progress, Staged, Target, WriteMode, stage};
use crate::exec::locate;
use crate::exec::scanned::Scanned;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

/// An INSERT whose files are complete.
struct Ready {
    target: Target,
    staged: Staged,
    scanned: Scanned,
}

impl Session {
    /// Carries out the INSERTs of a statement.
    pub(in crate::exec) async fn insert(
        &self,
        statement: &Statement,
        inserts: Vec<InsertCommand>,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome, Diagnostic> {
        let started = Instant::now();
        let mut ready: Vec<Ready> = Vec::with_capacity(inserts.len());
        let mut before = Progress { rows: 0, bytes: 0 };
        for InsertCommand { into, source } in inserts {
            if self.is_there_already(statement, &into)? {
                continue;
            }
            let told = before;
            let next = self
                .stage(statement, into, source, &|progress: Progress| {
                    on_progress(Progress {
                        rows: told.rows + progress.rows,
                        bytes: told.bytes + progress.bytes,
                    });
                })
                .await?;
            self.refuse_same_output(statement, &ready, &next)?;
            before.rows += next.staged.rows();
            before.bytes += next.staged.bytes();
            ready.push(next);
        }
        if ready.is_empty() {
            return Ok(Outcome::Done(
                "the partition is there and stays as it is".to_owned(),
            ));
        }
        let mut written = Written {
            table: String::new(),
            report: InsertReport::default(),
            scanned: Scanned::default(),
            elapsed: started.elapsed(),
        };
        for ready in ready {
            self.publish(statement, ready, &mut written)?;
        }
        written.elapsed = started.elapsed();
        Ok(Outcome::Written(written))
    }

    /// Refuses two INSERTs that replace the same rows: one of them would be lost.
    #[expect(clippy::unused_self, reason = "a step of what a session does")]
    fn refuse_same_output(
        &self,
        statement: &Statement,
        ready: &[Ready],
        next: &Ready,
    ) -> Result<(), Diagnostic> {
        let outputs = |ready: &Ready| -> Result<Vec<(PathBuf, String)>, Diagnostic> {
            if ready.target.mode == WriteMode::Append {
                return Ok(Vec::new());
            }
            ready
                .staged
                .outputs(&ready.target)
                .map_err(|error| locate::about_name(statement, "insert", &error))
        };
        let mine = outputs(next)?;
        for other in ready {
            let shared = outputs(other)?.into_iter().find(|one| mine.contains(one));
            if let Some((_, partition)) = shared {
                let definition = &next.target.definition;
                let message = format!(
                    "two INSERTs of this statement overwrite the same part of {} {partition}",
                    shown(definition)
                );
                return Err(Refusal::new(message)
                    .at(&definition.name)
                    .diagnostic(statement));
            }
        }
        Ok(())
    }

    /// Makes staged files a table's, and adds what was done to `written`.
    fn publish(
        &self,
        statement: &Statement,
        ready: Ready,
        written: &mut Written,
    ) -> Result<(), Diagnostic> {
        let Ready {
            target,
            staged,
            scanned,
        } = ready;
        let definition = &target.definition;
        let report = staged
            .publish(&target)
            .map_err(|error| locate::about_name(statement, &definition.name, &error))?;
        self.attach(statement, definition, &report.partitions)?;
        if !written.table.is_empty() {
            written.table.push_str(", ");
        }
        written.table.push_str(&shown(definition));
        written.report.rows += report.rows;
        written.report.files += report.files;
        written.report.bytes += report.bytes;
        written.report.partitions.extend(report.partitions);
        written.scanned = written.scanned.plus(scanned);
        Ok(())
    }

    /// Runs the query of an INSERT; its files are complete, and not the table's yet.
    async fn stage(
        &self,
        statement: &Statement,
        into: Destination,
        source: Box<Query>,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Ready, Diagnostic> {
        let plan = self.plan(statement, source.clone()).await?;
        let (plan, target) = self.conformed(statement, &into, &source, plan)?;
        let (staged, scanned) = self
            .stage_plan(statement, &plan, &target, on_progress)
            .await?;
        Ok(Ready {
            target,
            staged,
            scanned,
        })
    }

    /// Writes the rows of a plan to staged files.
    pub(super) async fn stage_plan(
        &self,
        statement: &Statement,
        plan: &LogicalPlan,
        target: &Target,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<(Staged, Scanned), Diagnostic> {
        let state = self.context().state();
        let physical: Arc<dyn ExecutionPlan> = state
            .create_physical_plan(plan)
            .await
            .map_err(|error| self.engine_error(statement, &error))?;
        let staged = stage(
            state.task_ctx(),
            Arc::clone(&physical),
            target,
            self.warehouse(),
            on_progress,
        )
        .await
        .map_err(|error| locate::about_name(statement, &target.definition.name, &error))?;
        Ok((staged, Scanned::of(physical.as_ref())))
    }

    /// The plan of the query `source` with the columns of what it is written to.
    pub(in crate::exec) fn conformed(
        &self,
        statement: &Statement,
        into: &Destination,
        source: &Query,
        plan: LogicalPlan,
    ) -> Result<(LogicalPlan, Target), Diagnostic> {
        match into {
            Destination::Table(into) => self.into_table(statement, into, source, plan),
            Destination::Directory { path, storage } => {
                let target = self.directory(statement, path, storage, &plan)?;
                let plan = conform(plan, &target)
                    .map_err(|error| locate::about_name(statement, path, &error))?;
                Ok((plan, target))
            }
        }
    }

    #[expect(
        clippy::wrong_self_convention,
        reason = "INSERT INTO a table, not a conversion"
    )]
    fn into_table(
        &self,
        statement: &Statement,
        into: &TableDestination,
        source: &Query,
        plan: LogicalPlan,
    ) -> Result<(LogicalPlan, Target), Diagnostic> {
        let definition = self.table(statement, &into.table)?;
        let refused = |refusal: Refusal| refusal.diagnostic(statement);
        let target = self.target(definition, into).map_err(refused)?;
        let plan = match &into.columns {
            Some(listed) => all_columns(plan, listed, &target).map_err(refused)?,
            None => plan,
        };
        let plan = conform(plan, &target).map_err(|error| match &into.columns {
            // What is listed is not where the table has it.
            Some(_) => locate::about_name(statement, &into.table.table, &error),
            None => locate::insert_error(statement, source, &target, &error),
        })?;
        Ok((plan, target))
    }

    /// Whether an INSERT says IF NOT EXISTS, and its partition exists.
    fn is_there_already(
        &self,
        statement: &Statement,
        into: &Destination,
    ) -> Result<bool, Diagnostic> {
        let Destination::Table(into) = into else {
            return Ok(false);
        };
        if !into.if_not_exists {
            return Ok(false);
        }
        let definition = self.table(statement, &into.table)?;
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &into.table.table, error);
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        let target = self
            .target(definition, into)
            .map_err(|refusal| refusal.diagnostic(statement))?;
        let folder = &target
            .layout()
            .map_err(|error| about(&error))?
            .static_folder;
        let partitions =
            table_partitions(&root, &target.definition).map_err(|error| about(&error))?;
        Ok(partitions.iter().any(|partition| partition.name == *folder))
    }
}
