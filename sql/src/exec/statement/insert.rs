//! INSERT. Several of one statement are all staged, and then published one after the other: an error in one of them
//! leaves all tables as they were. What `FROM` they have in common is read once for all of them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use datafusion::error::DataFusionError;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::sql::sqlparser::ast::Query;
use futures::future::join_all;

use super::directory::shown;
use super::target::all_columns;
use crate::catalog::table_partitions;
use crate::command::{Destination, InsertCommand, Refusal, TableDestination};
use crate::exec::conform::conform;
use crate::exec::execute::{Outcome, Written};
use crate::exec::insert::{HELD_BYTES, InsertReport, Progress, Staged, Target, WriteMode, stage};
use crate::exec::locate;
use crate::exec::scanned::Scanned;
use crate::exec::session::Session;
use crate::exec::shared::SharedInput;
use crate::script::{Diagnostic, Statement};

/// An INSERT whose files are complete.
struct Ready {
    target: Target,
    staged: Staged,
    scanned: Scanned,
}

/// How far each INSERT of a statement is; told is the sum.
struct Told<'a> {
    progress: Mutex<Vec<Progress>>,
    on_progress: &'a (dyn Fn(Progress) + Sync),
}

impl<'a> Told<'a> {
    fn new(inserts: usize, on_progress: &'a (dyn Fn(Progress) + Sync)) -> Self {
        let none = Progress { rows: 0, bytes: 0 };
        Self {
            progress: Mutex::new(vec![none; inserts]),
            on_progress,
        }
    }

    fn tell(&self, insert: usize, progress: Progress) {
        let mut all = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(one) = all.get_mut(insert) {
            *one = progress;
        }
        let sum = Progress {
            rows: all.iter().map(|one| one.rows).sum(),
            bytes: all.iter().map(|one| one.bytes).sum(),
        };
        drop(all);
        (self.on_progress)(sum);
    }
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
        let (mut plans, mut targets) = (Vec::new(), Vec::new());
        for InsertCommand { into, source } in inserts {
            if self.is_there_already(statement, &into)? {
                continue;
            }
            let plan = self.plan(statement, source.clone()).await?;
            let (plan, target) = self.conformed(statement, &into, &source, plan)?;
            plans.push(plan);
            targets.push(target);
        }
        let shared = self
            .shared(&mut plans)
            .map_err(|error| self.engine_error(statement, &error))?;
        let ready = match shared {
            Some(shared) => {
                self.stage_together(statement, &shared, &plans, targets, on_progress)
                    .await?
            }
            None => {
                self.stage_in_turn(statement, &plans, targets, on_progress)
                    .await?
            }
        };
        for (number, next) in ready.iter().enumerate() {
            let before = ready.get(..number).unwrap_or_default();
            self.refuse_same_output(statement, before, next)?;
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

    /// What several plans have in common, taken out of them.
    fn shared(&self, plans: &mut [LogicalPlan]) -> Result<Option<SharedInput>, DataFusionError> {
        if plans.len() < 2 {
            return Ok(None);
        }
        let state = self.context().state();
        for plan in plans.iter_mut() {
            *plan = state.analyzer().execute_and_check(
                plan.clone(),
                state.config_options(),
                |_, _| {},
            )?;
        }
        SharedInput::take(plans)
    }

    /// Runs one INSERT after the other; their files are complete, and not the tables' yet.
    async fn stage_in_turn(
        &self,
        statement: &Statement,
        plans: &[LogicalPlan],
        targets: Vec<Target>,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Vec<Ready>, Diagnostic> {
        let told = Told::new(targets.len(), on_progress);
        let mut ready = Vec::with_capacity(targets.len());
        for (number, (plan, target)) in plans.iter().zip(targets).enumerate() {
            let (staged, scanned) = self
                .stage_plan(statement, plan, &target, &|progress| {
                    told.tell(number, progress);
                })
                .await?;
            ready.push(Ready {
                target,
                staged,
                scanned,
            });
        }
        Ok(ready)
    }

    /// Runs INSERTs side by side on one run of what they read alike.
    async fn stage_together(
        &self,
        statement: &Statement,
        shared: &SharedInput,
        plans: &[LogicalPlan],
        targets: Vec<Target>,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Vec<Ready>, Diagnostic> {
        let state = self.context().state();
        let (readers, broadcast) = shared
            .planned(&state, plans)
            .await
            .map_err(|error| self.engine_error(statement, &error))?;
        let told = Told::new(targets.len(), on_progress);
        let held = HELD_BYTES / targets.len().max(1);
        let first_error = OnceLock::new();
        let runs = readers.iter().zip(targets).enumerate();
        let runs = runs.map(async |(number, (physical, target))| {
            let staged = stage(
                state.task_ctx(),
                Arc::clone(physical),
                &target,
                self.warehouse(),
                held,
                &|progress| told.tell(number, progress),
            )
            .await;
            // An INSERT that has what it wants keeps nobody waiting.
            broadcast.leave(number);
            let staged = match staged {
                Ok(staged) => staged,
                Err(error) => {
                    // The others end by errors of their own, with nothing left running, and are not what went wrong.
                    broadcast.stop();
                    let name = &target.definition.name;
                    let _ = first_error.set(locate::about_name(statement, name, &error));
                    return None;
                }
            };
            Some(Ready {
                target,
                staged,
                scanned: Scanned::of(physical.as_ref()),
            })
        });
        let ready: Vec<Option<Ready>> = join_all(runs).await;
        if let Some(error) = first_error.into_inner() {
            return Err(error);
        }
        let mut ready: Vec<Ready> = ready.into_iter().flatten().collect();
        if let Some(first) = ready.first_mut() {
            first.scanned = first.scanned.plus(Scanned::of(broadcast.input()));
        }
        Ok(ready)
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
            HELD_BYTES,
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
